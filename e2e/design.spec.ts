import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer, type ViteDevServer } from "vite";
import { expect, test } from "./fixtures";

const root = fileURLToPath(new URL("..", import.meta.url));

test("what is built has neither the design page nor its route", async ({ page }) => {
  const assets = join(root, "dist/web/assets");
  const withIt = readdirSync(assets)
    .filter((name) => name.endsWith(".js"))
    .filter((name) =>
      /"\/design"|The design language/.test(readFileSync(join(assets, name), "utf8")),
    );
  expect(withIt).toEqual([]);
  await page.goto("/design");
  await expect(page.getByRole("heading", { name: "Connection not found" })).toBeAttached();
});

test.describe("in development", () => {
  let vite: ViteDevServer;
  test.beforeAll(async () => {
    // `npm test` may have built the pages in its own process, which leaves "production" behind.
    process.env.NODE_ENV = "development";
    vite = await createServer({
      configFile: join(root, "vite.config.ts"),
      logLevel: "error",
      server: { port: 0, strictPort: false, hmr: false },
    });
    await vite.listen();
  });
  test.afterAll(() => vite.close());

  test("the design page has every text readable in both themes, as the browser computes it", async ({
    page,
  }) => {
    await page.goto(`${vite.resolvedUrls?.local[0]}design`);
    // A cold Vite bundles the dependencies first.
    await expect(page.getByRole("heading", { name: "The design language" })).toBeVisible({
      timeout: 20_000,
    });
    const grounds = await page
      .getByRole("region", { name: /^Surfaces and text/ })
      .evaluateAll((columns) => columns.map((column) => getComputedStyle(column).backgroundColor));
    expect(new Set(grounds).size).toBe(2);
    expect(await page.locator("[data-contrast]").count()).toBeGreaterThan(150);
    await expect(page.locator("[data-contrast=weak]")).toHaveCount(0);
  });
});
