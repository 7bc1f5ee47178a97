import { createHash } from "node:crypto";
import { withTagsAsText } from "./markup";
import { maskMessage } from "./mask";
import type { Part } from "./part";

export type { Part } from "./part";

/** What decides that two failures belong to one group: the reason code and the masked message. */
export interface Fingerprint {
  /** `f1-` and 16 hex digits. The prefix is the version of the rules, so that a link from before a change can be told. */
  key: string;
  code: string | null;
  /** The message with every variable part as `<kind>`; empty when there was none. */
  pattern: string;
  /** The message as it was masked, split into plain text and variable parts with their own values. */
  parts: Part[];
}

export interface Reason {
  reasonCode: string | null;
  reasonMessage: string | null;
}

/**
 * The fingerprint of a failure's reason. Stable under other ids, numbers, times, hosts, paths, digests,
 * sizes and image names, under other quotes, blanks, full-width forms and letter case; distinct under
 * another reason code, HTTP status, exit code or wording. Never throws; linear in the message, of which
 * the first 4,096 UTF-16 units count.
 */
export function fingerprint(reason: Reason): Fingerprint {
  const code = textOrNull(reason.reasonCode);
  const parts = maskMessage(textOrNull(reason.reasonMessage) ?? "");
  const pattern = parts
    .map((part) => (part.kind === "text" ? part.text : `<${part.kind}>`))
    .join("");
  const identity = JSON.stringify([code?.toLowerCase() ?? null, canonical(pattern)]);
  const hash = createHash("sha256").update(identity).digest("hex").slice(0, 16);
  return { key: `f1-${hash}`, code, pattern, parts: withTagsAsText(parts) };
}

/** The service writes "none" as an absent value, an empty text or the word `null` (docs/dsw-api.md, "Forms of values"). */
function textOrNull(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" || trimmed.toLowerCase() === "null" ? null : trimmed;
}

const besideChinese = / (?=[\p{Script=Han}\u3000-\u303f])|(?<=[\p{Script=Han}\u3000-\u303f]) /gu;

/**
 * The pattern without differences that mean nothing: letter case, quotes, blanks beside
 * Chinese and behind punctuation, the full stop, and quotes around a name.
 */
function canonical(pattern: string): string {
  return pattern
    .toLowerCase()
    .replace(/["']/g, "")
    .replace(/<(?:quoted|uuid)>/g, "<id>")
    .replace(/(?<=[:,;]) /g, "")
    .replace(besideChinese, "")
    .replace(/[\s.。!]$/u, "");
}
