import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { flash } from "../ui/announce";
import { copyText } from "../ui/clipboard";
import { useShortcuts } from "./useShortcuts";

const load = () => import("./KeysDialog");
const KeysDialog = lazy(load);

/** The keys that every page has: walk, search, copy the link, and the list of them all. */
export function PageKeys() {
  const { t } = useTranslation();
  const [helping, setHelping] = useState(false);
  const copyLink = async () => {
    const copied = await copyText(window.location.href);
    flash(t(copied ? "keys.linkCopied" : "actions.copyFailed"));
  };
  useShortcuts({
    j: () => walk("ArrowDown"),
    k: () => walk("ArrowUp"),
    "/": () => document.querySelector<HTMLInputElement>("main input[type=search]")?.focus(),
    c: () => void copyLink(),
    "?": () => setHelping(true),
  });
  if (!helping) return null;
  return (
    <Suspense>
      <KeysDialog onClose={() => setHelping(false)} />
    </Suspense>
  );
}

/** As the arrow does where the focus is; from nowhere it enters the table. */
function walk(key: "ArrowDown" | "ArrowUp") {
  const active = document.activeElement;
  if (active?.closest("tbody tr, [role=dialog]")) {
    active.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  } else {
    document.querySelector<HTMLElement>("main tbody tr[tabindex='0']")?.focus();
  }
}
