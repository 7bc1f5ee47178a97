import type { TriageRequest } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { Select } from "../ui/Select";

/** Until when a group is muted. */
export interface Muting {
  /** Days from now, `grows`, or `time` for a time of one's own. */
  choice: (typeof choices)[number];
  /** That time, as the browser's own field has it: local, `2026-11-24T10:00`. */
  time: string;
}

const choices = ["grows", "1", "7", "30", "time"] as const;
const dayMs = 86_400_000;

export const startMuting: Muting = { choice: "grows", time: "" };

/** What is asked of the server; a time of one's own that is none is a day from now. */
export function muteFor(
  { choice, time }: Muting,
  now: number,
): Pick<TriageRequest, "until" | "untilGrows"> {
  if (choice === "grows") return { untilGrows: true };
  const own = Date.parse(time);
  const until = choice === "time" ? own : now + Number(choice) * dayMs;
  return {
    until: new Date(Number.isNaN(until) ? now + dayMs : until).toISOString(),
    untilGrows: false,
  };
}

/** Chooses until when a group is muted. */
export function MuteUntil({
  muting,
  onChange,
}: {
  muting: Muting;
  onChange: (muting: Muting) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        aria-label={t("failures.triage.until")}
        value={muting.choice}
        onChange={(event) => {
          const choice = choices.find((known) => known === event.target.value);
          if (choice) onChange({ ...muting, choice });
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`failures.triage.untils.${choice}`)}
          </option>
        ))}
      </Select>
      {muting.choice === "time" && (
        <input
          type="datetime-local"
          required
          aria-label={t("failures.triage.untils.time")}
          value={muting.time}
          onChange={(event) => onChange({ ...muting, time: event.target.value })}
          className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm text-text"
        />
      )}
    </div>
  );
}
