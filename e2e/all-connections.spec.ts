import { tenThousandInstanceId } from "../server/emulator";
import { expect, expectAccessible, test } from "./fixtures";

test.use({
  serverOptions: {
    index: "synced",
    instances: 24,
    without: tenThousandInstanceId,
    regions: ["cn-shanghai", "cn-beijing"],
  },
});

test("failures of every connection stand together, and one connection's alone, under the same filters", async ({
  page,
}) => {
  await page.goto("/cn-beijing/failures?period=30d");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(/^\d+ failed/);
  const one = Number(/\d+/.exec(await heading.innerText())?.[0]);
  await expect(page.getByText("23 of 23 instances read")).toBeVisible();

  await page.getByRole("combobox", { name: "Connection" }).selectOption("All connections");
  await expect(page).toHaveURL(/\/failures\?period=30d$/);
  await expect(page.getByText("46 of 46 instances read")).toBeVisible();
  await expect(heading).toContainText(`${2 * one} failed`);
  // The header still leads everywhere.
  const sections = page.getByRole("navigation", { name: "Sections" });
  await expect(sections.getByRole("link", { name: "Failures" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await expect(sections.getByRole("link", { name: "Instances" })).toHaveAttribute(
    "href",
    "/cn-shanghai/instances",
  );
  await expect(page.getByRole("banner").getByRole("combobox", { name: "Connection" })).toHaveValue(
    "",
  );
  await expectAccessible(page);

  await page.getByRole("main").getByRole("listitem").first().getByRole("link").first().click();
  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByRole("dialog")).toContainText("Failure reason");
});

test("another connection's instances are one choice away", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/cn-shanghai\/instances$/);
  await page
    .getByRole("banner")
    .getByRole("combobox", { name: "Connection" })
    .selectOption("cn-beijing");
  await expect(page).toHaveURL(/\/cn-beijing\/instances$/);
  await expect(page.getByText("1–20 of 23")).toBeVisible();
});
