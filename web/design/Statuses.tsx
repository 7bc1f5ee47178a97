import { en } from "../i18n/en";
import { lookOf, type Tone } from "../status/looks";
import { StatusBadge } from "../status/StatusBadge";
import { Specimen } from "./Both";
import { Measured } from "./Measured";

const meanings: Record<Tone, string> = {
  bad: "asks for a look",
  moving: "under way",
  waiting: "waits for others",
  neutral: "over, or unknown",
  good: "is well and recedes",
};
const tones = ["bad", "moving", "waiting", "neutral", "good"] as const;

/** A word of nobody's, to show how one looks. */
const words = [...Object.keys(en.statuses), "Hibernating", "PushError"];

/** Every status the app has a word for, by what it says at a glance. */
export const Statuses = () =>
  tones.map((tone) => (
    <Specimen key={tone} name={`${tone}: ${meanings[tone]}`}>
      {words
        .map((word) => (word === "none" ? null : word))
        .filter((word) => lookOf(word).tone === tone)
        .map((word) => (
          <Measured key={word}>
            <StatusBadge status={word} />
          </Measured>
        ))}
    </Specimen>
  ));
