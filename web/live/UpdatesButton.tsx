import { ArrowUpToLine } from "lucide-react";
import { useTranslation } from "../i18n/translation";
import { Button } from "../ui/Button";

/** How many updates wait, and the button that applies them; nothing while none wait. */
export function UpdatesButton({ updates, onApply }: { updates: number; onApply: () => void }) {
  const { t } = useTranslation();
  if (updates === 0) return null;
  return (
    <Button variant="quiet" icon={ArrowUpToLine} onClick={onApply}>
      {t("live.updates", { count: updates })}
    </Button>
  );
}
