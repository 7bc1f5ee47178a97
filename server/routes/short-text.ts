import { removeSecrets } from "../triage/redact-secrets";

/** What of a text is looked at, and what of it is answered, in characters. */
const readAtMost = 4_000;
const answeredAtMost = 2_000;

/** A text of the service, redacted and then cut, so that the cut leaves no half of what is redacted. */
export function shortText(text: string, redact: (text: string) => string): string {
  const whole = redact(text.slice(0, readAtMost));
  return whole.length > answeredAtMost ? `${whole.slice(0, answeredAtMost)}…` : whole;
}

/** A name or a status as a link's preview has it, which is shown wherever the link is pasted. */
export const previewText = (text: string | null): string | null =>
  text === null ? null : shortText(text, removeSecrets);
