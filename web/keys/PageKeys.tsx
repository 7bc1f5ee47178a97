import { lazy } from "react";
import { useDialog } from "../ui/useDialog";
import { useCopyLink } from "./useCopyLink";
import { useShortcuts } from "./useShortcuts";

const KeysDialog = lazy(() => import("./KeysDialog"));

/** The keys that every page has: walk, search, copy the link, and the list of them all. */
export function PageKeys() {
  const copyLink = useCopyLink();
  const [dialog, open] = useDialog((onClose) => <KeysDialog onClose={onClose} />);
  useShortcuts({
    j: () => walk("ArrowDown"),
    k: () => walk("ArrowUp"),
    "/": () => document.querySelector<HTMLInputElement>("main input[type=search]")?.focus(),
    c: () => void copyLink(),
    "?": open,
  });
  return dialog;
}

/** Does what the arrow key does where the focus is; with no focus it enters the table, or the list of groups. */
function walk(key: "ArrowDown" | "ArrowUp") {
  const active = document.activeElement;
  if (active?.closest("tbody tr, a[data-row-link], [role=dialog]")) {
    active.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  } else {
    document
      .querySelector<HTMLElement>("main tbody tr[tabindex='0'], main li a[data-row-link]")
      ?.focus();
  }
}
