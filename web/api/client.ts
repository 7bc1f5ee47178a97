import type { z } from "zod";
import type { ApiPath, ParamsOf, QueryOf, ResponseOf, writeEndpoints } from "../../server/contract";
import { type Answered, Reading } from "../state/reading";
import { apiPath, filledPath } from "./address";
import { forgetResponses, keepResponse, knownResponse } from "./known-responses";
import { ApiError, isProblem } from "./problem";

/** Beyond the server's own deadline; only a hung connection to it ever reaches this. */
const timeLimitMs = 90_000;

/**
 * One read of the API; while nothing has changed it gives the same object again. The answer's type is the endpoint's: server and SPA are one build.
 * @throws {ApiError} with the server's problem, or one of the browser's own
 */
export async function getJson<Path extends ApiPath, Query extends QueryOf<Path>>(
  path: Path,
  params: ParamsOf<Path>,
  query: Parameters<typeof apiPath<Path, Query>>[2],
  signal: AbortSignal,
): Promise<Answered<ResponseOf<Path>>> {
  const address = apiPath<Path, Query>(path, params, query);
  const known = knownResponse(address);
  const headers = known?.tag ? { "if-none-match": known.tag } : {};
  const response = await send(address, { headers }, signal);
  const unchanged = known !== undefined && response.status === 304;
  const reading = known?.reading ?? new Reading();
  const body = unchanged
    ? known.body
    : responseOf<object>(response, signal).then((read) => Object.assign(read, { reading }));
  await body;
  reading.at.set(response.headers.get("x-read-at") ?? undefined);
  if (!unchanged) keepResponse(address, { tag: response.headers.get("etag"), body, reading });
  return body;
}

type WriteEndpoint = (typeof writeEndpoints)[number];
type WritePath = WriteEndpoint["path"];
type WriteAt<Path extends WritePath> = Extract<WriteEndpoint, { path: Path }>;
type BodyOf<Path extends WritePath> = z.input<
  WriteAt<Path>["request"]["body"]["content"]["application/json"]["schema"]
>;
type WriteResponseOf<Path extends WritePath> = z.output<
  WriteAt<Path>["responses"][200]["content"]["application/json"]["schema"]
>;

/**
 * One write of the API, as JSON: what a page of another origin cannot send without being asked first.
 * @throws {ApiError} with the server's problem, or one of the browser's own
 */
export async function postJson<Path extends WritePath>(
  path: Path,
  params: z.output<WriteAt<Path>["request"]["params"]>,
  body: BodyOf<Path>,
): Promise<WriteResponseOf<Path>> {
  const { signal } = new AbortController();
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  return responseOf<WriteResponseOf<Path>>(
    await send(filledPath(path, params), init, signal),
    signal,
  );
}

async function responseOf<Answer>(response: Response, signal: AbortSignal): Promise<Answer> {
  if (isProxys(response)) {
    throw ApiError.proxySignIn(`HTTP ${response.status || "redirect"}`, response.status);
  }
  if (response.ok) return readBody<Answer>(response, signal);
  // Whoever is let in next may be somebody else.
  if (response.status === 401 || response.status === 403) forgetResponses();
  const body = await response.json().catch(() => null);
  throw isProblem(body)
    ? new ApiError(body)
    : ApiError.badAnswer(`HTTP ${response.status} without problem details`, response.status);
}

/** The server itself never redirects a read, and answers each with JSON: a sign-in page is a proxy's before it. */
function isProxys({ type, ok, status, headers }: Response): boolean {
  if (type === "opaqueredirect") return true;
  const isHtml = headers.get("content-type")?.startsWith("text/html") ?? false;
  const isJson = /^application\/([\w.-]+\+)?json/.test(headers.get("content-type") ?? "");
  return ok ? isHtml : (status === 401 || status === 403) && !isJson;
}

async function send(
  path: string,
  { headers, ...init }: RequestInit,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(path, {
      ...init,
      // A redirect leads to a page where one signs in, which is no answer.
      redirect: "manual",
      headers: { accept: "application/json, application/problem+json", ...headers },
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
