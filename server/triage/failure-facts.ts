import { maskMessage } from "./mask";
import { longestMatched } from "./regex-safety";
import { isFixedWord, isNoun } from "./template-words";
import { isWordWithSlash } from "./token-kind";

/** What a failure's message says, with everything that is only a name taken out. */
export interface FailureFacts {
  /** The whole message; `~` stands for each image, host, path, id, number and other name. */
  said: string;
  /** Its end: a chain of errors ends with the one that started it. */
  end: string;
  /** The last HTTP status from 400 on, or null. */
  status: number | null;
  steps: ReadonlySet<FailingStep>;
}

/** What was being done when it failed, as far as the message says so. */
export type FailingStep = "login" | "commit" | "export" | "pull" | "push" | "upload" | "manifest";

const stepWords: [FailingStep, RegExp][] = [
  ["login", /\blog ?in\b|oauth token|anonymous token|\bauthorize|登录/i],
  ["commit", /\bcommit(?:ting)? |\bdiff\b|提交/i],
  ["export", /export|save image|saving image|docker save|导出/i],
  ["pull", /pull|resolve reference|base image|拉取|基础镜像/i],
  ["push", /push|推送/i],
  [
    "upload",
    /upload|\b(?:put|patch|post) ["~h]|copying (?:layers|blob)|writ(?:e|ing) (?:blob|layer)|上传/i,
  ],
  ["manifest", /manifest/i],
];

/** Long enough for the last error of a chain with the request id that may follow. */
const endLength = 180;

/** The errno of a full disk as registries report it (`"Err":28`). */
const numberedNoSpace = /\b(err(?:no)?)"?[:= ]{1,3}28\b/gi;

/** Reads a message once; bounded by `longestMatched`. Never throws. */
export function factsOf(message: string): FailureFacts {
  const head = message.slice(0, longestMatched).replace(numberedNoSpace, "$1 ENOSPC");
  const parts = maskMessage(head);
  const said = parts
    .map(({ kind, text }) => (kind === "text" ? withoutNames(text) : registryPath(kind, text)))
    .join("")
    .replace(/~(?:[^\S\n]?~)+/g, "~")
    .replace(namedPlainly, (found, lead: string, name: string) =>
      isFixedWord(name) || isNoun(name) ? found : `${lead}~`,
    )
    .trim();
  const statuses = [...said.matchAll(/(?<![\w.])[45]\d\d(?![\w.]\w)/g)];
  return {
    said,
    end: said.slice(-endLength),
    status: statuses.length === 0 ? null : Number(statuses.at(-1)?.[0]),
    steps: new Set(stepWords.filter(([, words]) => words.test(said)).map(([step]) => step)),
  };
}

/** A plain word where only a name can stand: "failed to push trainer: EOF", "repository trainer does not exist". */
const namedPlainly =
  /\b((?:push|pull|pushing|pulling|image|repository|project|namespace|user|container|tag) (?:of |to |from |for |image |repository |named )?)([a-z][\w.]*)(?=: | failed| was | is | does | not found|,|$)/g;

/** A path inside a registry's own storage is told apart from one on the node: which disk is full depends on it. */
function registryPath(kind: string, text: string): string {
  return kind === "path" && /\/(?:docker\/)?registry\/|^\/(?:registry|storage)\//.test(text)
    ? "~registry-storage~"
    : "~";
}

/** Words with a hyphen that are language; any other one is somebody's name. */
const hyphenated = new Set(
  `read-only self-signed time-out timed-out rate-limit rate-limited rate-limiting out-of-memory oom-killed back-off
  ephemeral-storage no-space not-found pre-condition re-authenticate reauthenticate non-root mid-upload half-closed keep-alive
  end-of-file in-use sub-path out-of-space too-many-requests pull-through single-layer x-www copy-on-write man-in-the-middle
  re-login server-side client-side role-based multi-part chunked-upload`.split(/\s+/),
);

const word = /[\w$.:/@+~-]+/g;

/** Plain text without the words that can only be names: with slashes, hyphens or tags of their own. */
function withoutNames(text: string): string {
  return text.replace(word, (found) => {
    const ends = /[.:/]+$/.exec(found)?.[0] ?? "";
    const core = found.slice(0, found.length - ends.length);
    return isName(core) ? `~${ends}` : found;
  });
}

function isName(core: string): boolean {
  if (/^[A-Z][A-Z_]+$/.test(core) || /^[45]\d\d$/.test(core)) return false;
  if (core.includes("/"))
    return /[A-Za-z]/.test(core) && !isWordWithSlash(core) && !isPlainChoice(core);
  const colon = core.indexOf(":");
  if (colon > 0) {
    const [left, right] = [core.slice(0, colon), core.slice(colon + 1)];
    return isName(left) || /^(?:v\d|\d+\.|latest$)/.test(right);
  }
  if (!core.includes("-") || !/[A-Za-z]/.test(core)) return false;
  return core === core.toLowerCase() && !hyphenated.has(core) && !/^(?:re|un|non|pre)-/.test(core);
}

/** `read/write`, `and/or`, `permission/denied`: a choice between two words of the message. */
const isPlainChoice = (core: string) =>
  /^(?:read|write|and|or|user|username|push|pull|login|tls|ssl)\/(?:read|write|and|or|password|push|pull|logout|tls|ssl)$/i.test(
    core,
  );
