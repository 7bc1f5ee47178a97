import pLimit from "p-limit";
import { type CallOptions, DswError } from "../dsw";
import type { Missing, MissingOf } from "../store/missing";

/** Two readings that lack the same thing agree only when they are at least this far apart. */
export const confirmAfterMs = 60_000;
/** Missing things of one reading that the service is asked for one by one. */
const askedAtMost = 20;

/** What is known of the things that a reading lacked. */
export interface Proof {
  gone: Set<string>;
  /** Not yet known to be gone. */
  unproven: string[];
  /** The service still has some of them: the reading was wrong. */
  contradicted: boolean;
}

/**
 * Finds out which of the missing are gone. The proof is the service's 404 for that one thing. What could
 * not be asked for is believed to be gone when an earlier reading agrees, unless the service still has
 * another thing that this reading lacked. When more than a fifth vanished, one 404 at least must stand
 * behind it.
 * @param ask asks for one of them; it rejects with `upstream.notFound` when there is none
 * @throws the signal's reason once it is aborted
 */
export async function proveGone(
  { missing, known }: MissingOf,
  readAt: number,
  ask: (id: string, options: CallOptions) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Proof> {
  const limit = pLimit(4);
  const asked = missing.toSorted(longestMissingFirst).slice(0, askedAtMost);
  const answers = new Map(
    await Promise.all(
      asked.map(({ id }) => limit(async () => [id, await stateOf(id, ask, signal)] as const)),
    ),
  );
  const states = [...answers.values()];
  const contradicted = states.includes("present");
  const shrunk = missing.length > known / 5;
  const agreementCounts = !contradicted && (!shrunk || states.includes("gone"));
  const isGone = ({ id, since }: Missing) =>
    answers.get(id) === "gone" ||
    (agreementCounts && since !== null && readAt - since >= confirmAfterMs);
  const gone = new Set(missing.filter(isGone).map(({ id }) => id));
  const unproven = missing.map(({ id }) => id).filter((id) => !gone.has(id));
  return { gone, unproven, contradicted };
}

const longestMissingFirst = (a: Missing, b: Missing) =>
  (a.since ?? Number.POSITIVE_INFINITY) - (b.since ?? Number.POSITIVE_INFINITY) ||
  (a.id < b.id ? -1 : 1);

async function stateOf(
  id: string,
  ask: (id: string, options: CallOptions) => Promise<unknown>,
  signal: AbortSignal,
): Promise<"present" | "gone" | "unknown"> {
  signal.throwIfAborted();
  try {
    await ask(id, { signal, priority: "background" });
    return "present";
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof DswError)) throw error;
    return error.code === "upstream.notFound" ? "gone" : "unknown";
  }
}
