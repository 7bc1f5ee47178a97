import {
  documentedInstanceId,
  parseFault,
  singleInstanceId,
  tenThousandInstanceId,
} from "../server/emulator";
import { snapshotState } from "../server/emulator/snapshot-state.testing";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import type { TestServer } from "./test-server";

const hour = 3_600_000;
const savedPage = `/cn-shanghai/instances/${singleInstanceId}/snapshots/snp-saved`;

test.use({ serverOptions: { index: "empty", instances: 24 }, ownServer: true });
test.describe.configure({ mode: "serial" });

/** The single instance gets one good snapshot, and a newer one that failed. */
async function addSnapshots({ emulator, fullSync }: TestServer) {
  const { data, clock } = emulator;
  // Its hundred calls would only make the run longer.
  data.deleteInstance(tenThousandInstanceId);
  for (const { snapshotId } of [...data.snapshots(singleInstanceId)])
    data.deleteSnapshot(singleInstanceId, snapshotId);
  const at = clock.now();
  data.addSnapshot(
    snapshotState({ snapshotId: "snp-saved", steps: [{ at: at - 2 * hour, status: "Saved" }] }),
  );
  data.addSnapshot(
    snapshotState({ snapshotId: "snp-bad", steps: [{ at: at - hour, status: "Failed" }] }),
  );
  await fullSync();
}

test("an image that is there has its size and visibility, and its instance the trend", async ({
  page,
  server,
}) => {
  await addSnapshots(server);
  await page.goto(savedPage);
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText(/^\d+ GB$/)).toBeVisible();
  await expect(drawer.getByText("Private: visible to its owner only")).toBeVisible();

  // The first visit has the sizes read, and shows them once they are.
  await page.goto(`/cn-shanghai/instances/${documentedInstanceId}`);
  await expect(
    page.getByText(/^Image size: \d+ GB, now \d+ GB, over 24 successful snapshots/),
  ).toBeVisible();
  await expect(
    page
      .getByRole("row")
      .filter({ hasText: /\d+ GB/ })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
});

test("an instance whose only good image is gone ranks on top, and its snapshot says so", async ({
  page,
  server,
}) => {
  server.emulator.data.deleteImage("image-snp-saved");
  // What was read is taken as true for a day.
  server.emulator.clock.advance(25 * hour);
  await server.checkImages();
  await page.goto("/cn-shanghai/at-risk");
  const first = page.getByRole("row").nth(1);
  await expect(first).toContainText(singleInstanceId);
  await expect(first).toContainText("The only good image no longer exists");
  await expectAccessible(page);
  await page.goto(savedPage);
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("The image no longer exists.")).toBeVisible();
  await expect(drawer.getByText("docker pull")).toHaveCount(0);
  await page.goto(savedPage.replace("snp-saved", "snp-bad"));
  await expect(drawer.getByText("No earlier good image is known")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("a refusal is told in place with its remedy, and costs nothing else", async ({
    page,
    server,
  }) => {
    server.emulator.faults.set([parseFault("denied@GetImage")]);
    await page.goto(savedPage);
    const drawer = page.getByRole("dialog");
    await expect(drawer.getByText("暂无法判断镜像是否仍然存在。")).toBeVisible();
    await expect(drawer.getByText("PaiImage:GetImage")).toBeVisible();
    await expect(drawer).toContainText("docker pull");
    await page.goto("/cn-shanghai/at-risk");
    await expect(page.getByRole("row").nth(1)).toContainText("个可用镜像均已不存在");
    await page.getByText("暂无法判断这些镜像是否仍然存在").click();
    await expect(page.getByText("PaiImage:GetImage")).toBeVisible();
  });
});
