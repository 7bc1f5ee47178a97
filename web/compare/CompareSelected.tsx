import { Columns2 } from "lucide-react";
import { useTranslation } from "../i18n/translation";
import { Button, buttonClass } from "../ui/Button";
import { Link } from "../ui/Link";
import { type ComparedSnapshot, comparedPair } from "./compared-pair";

/** Leads to the comparison of two selected snapshots; says what to select where they are no two of one instance. */
export function CompareSelected({ rows }: { rows: readonly ComparedSnapshot[] }) {
  const { t } = useTranslation();
  const href = comparedPair(rows);
  if (href === null) {
    return (
      <Button variant="quiet" icon={Columns2} aria-disabled title={t("compare.selectTwo")}>
        {t("compare.selected")}
      </Button>
    );
  }
  return (
    <Link to={href} className={buttonClass("quiet")}>
      <Columns2 aria-hidden className="size-3.5" />
      {t("compare.selected")}
    </Link>
  );
}
