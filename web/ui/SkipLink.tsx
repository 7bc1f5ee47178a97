import { useHref, useLocation } from "react-router";
import { useTranslation } from "../i18n/translation";

/** Seen only while it has the focus: leads past what stands before the page's content, or back to it. */
export function SkipLink() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  return (
    <a
      // Whole, for a fragment alone is relative to the page's base and would leave the page. And the
      // focus is set by hand, so that the address that is copied stays what it was.
      href={useHref({ pathname, search, hash: "main" })}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}
      className="sr-only z-dialog print:hidden rounded-md bg-text px-3 py-2 font-medium text-surface focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
    >
      {t("app.skip")}
    </a>
  );
}
