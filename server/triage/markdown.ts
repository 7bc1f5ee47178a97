/** Writes untrusted text into Markdown so that it is shown as it is and has no effect. */

// Characters that reorder text on screen, and control characters: a reader must see what is there.
const hidden = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text in a sentence: every character that means something to Markdown or a chat is escaped, line breaks become blanks. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(hidden, "\ufffd")
    .replace(/[\\`*_{}[\]()<>#+!|~&$-]/g, "\\$&")
    .replace(/@/g, "@\u2060") // a mention in a chat needs its name right behind the sign
    .replace(/:\/\//g, ":\u2060//"); // and a link its slashes
}

/** Text as one code span, on one line. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(hidden, "\ufffd").trim();
  if (line === "") return "—";
  const fence = "`".repeat(longestRun(line) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Text as a fenced block, its line breaks kept; `indent` for a block inside a list. */
export function codeBlock(text: string, indent = ""): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, "\n").split("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  const shown = lines.map((line) =>
    line.replace(hidden, (character) => (character === "\t" ? character : "\ufffd")),
  );
  return [`${fence}text`, ...shown, fence].map((line) => `${indent}${line}`).join("\n");
}

/** A link where the address is http or https, otherwise the address as code. */
export function link(label: string, address: string): string {
  const web = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!web) return codeSpan(address);
  const safe = new URL(address).href.replace(
    /[<>\\`|()[\]\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${escapeMarkdown(label)}](<${safe}>)`;
}

/** The longest run of backticks. Counted in a loop: one argument a run is more than a call can take. */
function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
