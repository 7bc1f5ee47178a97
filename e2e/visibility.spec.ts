import { parseFault, tenThousandInstanceId } from "../server/emulator";
import { expect, expectAccessible, test } from "./fixtures";

const quietDays = "from=2026-01-02&to=2026-01-02";

test.describe("a member, who is shown no private instances of others", () => {
  test.use({
    serverOptions: {
      index: "synced",
      instances: 24,
      without: tenThousandInstanceId,
      role: "member",
    },
  });

  test("is never told zero, nor all instances", async ({ page }) => {
    await page.goto(`/cn-shanghai/failures?${quietDays}`);
    const heading = page.getByRole("heading", { level: 1 });
    await expect(heading).toHaveText("None among the listed instances");
    await expect(
      page.getByText("other people's private instances may not be listed"),
    ).toBeVisible();
    const note = page.getByText("other people's private ones are not listed");
    await note.click();
    await expect(page.getByText("paidsw:ListAllInstances")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/cn-shanghai/at-risk?q=nothing-is-called-so");
    await expect(page.getByText("other people's private ones are not listed")).toBeVisible();
    await page.goto("/cn-shanghai/instances?q=a");
    await expect(page.getByText("other people's private ones are not listed")).toBeVisible();
    await expect(page.getByText(/all instances/i)).toHaveCount(0);
  });

  test.describe("in Chinese", () => {
    test.use({ locale: "zh-CN" });

    test("is told so too", async ({ page }) => {
      await page.goto(`/cn-shanghai/failures?${quietDays}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("已列出的实例中没有发现");
      await expect(page.getByText("他人的私有实例未列出")).toBeVisible();
    });
  });
});

test.describe("an administrator", () => {
  test.use({
    serverOptions: { index: "synced", instances: 24, without: tenThousandInstanceId },
    ownServer: true,
  });

  test("is shown everything, and which workspace refuses", async ({ page, server }) => {
    await page.goto(`/cn-shanghai/failures?${quietDays}`);
    await expect(
      page.getByText("Lists all instances, including other people's private ones"),
    ).toBeVisible();
    await expect(page.getByText("No failures in this period")).toBeVisible();
    server.emulator.faults.set([parseFault("workspace")]);
    server.emulator.clock.advance(600_000);
    await server.fullSync().catch(() => {});
    await page.reload();
    await page.getByText(/^Access to workspace \d+ was denied$/).click();
    await expect(page.getByText("paidsw:ListInstances")).toBeVisible();
  });
});
