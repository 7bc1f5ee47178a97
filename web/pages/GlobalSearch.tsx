import { Search } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "../i18n/translation";
import { useShortcuts } from "../keys/useShortcuts";
import { buttonClass } from "../ui/Button";

const load = () => import("./CommandSearch");
const CommandSearch = lazy(load);

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/**
 * The header's way to find anything and to do it, by Ctrl or Cmd and K from anywhere. Its code comes when it is approached.
 * @param path the address of what is in view, without the base
 */
export function GlobalSearch({ path }: { path: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState<boolean>();
  const open = () => setOpen(true);
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
      {isOpen !== undefined && (
        <Suspense>
          <CommandSearch path={path} isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
