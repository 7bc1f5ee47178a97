import { Search } from "lucide-react";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../keys/useShortcuts";
import { buttonClass } from "../ui/Button";
import { useDialog } from "../ui/useDialog";
import type { Command } from "./commands";

const load = () => import("./SearchDialog");
const SearchDialog = lazy(load);

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** The header's way to find anything and to do it, by Ctrl or Cmd and K from anywhere. Its code comes when it is approached. */
export function GlobalSearch({ commands }: { commands: readonly Command[] }) {
  const { t } = useTranslation();
  const [dialog, open] = useDialog((onClose) => (
    <SearchDialog commands={commands} onClose={onClose} />
  ));
  useShortcuts({ "mod+k": open });
  return (
    <>
      <button
        type="button"
        aria-label={t("search.title")}
        aria-keyshortcuts="Control+K Meta+K"
        title={t("search.title")}
        className={buttonClass("quiet", "max-lg:px-2 lg:border lg:border-line lg:font-normal")}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={open}
      >
        <Search aria-hidden className="size-3.5" />
        <span aria-hidden className="flex items-center gap-6 text-subtle max-lg:hidden">
          {t("search.open")}
          <kbd className="font-sans text-xs">{isMac ? "⌘K" : "Ctrl K"}</kbd>
        </span>
      </button>
      {dialog}
    </>
  );
}
