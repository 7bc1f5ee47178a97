import { describe, expect, it } from "vitest";
import { z } from "zod";
import { snapshotSchema } from "../contract";
import {
  createdAt,
  documentedInstanceId,
  documentedSnapshotId,
  emptyInstanceId,
  singleInstanceId,
  stepAt,
  tenThousandInstanceId,
} from "../emulator/index";
import { history, instanceList, snapshotList, start, testApp } from "./app.testing";

const test = testApp();

describe("instances", () => {
  it("come one page a call when the service can sort them itself", async () => {
    const [list, calls] = await test.upstreamCalls(() =>
      test.get("/cn-shanghai/instances?page=2&size=50&sort=created", instanceList),
    );
    expect(calls).toBe(1);
    expect(list).toMatchObject({ page: 2, size: 50, total: 240 });
    expect(list.items).toHaveLength(50);
  });

  it("are searched by name and id over all of them", async () => {
    const byId = await test.get(
      `/cn-shanghai/instances?q=${documentedInstanceId.slice(4, 9)}`,
      instanceList,
    );
    expect(byId.items.map((item) => item.instanceId)).toContain(documentedInstanceId);
    const [first] = byId.items;
    const name = first?.instanceName ?? "";
    const byName = await test.get(
      `/cn-shanghai/instances?q=${encodeURIComponent(name.toUpperCase())}`,
      instanceList,
    );
    expect(byName.items.map((item) => item.instanceId)).toContain(first?.instanceId);
  });

  it("are filtered by status and workspace, with counts of the whole account", async () => {
    const all = await test.get("/cn-shanghai/instances?facets=whole&size=1", instanceList);
    const workspace = all.facets?.workspaces[0];
    expect(all.facets?.workspaces).toHaveLength(3);
    const running = all.facets?.statuses.Running ?? 0;
    expect(running).toBeGreaterThan(0);
    const byStatus = await test.get(
      "/cn-shanghai/instances?status=Running&sort=name",
      instanceList,
    );
    expect(byStatus.total).toBe(running);
    const byWorkspace = await test.get(
      `/cn-shanghai/instances?workspace=${workspace?.id}&sort=name&order=asc&size=100`,
      instanceList,
    );
    expect(byWorkspace.total).toBe(workspace?.count);
    expect(new Set(byWorkspace.items.map((item) => item.workspaceId))).toEqual(
      new Set([workspace?.id]),
    );
  });

  it("are filtered by their newest snapshot and by owner over all of them, as counted", async () => {
    const all = await test.get("/cn-shanghai/instances?facets=whole&size=1", instanceList);
    const { latest = {}, owners = [], mine } = all.facets ?? {};
    expect(mine).toBeNull();
    expect(latest.inFlight).toBeGreaterThan(0);
    const total = async (query: string) =>
      (await test.get(`/cn-shanghai/instances?${query}`, instanceList)).total;
    for (const [state, count] of Object.entries(latest))
      expect(await total(`latest=${state}`), state).toBe(count);
    for (const { id, count } of owners.slice(0, 3)) expect(await total(`owner=${id}`)).toBe(count);
    expect(await test.problem("/cn-shanghai/instances?latest=running")).toMatchObject({
      code: "input.invalid",
      field: "latest",
    });
  });

  it("never carry what the border drops", async () => {
    const list = await test.app.request(
      "http://localhost/api/cn-shanghai/instances?size=100&sort=name",
    );
    const one = await test.app.request(
      `http://localhost/api/cn-shanghai/instances/${documentedInstanceId}`,
    );
    for (const response of [list, one]) {
      expect(response.status).toBe(200);
      expect(await response.text()).not.toMatch(
        /EMULATOR-SECRET|ImageAuth|EnvironmentVariables|TerminalUrl/i,
      );
    }
  });
});

