import { documentedInstanceId } from "../server/emulator";
import { expect, expectAccessible, test } from "./fixtures";

test("a view is given a name, opened from anywhere, and forgotten", async ({ page }) => {
  const path = `/cn-shanghai/instances/${documentedInstanceId}?status=Failed&sort=duration`;
  await page.goto(path);
  await page.getByRole("button", { name: "Saved views" }).click();
  const dialog = page.getByRole("dialog", { name: "Saved views" });
  await expect(dialog.getByText("No saved views yet.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "View name" }).fill("Slow failures");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("link", { name: /Slow failures/ })).toBeVisible();
  await expectAccessible(page);

  await page.goto("/cn-shanghai/instances");
  await page.getByRole("button", { name: "Saved views" }).click();
  await dialog.getByRole("link", { name: /Slow failures/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(path);
  await page.getByRole("button", { name: "Saved views" }).click();
  await dialog.getByRole("button", { name: "Delete Slow failures" }).click();
  await expect(dialog.getByText("No saved views yet.")).toBeVisible();
});

test("everybody's views come from the server", async ({ page }) => {
  await page.goto("/cn-shanghai/instances");
  await page.getByRole("button", { name: "Saved views" }).click();
  const view = page.getByRole("dialog").getByRole("link", { name: /Single/ });
  await view.click();
  await expect(page).toHaveURL(/q=single/);
});
