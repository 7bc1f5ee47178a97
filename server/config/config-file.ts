import { dirname, resolve } from "node:path";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";

/** A configuration file, taken apart but not yet checked. */
export interface ConfigFile {
  /** What it says; an empty file says nothing. */
  content: unknown;
  /** Where in it something stands, such as `snapdeck.yaml line 4`. */
  where(path: readonly PropertyKey[]): string;
  /** A path that the file names, which is meant from the file's own folder. */
  resolve(path: string): string;
  /** What keeps it from being read as YAML or JSON, each with its line. */
  mistakes: readonly string[];
}

/** Takes a YAML file apart, or a JSON file, which is one too. `name` is what people call it by. */
export function parseConfigFile(name: string, text: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const at = (offset: number | undefined) =>
    offset === undefined ? name : `${name} line ${lines.linePos(offset).line}`;
  const problems = [...document.errors, ...document.warnings];
  const mistakes = problems.map(({ message, pos }) => `${at(pos[0])}: ${withoutSource(message)}`);
  let content: unknown = null;
  try {
    if (mistakes.length === 0) content = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    // An alias of nothing, or very many of them, is found only here.
    const text = error instanceof Error ? error.message : String(error);
    mistakes.push(`${name}: ${withoutSource(text)}`);
  }
  return {
    content,
    where: (path) => at(offsetOf(document.contents, path)),
    resolve: (path) => resolve(dirname(name), path),
    mistakes,
  };
}

/** Some of the parser's messages end with a piece of the file, which may be a secret that should have been quoted. */
const withoutSource = (message: string) => message.replace(/(?:: | (?=%)).*$/s, "");

/** Where the innermost part of a path stands that the document has: a key where there is one, else the value. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number | undefined {
  let node = contents;
  let offset: number | undefined;
  for (const step of path) {
    const parent = node;
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      offset = isScalar(pair.key) ? pair.key.range?.[0] : offset;
      node = pair.value;
      continue;
    }
    if (!hasItems(parent) || typeof step !== "number") break;
    node = parent.items[step];
    offset = rangeStart(node) ?? offset;
  }
  return offset;
}

const hasItems = (node: unknown): node is { items: unknown[] } =>
  typeof node === "object" && node !== null && "items" in node && Array.isArray(node.items);

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  return Array.isArray(node.range) && typeof node.range[0] === "number" ? node.range[0] : undefined;
}
