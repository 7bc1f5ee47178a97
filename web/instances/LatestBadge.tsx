import { CircleCheck, CircleDashed, CircleQuestionMark, CircleX, CloudUpload } from "lucide-react";
import type { LatestState } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { Badge } from "../ui/Badge";

const styles = {
  failed: { tone: "danger", icon: CircleX },
  inFlight: { tone: "info", icon: CloudUpload },
  unknown: { tone: "neutral", icon: CircleQuestionMark },
  succeeded: { tone: "success", icon: CircleCheck },
  none: { tone: "neutral", icon: CircleDashed },
} as const;

/** Where an instance's newest snapshot stands, whatever the service's word for it. */
export function LatestBadge({ state }: { state: LatestState }) {
  const { t } = useTranslation();
  return <Badge {...styles[state]}>{t(`instances.latestStates.${state}`)}</Badge>;
}
