import { expect, it, vi } from "vitest";
import { documentedInstanceId, parseFault } from "../emulator/index";
import { createApp } from "./app";
import { history, testApp } from "./app.testing";
import type { AnsweredRequest } from "./request-trace";

const test = testApp();

it("has the request's id in every answer, in its problem and in what is told of it", async () => {
  const told: AnsweredRequest[] = [];
  const connection = test.open();
  const app = createApp({ connections: [connection], onRequest: (one) => told.push(one) });
  const ask = (path: string, headers: Record<string, string> = {}) =>
    app.request(`http://localhost${path}`, { headers });

  const made = await ask("/healthz");
  expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  const given = await ask("/api/connections", { "x-request-id": "from-the-proxy" });
  expect(given.headers.get("x-request-id")).toBe("from-the-proxy");

  test.emulator.faults.set([parseFault("denied")]);
  for (const [path, headers] of [
    [`/api${history(documentedInstanceId)}?q=looked-for`, {}],
    ["/api/nowhere", {}],
    ["/api/connections", { "sec-fetch-site": "cross-site" }],
    ["/healthz", { host: "evil.example.com" }],
  ] as const) {
    const response = await ask(path, { ...headers, "x-request-id": `id-of:${path.length}` });
    const problem = await response.json();
    expect(problem.traceId).toBe(`id-of:${path.length}`);
    expect(response.headers.get("x-request-id")).toBe(problem.traceId);
    const { traceId, status, problem: known } = told.at(-1) ?? {};
    expect({ traceId, status, code: known?.code, requestId: known?.requestId }).toEqual({
      traceId: problem.traceId,
      status: problem.status,
      code: problem.code,
      requestId: problem.requestId,
    });
  }
  expect(JSON.stringify(told)).not.toContain("looked-for");
  expect(told.map(({ route }) => route)).toEqual([
    "/healthz",
    "/api/connections",
    "/api/:connection/instances/:instanceId/snapshots",
    "unknown",
    "/api/connections",
    "/healthz",
  ]);
  await connection.client.close();
});

it("logs an unforeseen error with the id of its request, and shows nothing of it", async () => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const app = createApp({
    connections: [],
    triageOf: () => {
      throw new TypeError("nobody foresaw that");
    },
  });
  const response = await app.request("http://localhost/api/all/failures", {
    headers: { "x-request-id": "the-id" },
  });
  const text = await response.text();
  expect([response.status, JSON.parse(text).traceId]).toEqual([500, "the-id"]);
  expect(text).not.toContain("foresaw");
  const lines = said.mock.calls.map(([line]) => JSON.parse(String(line)));
  said.mockRestore();
  expect(lines).toEqual([
    expect.objectContaining({
      level: "error",
      traceId: "the-id",
      msg: "unforeseen error",
      err: expect.objectContaining({ message: "nobody foresaw that" }),
    }),
  ]);
});
