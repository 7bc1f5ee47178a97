import { describe, expect, expectTypeOf, it } from "vitest";
import { type Endpoint, endpoints, problemSchema } from "../contract";
import { createRouter } from "../routes/router";
import { createApp } from "./app";

const app = createApp({ connections: [] });

const addressOf = ({ path }: Endpoint) => `http://localhost/api${path.replaceAll(/[{}]/g, "")}`;

describe.each(endpoints.map((endpoint) => [endpoint.path, endpoint] as const))(
  "%s",
  (path, one) => {
    it("is served, and refuses an unknown query parameter by name", async () => {
      // `q` and `base` must be there where an endpoint asks for them, and are refused elsewhere.
      const needed = [
        ...Object.entries({ q: "x", base: "http://localhost", group: "f1-0" }),
      ].filter(([key]) => key in one.request.query.shape);
      const query = new URLSearchParams([...needed, ["unheard_of", "1"]]);
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
        `http://localhost/api${path.replace(`{${name}}`, "%20").replaceAll(/[{}]/g, "")}`,
      );
      expect(await response.json()).toMatchObject({ code: "input.invalid", field: name });
    });
  },
);

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
