import { parseFault, singleInstanceId, tenThousandInstanceId } from "../server/emulator";
import { snapshotState } from "../server/emulator/snapshot-state.testing";
import { expect, expectAccessible, expectNoSidewaysScroll, expectSettled, test } from "./fixtures";
import type { TestServer } from "./test-server";

test.use({
  serverOptions: { index: "empty", instances: 24, without: tenThousandInstanceId },
  ownServer: true,
});
test.describe.configure({ mode: "serial" });

const page1 = `/cn-shanghai/instances/${singleInstanceId}`;
const drawerPath = `${page1}/snapshots/snp-stopped`;

/** A push that fails without a reason, for the instance is stopped under it; its disk is nearly full by now. */
async function stopInMidPush({ emulator, fullSync }: TestServer) {
  const begun = emulator.clock.now() - 40 * 60_000;
  emulator.data.addSnapshot(
    snapshotState({
      snapshotId: "snp-stopped",
      snapshotName: "cut-short",
      steps: [
        { at: begun, status: "Committing" },
        { at: begun + 5 * 60_000, status: "Pushing" },
        { at: begun + 25 * 60_000, status: "Failed" },
      ],
    }),
  );
  emulator.data.addEvent(singleInstanceId, {
    at: begun + 6 * 60_000,
    text: "Normal Note <img src=x onerror=alert(1)> Authorization: Bearer EMULATOR-SECRET-bearer",
  });
  const instance = emulator.data.instance(singleInstanceId);
  if (!instance) throw new Error("no instance");
  const gibibyte = 1024 ** 3;
  instance.disks = [{ mountPath: "/mnt/workspace", capacity: 30 * gibibyte, usage: 28 * gibibyte }];
  await fullSync();
}

test("a stop in mid-push is seen on the timeline, and in words between the snapshots", async ({
  page,
  server,
}) => {
  await stopInMidPush(server);
  await page.goto(page1);
  await expect(page.getByText("nearly full: 93% of 30 GiB")).toBeVisible();
  await expect(page.getByRole("img", { name: /Instance activity: .*during 1 push/ })).toBeVisible();
  await page.getByText("stopped during 1 push").click();
  const line = page.getByRole("list", { name: "Instance activity" });
  const stop = line.getByRole("listitem").filter({ hasText: "during the push of cut-short" });
  await expect(stop).toContainText(/Stopping/);
  await expect(line.getByRole("listitem").first()).toContainText("Save failed");
  await expect(line.getByRole("listitem").filter({ hasText: "Snapshot cut-short" })).toHaveCount(1);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test("instance events are read when they are opened, as plain text without secrets", async ({
  page,
  server,
}) => {
  const { byAction } = server.emulator.calls;
  await page.goto(drawerPath);
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("PAI-DSW gave no reason.")).toBeVisible();
  expect(byAction.GetInstanceEvents).toBe(0);
  await drawer.getByText("Instance events").click();
  await expect(drawer).toContainText("exited with code 137");
  await expect(drawer).toContainText("<img src=x onerror=alert(1)> Authorization: ***");
  await expect(drawer).toContainText("They may be unrelated to the failure.");
  await expect(drawer).not.toContainText(/EMULATOR-SECRET|1234567890123456/);
  expect(byAction.GetInstanceEvents).toBe(1);
  expect(await page.locator("img[onerror]").count()).toBe(0);
  await expectAccessible(page);
});

/** Each says in place why it is not there, and what to do; the list below and the drawer work on. */
for (const { locale, events, grants, retry, unreadable, rest, late } of [
  {
    locale: "en-US",
    events: "Instance events",
    grants: (action: string) => `Grant paidsw:${action} to the RAM user or role`,
    retry: "Retry",
    unreadable: "Unexpected response from the service",
    rest: "Everything else still works.",
    late: "The service did not respond in time",
  },
  {
    locale: "zh-CN",
    events: "实例事件",
    grants: (action: string) => `请为 Snapdeck 使用的 RAM 用户或角色授予 paidsw:${action}`,
    retry: "重试",
    unreadable: "服务的响应内容异常",
    rest: "其他功能不受影响。",
    late: "服务响应超时",
  },
]) {
  test.describe(locale, () => {
    test.use({ locale });
    test("refused, they cost only themselves", async ({ page, server }) => {
      const { faults } = server.emulator;
      faults.set(["denied@GetLifecycle", "denied@GetInstanceEvents"].map(parseFault));
      await page.goto(drawerPath);
      await expect(page.getByText(grants("GetLifecycle"))).toBeVisible();
      const drawer = page.getByRole("dialog");
      await drawer.getByText(events, { exact: true }).click();
      await expect(drawer.getByText(grants("GetInstanceEvents"))).toBeVisible();
      await expect(drawer.locator("code").filter({ hasText: /^[0-9A-F-]{36}$/ })).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
      await expectAccessible(page);
      faults.set([]);
      await drawer.getByRole("button", { name: retry }).click();
      await expect(drawer).toContainText("exited with code 137");
    });

    test("slow or hostile, they cost only themselves", async ({ page, server }) => {
      const { faults } = server.emulator;
      faults.set([parseFault("hang@GetLifecycle"), parseFault("html@GetInstanceEvents")]);
      await page.goto(drawerPath);
      const drawer = page.getByRole("dialog");
      await expectSettled(page);
      await drawer.getByText(events, { exact: true }).click();
      await expect(drawer).toContainText(unreadable);
      await expect(drawer).toContainText(rest);
      const told = page.getByText(late);
      await expect(async () => {
        server.passTime(8_000);
        await expect(told).toBeVisible({ timeout: 500 });
      }).toPass();
      faults.set([]);
    });
  });
}
