import type { Context } from "hono";
import { rightsKey } from "../access/viewer";
import { isoTime, type RouteContext } from "./context";
import { minuteOf, numberOf } from "./index-response";

/** What was read of the service for an answer. */
interface LiveReading {
  requestId: string | null;
  /** Milliseconds since the epoch. */
  readAt: number;
}

/**
 * Answers from what was read of the service for whoever asks, alone or with others at the same time: what is
 * computed of the same readings is computed once.
 * @param readings all that the answer is drawn from; the first one is told of
 * @param also what it is drawn from beside them
 */
export function liveResponse<Body extends object>(
  context: RouteContext,
  c: Context,
  connection: string,
  readings: readonly [LiveReading, ...(LiveReading | null)[]],
  make: () => Promise<Body>,
  also = "",
) {
  const [{ requestId, readAt }] = readings;
  const reading = { requestId, readAt: isoTime(readAt) };
  const version = [
    // A reading without an id of its answer is only ever the same as itself.
    ...readings.map((one) => one && `${one.requestId ?? numberOf(one)} ${one.readAt}`),
    minuteOf(context.now()),
    also,
  ].join("\n");
  const seenAs = rightsKey(c.var.viewer, [connection]);
  return context.responses.give(c, seenAs, version, async () => ({
    ...(await make()),
    ...reading,
  }));
}
