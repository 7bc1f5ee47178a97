import { log } from "../log/log";
import { currentTrace, withTrace } from "../log/trace";
import { nextTurn } from "../store/turns";

/**
 * A text as the body of a response, read as fast as the client takes it. When a part cannot be made, the
 * stream fails, which cuts the connection: a client must not take the beginning for the whole. When the
 * client leaves, the generator is ended, and with it what it reads from.
 *
 * The first part is made before this resolves, so that what fails at once can still be answered as a problem.
 */
export async function streamText(
  parts: AsyncGenerator<string>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  // The parts are asked for by whoever sends them, outside of the request's own work.
  const trace = currentTrace();
  const readOn = () => (trace === null ? nextOf(parts) : withTrace(trace, () => nextOf(parts)));
  let next: IteratorResult<string> | null = await parts.next();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = next ?? (await readOn());
        next = null;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The next part; why there is none is for the log, not for the client. */
async function nextOf(parts: AsyncGenerator<string>): Promise<IteratorResult<string>> {
  try {
    // A client that takes every part at once would otherwise have the file made in one go, and all others wait.
    await nextTurn();
    return await parts.next();
  } catch (error) {
    log.error("a file was cut while it was sent", { err: error });
    throw new Error("A file was cut while it was sent.");
  }
}
