import { ArrowUpToLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";

/** How many updates wait, and the way to take them in; nothing while none do. */
export function UpdatesButton({ updates, onApply }: { updates: number; onApply: () => void }) {
  const { t } = useTranslation();
  if (updates === 0) return null;
  return (
    <Button look="quiet" icon={ArrowUpToLine} onClick={onApply}>
      {t("live.updates", { count: updates })}
    </Button>
  );
}
