import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createMetrics } from "../server/metrics/metrics";

const temporary = mkdtempSync(join(tmpdir(), "snapdeck-panels-"));
afterAll(() => rmSync(temporary, { recursive: true }));

const folder = fileURLToPath(new URL("../deploy/", import.meta.url));
const read = (path: string) => readFileSync(folder + path, "utf8");
const promtool = (...args: string[]) =>
  spawnSync("promtool", args, { cwd: `${folder}prometheus`, encoding: "utf8" });

const hasPromtool = promtool("--version").status === 0;
if (!hasPromtool)
  process.stderr.write(
    "promtool is not there: the alert rules are not tried. It is in Debian's prometheus.\n",
  );

/** Every name that an expression may have: those that the server has, with what a histogram adds. */
async function exposedNames(): Promise<Set<string>> {
  const metrics = createMetrics();
  metrics.watch([], { current: () => null, now: Date.now });
  const types = (await metrics.exposition()).matchAll(/^# TYPE (\S+) (\S+)$/gm);
  return new Set(
    [...types].flatMap(([, name = "", type]) =>
      type === "histogram" ? ["_bucket", "_sum", "_count"].map((end) => name + end) : [name],
    ),
  );
}
const namesIn = (text: string) => [...text.matchAll(/\bsnapdeck_\w+/g)].map(([name]) => name);

const rulesFile = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Snapdeck[A-Z]\w+$/),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.strictObject({ severity: z.enum(["warning", "critical"]) }),
          annotations: z.strictObject({
            summary: z.string().max(100),
            description: z.string().min(40),
            action: z.string().min(40),
          }),
        }),
      ),
    }),
  ),
});

const datasource = z.strictObject({
  type: z.literal("prometheus"),
  uid: z.string().regex(/^\$\{datasource\}$/),
});
const place = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  w: z.int().min(1).max(24),
  h: z.int().min(1),
});
const panel = z.discriminatedUnion("type", [
  z.object({ type: z.literal("row"), id: z.int(), title: z.string().min(1), gridPos: place }),
  z.object({
    type: z.enum(["stat", "timeseries"]),
    id: z.int(),
    title: z.string().min(1),
    gridPos: place,
    datasource,
    fieldConfig: z.object({ defaults: z.object({ unit: z.string() }) }),
    targets: z
      .array(
        z.strictObject({
          refId: z.string(),
          datasource,
          expr: z.string().min(1),
          legendFormat: z.string(),
        }),
      )
      .min(1),
  }),
]);
const dashboardFile = z.object({
  title: z.literal("Snapdeck"),
  uid: z.string(),
  schemaVersion: z.int(),
  templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.unknown() })) }),
  panels: z.array(panel),
});

describe("the alert rules", () => {
  const { groups } = rulesFile.parse(parse(read("prometheus/snapdeck.rules.yaml")));
  const rules = groups.flatMap((group) => group.rules);

  it("rest on metrics that the server has, and each is tried", async () => {
    const names = await exposedNames();
    for (const { expr, annotations } of rules) {
      const used = namesIn(`${expr} ${Object.values(annotations).join(" ")}`);
      for (const name of used) expect(names).toContain(name);
    }
    const tests = read("prometheus/snapdeck.rules.test.yaml");
    for (const name of namesIn(tests)) if (!name.endsWith("_")) expect(names).toContain(name);
    for (const { alert } of rules) expect(tests).toContain(alert);
  });

  it.skipIf(!hasPromtool)("are right, and fire when they should", () => {
    expect(promtool("check", "rules", "--lint-fatal", "snapdeck.rules.yaml")).toMatchObject({
      status: 0,
    });
    const { status, stdout, stderr } = promtool("test", "rules", "snapdeck.rules.test.yaml");
    expect([status, stdout + stderr]).toEqual([0, expect.stringContaining("SUCCESS")]);
  });
});

it("the documentation names metrics and alerts that there are", async () => {
  const text = readFileSync(
    fileURLToPath(new URL("../docs/operations.md", import.meta.url)),
    "utf8",
  );
  const names = [...(await exposedNames())];
  for (const name of namesIn(text)) {
    expect(names.some((known) => known.startsWith(name))).toBe(true);
  }
  const rules = read("prometheus/snapdeck.rules.yaml");
  const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, alert]) => alert);
  const told = [...text.matchAll(/`(Snapdeck[A-Z]\w+)`/g)].map(([, alert]) => alert);
  expect(told.toSorted()).toEqual(alerts.toSorted());
});

describe("the dashboard", () => {
  const dashboard = dashboardFile.parse(JSON.parse(read("grafana/snapdeck.json")));

  it("has panels that are whole, and do not lie over each other", () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = new Set<string>();
    for (const { gridPos } of panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(cells).not.toContain(`${x} ${y}`);
          cells.add(`${x} ${y}`);
        }
      }
    }
  });

  it("shows metrics that the server has, by variables that it has itself", async () => {
    const names = await exposedNames();
    const variables = dashboard.templating.list.map(({ name }) => name);
    const expressions = dashboard.panels.flatMap((one) =>
      one.type === "row" ? [] : one.targets.map(({ expr }) => expr),
    );
    for (const expr of expressions) {
      expect(namesIn(expr).length).toBeGreaterThan(0);
      for (const name of namesIn(expr)) expect(names).toContain(name);
      for (const [, name = ""] of expr.matchAll(/\$(\w+)/g)) {
        expect(["__rate_interval", ...variables]).toContain(name);
      }
    }
    for (const name of namesIn(JSON.stringify(dashboard.templating))) expect(names).toContain(name);
  });

  it.skipIf(!hasPromtool)("asks what Prometheus can read", () => {
    const rules = dashboard.panels.flatMap((one) =>
      one.type === "row" ? [] : one.targets.map(({ expr }) => expr),
    );
    const groups = [
      {
        name: "panels",
        rules: rules.map((expr, at) => ({
          record: `panel_${at}`,
          expr: expr.replaceAll("$__rate_interval", "5m"),
        })),
      },
    ];
    const file = join(temporary, "panels.json");
    writeFileSync(file, JSON.stringify({ groups }));
    const { status, stderr } = promtool("check", "rules", file);
    expect([status, stderr]).toEqual([0, ""]);
  });
});
