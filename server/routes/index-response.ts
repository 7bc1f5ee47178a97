import type { Context } from "hono";
import { currentSync } from "../store/coverage";
import type { FailureSource } from "../store/failure-source";
import type { RouteContext } from "./context";
import type { Reading } from "./responses";
import { readIndex } from "./source";

/** The clock counts in an answer of the index by the minute: within one, the same is answered. */
export const minuteOf = (time: number) => Math.floor(time / 60_000);

/**
 * Answers from the index: what was computed is given again, within a minute, until something changes.
 * @param also what the answer is drawn from beside the source
 * @throws {ProblemError} `index.unavailable`
 */
export async function indexResponse<Body extends Partial<Reading>>(
  context: RouteContext,
  c: Context,
  source: FailureSource,
  make: () => Promise<Body>,
  also: unknown = null,
) {
  const { index, connections, states, catalogue, now, serviceNow = now, triage } = source;
  const data = await readIndex(() => index.version(connections));
  const version = [
    data,
    minuteOf(now),
    minuteOf(serviceNow),
    numberOf(index.store),
    numberOf(catalogue),
    JSON.stringify([states.map((state) => currentSync(state, now)), also]),
  ].join("\n");
  const seenAs = `${index.key(connections)}\n${triage?.mayChange ?? "off"}`;
  return context.responses.give(c, seenAs, version, () => readIndex(make));
}

const numbers = new WeakMap<object, number>();
let last = 0;

/** Stands for an object for as long as it lives: another one has another number. */
export function numberOf(one: object): number {
  const number = numbers.get(one) ?? ++last;
  numbers.set(one, number);
  return number;
}
