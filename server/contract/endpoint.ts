import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { idSchema } from "./ids";
import { type ProblemCode, problemSchema, problemStatuses } from "./problems";

/** A list as a file: CSV for a spreadsheet, or one JSON document. */
const file = {
  description: "The whole list under its filter, as a file.",
  content: {
    "text/csv": { schema: z.string() },
    "application/json": { schema: z.looseObject({ items: z.array(z.looseObject({})) }) },
  },
};

/** Problems that any endpoint can answer. */
const ofEveryEndpoint = [
  "input.invalid",
  "access.signIn",
  "access.refused",
  "input.addressTooLong",
  "input.bodyTooLarge",
  "rate.limited",
  "host.refused",
  "origin.refused",
  "method.notAllowed",
  "internal",
] as const;

/** What the DSW service can make of a call. */
export const upstreamProblems = [
  "connection.unknown",
  "upstream.notFound",
  "upstream.credentials",
  "upstream.tokenExpired",
  "upstream.permission",
  "upstream.clock",
  "upstream.throttled",
  "upstream.invalid",
  "upstream.unavailable",
  "upstream.timeout",
  "upstream.unreachable",
  "upstream.badAnswer",
  "upstream.refused",
  "credentials.missing",
] as const satisfies readonly ProblemCode[];

/** What can be wrong with an answer from the index. */
export const indexProblems = [
  "connection.unknown",
  "index.unavailable",
] as const satisfies readonly ProblemCode[];

/** Parts of an address, which stand in braces in an endpoint's path. */
export const connectionParams = z.strictObject({
  connection: idSchema.meta({ description: "A connection's id." }),
});
export const anyConnectionParams = z.strictObject({
  connection: idSchema.meta({ description: "A connection's id, or `all` for every connection." }),
});
export const instanceParams = connectionParams.extend({ instanceId: idSchema });
export const snapshotParams = instanceParams.extend({ snapshotId: idSchema });
const none = z.strictObject({});

interface Definition<Path extends string, Params, Query> {
  /** Below `/api`, with its parameters in braces. */
  path: Path;
  /** The feature, which is also the name of its files. */
  feature: string;
  summary: string;
  params: Params;
  query: Query;
  problems?: readonly ProblemCode[];
}

const tag = z.string().meta({
  description:
    "Stands for the answer and for what whoever asks may see. Sent back as `If-None-Match`, it is answered with 304 while both are the same.",
});
const readAt = z.string().optional().meta({
  description:
    "When what is told was read of the service, ISO 8601 UTC: of several readings the newest. Also with 304.",
});
const headersOfAnswer = {
  ETag: tag,
  "X-Read-At": readAt,
  "X-Upstream-Request-Id": z
    .string()
    .optional()
    .meta({ description: "The id of the service's answer that it was read from." }),
};

/** Without a type of its own: no handler answers it, but what sends the answers. */
const unchangedResponse: object = {
  304: {
    description: "The answer is still the one of `If-None-Match`. Without a body.",
    headers: z.object({ ETag: tag, "X-Read-At": readAt }),
  },
};

/** An endpoint that answers JSON. Its parameters are strict: an unknown one is a 400 that names it. */
export const jsonEndpoint = <
  Path extends string,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
>(
  definition: Definition<Path, Params, Query> & { answer: Answer },
) =>
  createRoute({
    ...shared(definition),
    responses: {
      200: {
        description: "The answer.",
        headers: z.object(headersOfAnswer),
        content: { "application/json": { schema: definition.answer } },
      },
      ...unchangedResponse,
      ...problemResponses(definition.problems),
    },
  });

/** An endpoint that takes JSON and writes. Its body is strict: what it does not know is refused by name. */
export const jsonWriteEndpoint = <
  Path extends string,
  Params extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>({
  body,
  ...definition
}: Omit<Definition<Path, Params, never>, "query"> & { body: Body; answer: Answer }) => {
  const { request, ...rest } = shared({ ...definition, query: none });
  return createRoute({
    ...rest,
    method: "post" as const,
    request: {
      ...request,
      body: { required: true, content: { "application/json": { schema: body } } },
    },
    responses: {
      200: {
        description: "The answer.",
        content: { "application/json": { schema: definition.answer } },
      },
      ...problemResponses(definition.problems),
    },
  });
};

/** An endpoint that answers a list as a file, with its parameters as strict. */
export const fileEndpoint = <
  Path extends string,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
>(
  definition: Definition<Path, Params, Query>,
) =>
  createRoute({
    ...shared(definition),
    responses: { 200: file, ...problemResponses(definition.problems) },
  });

/** For an endpoint without parameters in its path or its query. */
export const noParams = none;

const shared = <Path extends string, Params extends z.ZodObject, Query extends z.ZodObject>({
  path,
  feature,
  summary,
  params,
  query,
}: Definition<Path, Params, Query>) => ({
  method: "get" as const,
  path,
  tags: [feature],
  summary,
  request: { params, query },
});

/**
 * The problems by HTTP status. Handlers throw problems and never return one, so the type of this
 * says nothing of them: a handler's type knows the answer alone.
 */
function problemResponses(own: readonly ProblemCode[] = []): object {
  const codes = [...new Set([...ofEveryEndpoint, ...own])];
  const statuses = [...new Set(codes.map((code) => problemStatuses[code]))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes.filter((code) => problemStatuses[code] === status).join(", "),
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]),
  );
}
