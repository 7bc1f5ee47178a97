/**
 * Writes docs/api.md from the endpoints' definitions. With `--check` it writes nothing, and fails
 * where the file is not current or the OpenAPI document is not valid.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import { z } from "zod";
import { problemStatuses } from "../server/contract";
import { openApiDocument } from "../server/routes/openapi";

/** What this page reads of the document; the validator has checked the rest. */
const schemaShape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const parameterShape = z.object({
  name: z.string(),
  in: z.enum(["path", "query"]),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema: schemaShape,
});
const contentShape = z.record(
  z.string(),
  z.object({ schema: z.looseObject({ $ref: z.string().optional() }) }),
);
const operationShape = z.object({
  tags: z.array(z.string()),
  summary: z.string(),
  parameters: z.array(parameterShape).default([]),
  requestBody: z.object({ content: contentShape }).optional(),
  responses: z.object({ 200: z.object({ content: contentShape }) }),
});
const documentShape = z.object({
  paths: z.record(z.string(), z.partialRecord(z.enum(["get", "post"]), operationShape)),
});
type Operation = z.infer<typeof operationShape>;
type Parameter = z.infer<typeof parameterShape>;

const file = fileURLToPath(new URL("../docs/api.md", import.meta.url));

function pageOf(document: unknown): string {
  const { paths } = documentShape.parse(document);
  const operations = Object.entries(paths).flatMap(([path, { get, post }]) => [
    ...(get ? [{ path, ...get }] : []),
    ...(post ? [{ path, ...post }] : []),
  ]);
  return [
    "# API",
    "<!-- Made by `npm run docs:api` from server/contract; `npm run check` fails when it is not current. -->",
    "Every call is a `GET` below `/api` (after `BASE_PATH`) unless it says what it takes, and is never stored by a cache. A `POST` takes JSON (`Content-Type: application/json`) from Snapdeck's own page or a tool that is no browser. The same as an OpenAPI 3.1 document, with the shape of every answer: `/api/openapi.json`. `{connection}` is a connection's id; where it says so, `all` stands for every connection. Several values of one parameter are separated by commas. A parameter that is not listed is refused by name (`input.invalid`).",
    "An answer in JSON has a strong `ETag`, which is of the answer and of what whoever asks may see. Sent back as `If-None-Match`, it is answered with 304 and no body for as long as both are the same; of a compressed answer it ends in `-gzip`. What changes without the data is beside the answer: `X-Read-At` says when the service was read, of several readings the newest, also with 304, and `X-Upstream-Request-Id` by which of its answers. Files have no `ETag`. Answers of the index are drawn from its content and, where time counts, from the minute: asked again within it they are not computed again. A period such as `24h` moves on in steps, of five minutes for a day and of an hour for a longer one.",
    table(
      ["call", "answer", ""],
      operations.map(({ path, summary, responses }) => [
        `[\`${path}\`](#${anchorOf(path)})`,
        summary,
        responseOf(responses),
      ]),
    ),
    ...operations.flatMap((operation) => sectionOf(operation.path, operation)),
    "## Problems",
    "A failure is answered as `application/problem+json` (RFC 9457) with a `code`, the service's `requestId` where there is one, whether a retry can help, and a remedy.",
    table(
      ["code", "status"],
      Object.entries(problemStatuses).map(([code, status]) => [`\`${code}\``, String(status)]),
    ),
    "",
  ].join("\n\n");
}

const sectionOf = (path: string, { summary, parameters, requestBody }: Operation): string[] => [
  `## ${path}`,
  requestBody === undefined
    ? summary
    : `${summary} A \`POST\`; takes a \`${nameOf(requestBody.content)}\`.`,
  ...(parameters.length === 0
    ? []
    : [
        table(
          ["parameter", "value", ""],
          parameters.map((parameter) => [
            `\`${parameter.name}\``,
            allowedOf(parameter),
            parameter.description ?? "",
          ]),
        ),
      ]),
];

function allowedOf({ in: place, required, schema }: Parameter): string {
  const words = schema.enum?.map((word) => `\`${word}\``).join(", ");
  const { minimum, maximum } = schema;
  const range = minimum === undefined ? "" : `, ${minimum} to ${maximum}`;
  const fallback =
    schema.default === undefined || schema.default === ""
      ? ""
      : `, \`${schema.default}\` by default`;
  const must = place === "path" ? ", in the path" : required ? ", required" : "";
  return `${words ?? schema.type}${range}${fallback}${must}`;
}

function responseOf({ 200: { content } }: Operation["responses"]): string {
  const name = nameOf(content);
  return name === undefined ? "a file" : `\`${name}\``;
}

/** What the schema of a JSON body is called. */
const nameOf = (content: z.infer<typeof contentShape>) =>
  content["application/json"]?.schema.$ref?.split("/").at(-1);

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string) => heading.toLowerCase().replaceAll(/[^\w-]/g, "");

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

const document = openApiDocument("");
const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
if (!valid) fail(`The OpenAPI document is not valid: ${JSON.stringify(errors, null, 2)}`);
const page = pageOf(document);
if (!process.argv.includes("--check")) writeFileSync(file, page);
else if (readFileSync(file, "utf8") !== page) fail("docs/api.md is not current: npm run docs:api");