describe("snapshots", () => {
  it("come by creation time in one call, with the counts of a history that fits it", async () => {
    const [list, calls] = await test.upstreamCalls(() =>
      test.get(`${history(documentedInstanceId)}?size=10`, snapshotList),
    );
    expect(calls).toBe(1);
    expect(list).toMatchObject({ page: 1, size: 10, total: 35, historyTotal: 35 });
    expect(Object.values(list.counts ?? {}).reduce((a, b) => a + b, 0)).toBe(35);
    const times = list.items.map((item) => item.gmtCreateTime ?? "");
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("give the documented example as documented", async () => {
    const schema = z.object({ item: snapshotSchema });
    const { item } = await test.get(
      `${history(documentedInstanceId)}/${documentedSnapshotId}`,
      schema,
    );
    expect(item).toMatchObject({
      instanceId: "dsw-730xxxxxxxxxx",
      snapshotId: "snp-05cexxxxxxxxx",
      snapshotName: "training_data_env",
      status: "Pushing",
      imageId: "image-05cefd0be2exxxx",
      imageUrl: "registry.cn-shanghai.aliyuncs.com/pai_product/tensorflow:py36_cpu_tf1.12_ubuntu",
      reasonCode: "Internal Error",
      reasonMessage: "ImagePullBackOff",
      gmtCreateTime: "2021-01-12T14:36:01Z",
      gmtModifiedTime: "2021-01-12T14:36:01Z",
      labels: [{ key: "stsTokenOwner", value: "123xxxxxxxx" }],
      excludePaths: [],
      phase: "inFlight",
    });
  });

  it("of ten thousand are one call by creation time, whatever the page", async () => {
    const [list, calls] = await test.upstreamCalls(() =>
      test.get(`${history(tenThousandInstanceId)}?page=321&size=20`, snapshotList),
    );
    expect(calls).toBe(1);
    expect(list).toMatchObject({ total: 10_000, historyTotal: 10_000, counts: null });
    expect(list.items).toHaveLength(20);
  });

  it("sort and filter the whole history of ten thousand, and the next click costs nothing", async () => {
    const longest = await test.get(
      `${history(tenThousandInstanceId)}?sort=duration&order=desc&size=100`,
      snapshotList,
    );
    const truth = test.emulator.data
      .snapshots(tenThousandInstanceId)
      .map((save) => (stepAt(save, start)?.at ?? 0) - createdAt(save));
    expect(longest.items[0]?.durationMs).toBe(Math.max(...truth));
    expect(longest.total).toBe(10_000);

    const failed = longest.counts?.Failed ?? 0;
    const [onlyFailed, calls] = await test.upstreamCalls(() =>
      test.get(
        `${history(tenThousandInstanceId)}?status=Failed&sort=name&order=asc&page=2`,
        snapshotList,
      ),
    );
    expect(calls).toBe(0);
    expect(onlyFailed.total).toBe(failed);
    expect(onlyFailed.items.every((item) => item.phase === "failed")).toBe(true);
  });

  it("of ten thousand come whole, each once, in parts of a hundred that cost nothing more", async () => {
    const part = (page: number) =>
      test.get(
        `${history(tenThousandInstanceId)}?sort=duration&size=100&page=${page}`,
        snapshotList,
      );
    const first = await part(1);
    const [rest, calls] = await test.upstreamCalls(() =>
      Promise.all(Array.from({ length: 99 }, (_, index) => part(index + 2))),
    );
    expect(calls).toBeLessThanOrEqual(1);
    const items = [first, ...rest].flatMap((list) => list.items);
    expect(new Set(items.map((item) => item.snapshotId)).size).toBe(10_000);
    const durations = items.map((item) => item.durationMs ?? Number.NEGATIVE_INFINITY);
    expect(durations).toEqual(durations.toSorted((a, b) => b - a));
  });

  it("of none and of one are lists like any other", async () => {
    const none = await test.get(history(emptyInstanceId), snapshotList);
    expect(none).toMatchObject({ items: [], total: 0, counts: {} });
    const one = await test.get(`${history(singleInstanceId)}?sort=name`, snapshotList);
    expect(one.total).toBe(1);
  });
});

describe("a list as a file", () => {
  it("holds every row of its filter, and says what it rests on", async () => {
    const csv = await test.app.request(
      "http://localhost/api/cn-shanghai/exports/instances?workspace=&status=Running&sort=name&order=asc&comments=on",
    );
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="instances.csv"');
    const lines = (await csv.text()).trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/^\ufeff?# (\d+) of 240 instances, read at/);
    expect(lines.length - 3).toBe(Number(/\d+/.exec(lines[0] ?? "")?.[0]));
    expect(lines.slice(2, -1).every((line) => line.includes(",Running,"))).toBe(true);

    const json = await test.app.request(
      `http://localhost/api/cn-shanghai/exports/instances/${tenThousandInstanceId}/snapshots?format=json`,
    );
    const { items, readAt } = await json.json();
    expect(items).toHaveLength(10_000);
    expect(Date.parse(readAt)).not.toBeNaN();
    expect(new Set(items.map(({ snapshotId }: { snapshotId: string }) => snapshotId)).size).toBe(
      10_000,
    );
  });

  it("has the chosen rows alone where there are such, whatever the filter says", async () => {
    const path = `http://localhost/api/cn-shanghai/exports/instances/${tenThousandInstanceId}/snapshots`;
    const app = test.serve(test.open());
    const [, chosen, , other] = test.emulator.data.snapshots(tenThousandInstanceId);
    const ids = [chosen?.snapshotId, other?.snapshotId];
    const query = `format=json&status=no-such-status&q=nothing&ids=${ids.join()},none`;
    const { rows, items } = await (await app.request(`${path}?${query}`)).json();
    expect(rows).toBe(2);
    expect(items.map((item: { snapshotId: string }) => item.snapshotId).sort()).toEqual(ids.sort());
  });

  it("is not called complete where the service counts a row that has no id", async () => {
    const [known] = test.emulator.data.snapshots(singleInstanceId);
    if (!known) throw new Error("the instance has no snapshot");
    test.emulator.data.addSnapshot({ ...known, snapshotId: "" });
    const path = `http://localhost/api/cn-shanghai/exports/instances/${singleInstanceId}/snapshots`;
    try {
      const app = test.serve(test.open());
      const json = await (await app.request(`${path}?format=json`)).json();
      expect(json).toMatchObject({ rows: 1, complete: false });
      expect(json.items).toHaveLength(1);
      const csv = await (await app.request(`${path}?comments=on`)).text();
      expect(csv.split("\r\n")[0]).toMatch(
        /not complete: the service counts 1 more, without an id of their own$/,
      );
      const chinese = await (await app.request(`${path}?language=zh-CN&comments=on`)).text();
      expect(chinese.split("\r\n")[0]).toMatch(
        /^\ufeff?# 共 1 个快照，导出 1 个，读取于 [-\d]+ [:\d]+（UTC）；不完整：.*还有 1 条/,
      );
    } finally {
      test.emulator.data.deleteSnapshot(singleInstanceId, "");
    }
  });

  it("is refused as the list is", async () => {
    expect(await test.problem("/cn-shanghai/exports/instances?format=xls")).toMatchObject({
      field: "format",
    });
    expect(await test.problem("/cn-shanghai/exports/at-risk")).toMatchObject({
      code: "index.unavailable",
    });
  });
});
