import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { Button } from "../ui/Button";
import { CopyTextButton } from "../ui/CopyButton";

interface SelectionBarProps {
  count: number;
  /** Their ids, one a line. */
  ids: () => string;
  /** What else can be done with them. */
  children: ReactNode;
  onClear: () => void;
}

/** What can be done with the selected rows: beside where the page is, so that no row moves. */
export function SelectionBar({ count, ids, children, onClear }: SelectionBarProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <section
      aria-label={t("selection.title")}
      className="flex flex-wrap items-center gap-1 rounded-md bg-chosen ps-3 text-text print:hidden"
    >
      <span className="whitespace-nowrap pe-1 font-medium">
        {t("selection.count", { count, shown: number(count) })}
      </span>
      <CopyTextButton label={t("selection.copyIds")} text={ids} />
      {children}
      <Button variant="quiet" icon={X} onClick={onClear}>
        <span className="max-sm:sr-only">{t("selection.clear")}</span>
      </Button>
    </section>
  );
}
