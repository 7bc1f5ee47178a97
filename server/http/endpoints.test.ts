import { describe, expect, expectTypeOf, it } from "vitest";
import { type Endpoint, endpoints, problemSchema, writeEndpoints } from "../contract";
import { createRouter } from "../routes/router";
import { createApp } from "./app";

const app = createApp({ connections: [] });

/** What an endpoint refuses to go without. */
const neededBy = ({ request }: Endpoint) =>
  Object.entries({ q: "x", base: "http://localhost", group: "f1-0" }).filter(
    ([key]) => key in request.query.shape,
  );

const addressOf = ({ path }: Endpoint) => `http://localhost/api${path.replaceAll(/[{}]/g, "")}`;

describe.each(endpoints.map((endpoint) => [endpoint.path, endpoint] as const))(
  "%s",
  (path, one) => {
    it("is served, and refuses an unknown query parameter by name", async () => {
      const query = new URLSearchParams([...neededBy(one), ["unheard_of", "1"]]);
      const response = await app.request(`${addressOf(one)}?${query}`);
      expect(problemSchema.parse(await response.json())).toMatchObject({
        code: "input.invalid",
        field: "unheard_of",
        detail: "unheard_of: there is no such parameter.",
      });
      expect(response.status).toBe(400);
      expect(response.headers.get("cache-control")).toBe("no-store");
    });

    it("checks a parameter in its path", async () => {
      const [name] = /(?<=\{)\w+/.exec(path) ?? [];
      if (name === undefined) return expect(Object.keys(one.request.params.shape)).toEqual([]);
      const response = await app.request(
        `http://localhost/api${path.replace(`{${name}}`, "%20").replaceAll(/[{}]/g, "")}?${new URLSearchParams(neededBy(one))}`,
      );
      expect(await response.json()).toMatchObject({ code: "input.invalid", field: name });
    });
  },
);

it("are all in the OpenAPI document, whose addresses begin where the API is served", async () => {
  const based = createApp({ connections: [], basePath: "/deck" });
  const response = await based.request("http://localhost/deck/api/openapi.json");
  const document = await response.json();
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: "/deck/api" }] });
  expect(Object.keys(document.paths)).toEqual(
    [...endpoints, ...writeEndpoints].map(({ path }) => path),
  );
});

it("a renamed query key does not compile in a route", () => {
  const [, , , , , , , listFailures] = endpoints;
  expect(listFailures.path).toBe("/{connection}/failures");
  createRouter().openapi(listFailures, (c) => {
    expectTypeOf(c.req.valid("query").period).toEqualTypeOf<"24h" | "7d" | "30d">();
    // @ts-expect-error there is no such parameter
    c.req.valid("query").periode;
    throw new Error("never called");
  });
});
