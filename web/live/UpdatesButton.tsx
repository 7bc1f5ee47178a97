import { ArrowUpToLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";

/** How many updates wait, and the way to take them in; nothing while none do. */
export function UpdatesButton({ updates, onTake }: { updates: number; onTake: () => void }) {
  const { t } = useTranslation();
  if (updates === 0) return null;
  return (
    <Button look="quiet" icon={ArrowUpToLine} onClick={onTake}>
      {t("live.updates", { count: updates })}
    </Button>
  );
}
