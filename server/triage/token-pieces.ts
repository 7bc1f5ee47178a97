import type { MaskedKind } from "./token-kind";

/** A part of a run: of a known kind, plain text, or still to be classified (`kind` is null). */
export interface Piece {
  text: string;
  kind: MaskedKind | "text" | null;
  /** Where it ends within the run. */
  end: number;
}

/**
 * A run of technical characters without the punctuation around it, a URL in it split into its scheme,
 * host and path. The scheme stays: "HTTP response to HTTPS client" is a cause of its own.
 */
export function tokenPieces(run: string): Piece[] {
  const lead = leadLength(run);
  const trail = Math.max(trailStart(run), lead);
  const core = run.slice(lead, trail);
  const pieces: Piece[] = [];
  const add = (text: string, kind: Piece["kind"]) => {
    if (text !== "") pieces.push({ text, kind, end: (pieces.at(-1)?.end ?? 0) + text.length });
  };
  add(run.slice(0, lead), "text");
  const slashes = core.indexOf("://");
  if (slashes > 0) {
    const scheme = schemeStart(core, slashes);
    add(core.slice(0, scheme), null);
    add(core.slice(scheme, slashes + 3), "text");
    const rest = core.slice(slashes + 3);
    const path = rest.search(/[/?#]/);
    add(path < 0 ? rest : rest.slice(0, path), "host");
    add(path < 0 ? "" : rest.slice(path), "path");
  } else {
    add(core, null);
  }
  add(run.slice(trail), "text");
  return pieces;
}

/** Punctuation in front; a dot or a colon that opens a path or an address is none. */
function leadLength(run: string): number {
  if (/^(?:::[0-9a-fA-F]|\.{1,2}\/)/.test(run)) return 0;
  let at = 0;
  while (":;,=&?#.@%".includes(run[at] ?? " ")) at += 1;
  return at;
}

function trailStart(run: string): number {
  let at = run.length;
  while (at > 0 && ".,:;?=&#-@".includes(run[at - 1] ?? " ")) at -= 1;
  return at;
}

function schemeStart(core: string, slashes: number): number {
  let at = slashes;
  while (at > 0 && /[A-Za-z]/.test(core[at - 1] ?? "")) at -= 1;
  return at;
}
