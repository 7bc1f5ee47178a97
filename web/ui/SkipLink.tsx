import { useTranslation } from "react-i18next";

/** Seen only while it has the focus: leads past what stands before the page's content, or back to it. */
export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href="#main"
      className="sr-only z-dialog print:hidden rounded-md bg-ink px-3 py-2 font-medium text-surface focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
    >
      {t("app.skip")}
    </a>
  );
}
