import { describe, expect, it } from "vitest";
import { connectionParam } from "../paths/api-address";
import { apiPath } from "./address";

describe("an endpoint's address", () => {
  it("encodes its parameters and leaves out what is empty", () => {
    const address = apiPath(
      "/{connection}/instances/{instanceId}/snapshots",
      { connection: "cn-1", instanceId: "a/b" },
      { page: 2, status: ["Failed", "Pushing"], q: "", sort: undefined },
    );
    expect(address).toBe("/api/cn-1/instances/a%2Fb/snapshots?page=2&status=Failed%2CPushing");
    expect(apiPath("/connections", {}, {})).toBe("/api/connections");
  });

  it("names every connection", () => {
    expect(connectionParam("")).toBe("all");
    expect(connectionParam("cn-1")).toBe("cn-1");
  });

  it("does not compile with another key, value or path", () => {
    const renamed = { period: "7d", periode: "7d" } as const;
    // @ts-expect-error the endpoint has no such query parameter
    apiPath("/{connection}/failures", { connection: "all" }, renamed);
    // @ts-expect-error nor this value
    apiPath("/{connection}/failures", { connection: "all" }, { period: "1y" });
    // @ts-expect-error the parameter in the path is missing
    apiPath("/{connection}/failures", {}, {});
    // @ts-expect-error a search has a text
    apiPath("/search", {}, {});
    // @ts-expect-error the API has no such address
    expect(apiPath("/failures", {}, {})).toBe("/api/failures");
  });
});
