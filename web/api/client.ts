import { ApiError, isProblem } from "./problem";

/** Beyond the BFF's own deadline; only a hung connection to it ever reaches this. */
const timeLimitMs = 90_000;

/**
 * One read of the BFF. The body's type is the contract's: server and SPA are one build.
 * @throws {ApiError} with the BFF's problem, or one of the browser's own
 */
export async function getJson<Body>(path: string, signal: AbortSignal): Promise<Body> {
  const response = await send(path, signal);
  if (response.ok) return readBody<Body>(response, signal);
  const body = await response.json().catch(() => null);
  throw isProblem(body)
    ? new ApiError(body)
    : ApiError.badAnswer(`HTTP ${response.status} without problem details`, response.status);
}

async function send(path: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, {
      headers: { accept: "application/json, application/problem+json" },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]),
    });
  } catch (error) {
    // A cancelled query is no failure: TanStack Query must see the abort itself.
    if (signal.aborted) throw error;
    throw ApiError.network(error instanceof Error ? error.message : String(error));
  }
}

async function readBody<Body>(response: Response, signal: AbortSignal): Promise<Body> {
  try {
    return await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    throw ApiError.badAnswer(
      error instanceof Error ? error.message : String(error),
      response.status,
    );
  }
}
