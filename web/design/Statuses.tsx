import { en } from "../i18n/en";
import { StatusBadge } from "../status/StatusBadge";
import { styleOf, type Tone } from "../status/status-styles";
import { Specimen } from "./Both";
import { Measured } from "./Measured";

const meanings: Record<Tone, string> = {
  danger: "needs attention",
  info: "under way",
  waiting: "waits for others",
  neutral: "over, or unknown",
  success: "went well, quiet",
};
const tones = ["danger", "info", "waiting", "neutral", "success"] as const;

/** Every known word, and two unknown ones. */
const words = [...Object.keys(en.statuses), "Hibernating", "PushError"];

/** Every status the app has a word for, by what it says at a glance. */
export const Statuses = () =>
  tones.map((tone) => (
    <Specimen key={tone} name={`${tone}: ${meanings[tone]}`}>
      {words
        .map((word) => (word === "none" ? null : word))
        .filter((word) => styleOf(word).tone === tone)
        .map((word) => (
          <Measured key={word}>
            <StatusBadge status={word} />
          </Measured>
        ))}
    </Specimen>
  ));
