import type { Phase } from "../../server/contract";
import { type TFunction, useTranslation } from "../i18n/translation";
import { Badge } from "../ui/Badge";
import { styleOf } from "./status-styles";

/** The word shown for a status: the catalogue's for a known one, the service's own otherwise. */
export function statusWord(t: TFunction, status: string | null): string {
  const { word } = styleOf(status);
  return word === null ? (status ?? "") : t(`statuses.${word}`);
}

/** A status as icon, word and colour. The service's own word is in the tooltip. */
export function StatusBadge({ status, phase }: { status: string | null; phase?: Phase }) {
  const { t } = useTranslation();
  const { tone, icon } = styleOf(status, phase);
  return (
    <Badge tone={tone} icon={icon} title={status ?? undefined}>
      {statusWord(t, status)}
    </Badge>
  );
}
