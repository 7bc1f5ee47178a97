import { setTimeout as wait } from "node:timers/promises";
import type { Engine } from "../../server/store/engines.testing";
import type { Scenario } from "./scenarios";
import { startStack } from "./stack";

/** What a scenario came to. */
export interface Outcome {
  fault: string;
  engine: string;
  /** What a reader was told while it lasted. */
  seen: string;
  /** Snapshots that the index lacks in the end. */
  lost: string[];
  /** From setting it right until the pages say that all is known; null when that did not happen. */
  healedMs: number | null;
  /** Lines on stderr. */
  said: string[];
}

const stepMs = 50;
const healedWithinMs = 150_000;

/**
 * Lets a fault happen in the middle of a first run, looks at the pages, sets it right, and waits until all is
 * well again.
 * @param speed how many times faster than real time the sync's waits pass
 */
export async function runScenario(
  { fault, begin, noticed }: Scenario,
  engine: Engine,
  speed: number,
): Promise<Outcome> {
  const stack = await startStack(engine, speed);
  try {
    const state = () => stack.sync.states()[0];
    await until(async () => (state()?.done ?? 0) > 5);
    const setRight = await begin(stack);
    if (noticed) await until(async () => (state()?.error ?? null) !== null);
    const seen = await stack.look();
    await setRight();
    const rightAt = performance.now();
    const healed = await until(
      async () => (await stack.isComplete()) && (await stack.lost()).length === 0,
    );
    const healedMs = healed ? performance.now() - rightAt : null;
    return {
      fault,
      engine: engine.name,
      seen,
      lost: await stack.lost(),
      healedMs,
      said: stack.said,
    };
  } finally {
    await stack.close();
  }
}

async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < healedWithinMs; waitedMs += stepMs) {
    if (await isSo()) return true;
    await wait(stepMs);
  }
  return false;
}
