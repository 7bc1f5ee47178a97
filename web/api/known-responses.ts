import type { Reading } from "../state/reading";

/** The last answer of an address, with what the server tells it by. */
interface KnownResponse {
  /** Null where the answer came without one. */
  tag: string | null;
  /** The object itself: an unchanged answer is not read again. */
  body: ReturnType<Response["json"]>;
  reading: Reading;
}

/** Of more addresses than a few pages ask for, the ones that were asked for least lately are forgotten. */
const knownAtMost = 30;

/** By address, the one that was asked for last at the end. It lives as long as the page. */
const responses = new Map<string, KnownResponse>();

/** What an address answered last. */
export function knownResponse(address: string): KnownResponse | undefined {
  const known = responses.get(address);
  if (known === undefined) return undefined;
  responses.delete(address);
  responses.set(address, known);
  return known;
}

/** Keeps what an address answers, in place of what it answered before. */
export function keepResponse(address: string, response: KnownResponse): void {
  responses.delete(address);
  responses.set(address, response);
  for (const oldest of responses.keys()) {
    if (responses.size <= knownAtMost) return;
    responses.delete(oldest);
  }
}

/** Forgets everything: whoever asks next may be somebody else. */
export const forgetResponses = (): void => responses.clear();
