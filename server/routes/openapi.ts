import { OpenAPIHono } from "@hono/zod-openapi";
import { endpoints, writeEndpoints } from "../contract";

/** The API as an OpenAPI 3.1 document, made of the endpoints' definitions. */
export function openApiDocument(basePath: string) {
  const api = new OpenAPIHono();
  for (const endpoint of [...endpoints, ...writeEndpoints])
    api.openAPIRegistry.registerPath(endpoint);
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Snapdeck",
      version: "1",
      description:
        "Reads the image snapshots of PAI-DSW instances, and writes nothing but what people make of groups of failures. Every failure is RFC 9457 problem details. An unknown query parameter is refused by name. An answer in JSON has a strong `ETag`: sent back as `If-None-Match` it is answered with 304 and no body while nothing has changed, so that asking again costs little. When the service was read is told beside the answer, by `X-Read-At`.",
    },
    servers: [{ url: `${basePath}/api` }],
  });
}
