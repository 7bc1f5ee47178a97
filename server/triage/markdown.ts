/** Writes untrusted text into Markdown so that it is shown as it is and has no effect. */

// Characters that reorder text on screen, and control characters: a reader must see what is there.
const hidden = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** What has an effect at the beginning of a line: a heading, a quote, a list, a rule. */
const atStart = /^(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[-*_=](?=[-*_=\s]*$)|\d{1,9}(?=[.)](?:\s|$)))/;
/**
 * What has an effect inside a line (CommonMark, and what GitHub and GitLab add): the end of a link's text, a tag, an
 * entity, a reference to an issue, and marks of emphasis, which work only beside a letter, and of which `_` does not work
 * within a word.
 */
const inside =
  /\\(?=[!-/:-@[-`{-~])|\](?=[([:])|\[(?=\^)|<(?=[A-Za-z/!?])|&(?=#\d|#x|[A-Za-z]\w{0,40};)|[#!](?=\d)|\*(?=\S)|(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/giu;
/** Marks that work in pairs only. */
const paired = [/~/g, /\$/g, /`/g];

/**
 * Text in a sentence, line breaks as blanks: only what Markdown or a chat would take for markup at its place is escaped,
 * so that it reads well as plain text too. What stands between two backticks is code, as it was meant.
 * @param startsLine whether it is the first of its line
 */
export function escapeMarkdown(text: string, startsLine = false): string {
  const line = text.replace(/\s+/g, " ").replace(hidden, "\ufffd").trim();
  return line
    .split(/(?<!`)(`[^`]{1,200}`)(?!`)/)
    .map((part, at) =>
      at % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapeSentence(part, startsLine && at === 0),
    )
    .join("");
}

function escapeSentence(text: string, startsLine: boolean): string {
  let escaped = text.replace(inside, "\\$&");
  for (const mark of paired) {
    if ((escaped.match(mark)?.length ?? 0) > 1) escaped = escaped.replace(mark, "\\$&");
  }
  if (startsLine) {
    const found = atStart.exec(escaped)?.[0] ?? "";
    // Of a number that would begin a list, the sign behind it is what counts.
    const at = /^\d/.test(found) ? found.length : 0;
    if (found !== "") escaped = `${escaped.slice(0, at)}\\${escaped.slice(at)}`;
  }
  return escaped
    .replace(/@/g, "@\u2060") // a mention in a chat needs its name right behind the sign
    .replace(/\bwww\./gi, "$&\u2060") // and a link its name
    .replace(/:\/\//g, ":\u2060//"); // or its slashes
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
