import { SearchX } from "lucide-react";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";

/** Stands in the place of rows on a page that the list does not have, and leads back to the last one. */
export function BeyondLastPage({ pages, onLastPage }: { pages: number; onLastPage: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <EmptyState
      icon={SearchX}
      title={t("list.beyond")}
      hint={t("list.beyondHint", { pages: number(pages) })}
      action={<Button onClick={onLastPage}>{t("list.toLast")}</Button>}
    />
  );
}
