import { CloudUpload } from "lucide-react";
import type { InstanceFacets } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import type { InstanceListState } from "../paths/instances";
import { Button } from "../ui/Button";

interface InFlightFilterProps {
  facets: InstanceFacets | null | undefined;
  state: InstanceListState;
  onChange: (change: Partial<InstanceListState>) => void;
}

/** How many instances have a push in flight, and the way to see just those and back. Nothing while there is none. */
export function InFlightFilter({ facets, state, onChange }: InFlightFilterProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const on = state.latest.length === 1 && state.latest[0] === "inFlight";
  const count = facets?.latest.inFlight ?? 0;
  if (count === 0 && !on) return null;
  return (
    <Button
      variant="quiet"
      icon={CloudUpload}
      aria-pressed={on}
      className="aria-pressed:bg-inset aria-pressed:text-text"
      onClick={() => onChange({ latest: on ? [] : ["inFlight"] })}
    >
      {t("snapshots.inFlight", { count, shown: number(count) })}
    </Button>
  );
}
