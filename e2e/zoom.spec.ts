import type { Page } from "@playwright/test";
import {
  documentedInstanceId,
  documentedSnapshotId,
  emptyInstanceId,
  tenThousandInstanceId,
} from "../server/emulator";
import { expect, expectLoaded, expectSettled, test } from "./fixtures";

/** Zoomed in, 1280 by 800 has this much room left: at 200 %, and at the 400 % of WCAG 1.4.10. */
const zooms = [
  { zoom: "200 %", viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  { zoom: "400 %", viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
];

const history = `/cn-shanghai/instances/${documentedInstanceId}`;
const pages: Record<string, string> = {
  instances: "/cn-shanghai/instances",
  snapshots: history,
  drawer: `${history}/snapshots/${documentedSnapshotId}`,
  compare: `${history}/compare?a=${documentedSnapshotId}&b=${documentedSnapshotId}`,
  failures: "/cn-shanghai/failures",
  "failures by push": "/cn-shanghai/failures?by=push",
  "at risk": "/cn-shanghai/at-risk",
  "not found": "/cn-shanghai/volumes/1",
};

test.use({ serverOptions: { index: "synced", without: tenThousandInstanceId } });

async function open(page: Page, path: string) {
  await page.goto(path);
  await expectLoaded(page);
}

/** Every page of the list, and the first failure group, whose address only the page knows. */
async function everyPage(page: Page, look: (name: string) => Promise<void>) {
  for (const [name, path] of Object.entries(pages)) {
    await open(page, path);
    await look(name);
  }
  await open(page, "/cn-shanghai/failures");
  await page.getByRole("list", { name: "Failures" }).getByRole("link").first().click();
  await expect(page.getByRole("link", { name: "All groups" })).toBeVisible();
  await expectLoaded(page);
  await look("failure group");
}

/** How far the page scrolls sideways, in CSS pixels, and what sticks out of it. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0) return [];
    const out = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > window.innerWidth + 1,
    );
    return [`${over}px`, ...out.slice(0, 5).map((element) => element.outerHTML.slice(0, 160))];
  });

/**
 * Controls that are drawn and cannot be used: scrolled to, their middle lies out of the window or
 * under something else.
 */
const covered = (page: Page) =>
  page.evaluate(() => {
    // With a panel over it, the page behind is out of use on purpose.
    const dialog = document.querySelector('[role="dialog"]');
    const controls = (dialog ?? document).querySelectorAll<HTMLElement>(
      "a[href], button, input, select, summary, tbody tr[tabindex]",
    );
    return [...controls]
      .filter((control) => {
        // What is clipped away is for the ear, or comes in sight with the focus; what has only its place kept is not drawn.
        const isDrawn = control.checkVisibility({ visibilityProperty: true });
        return isDrawn && getComputedStyle(control).clipPath === "none";
      })
      .flatMap((control) => {
        control.scrollIntoView({ block: "center", inline: "nearest" });
        const { left, top, width, height } = control.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        const reached =
          hit !== null &&
          (control.contains(hit) || hit.closest("label")?.contains(control) === true);
        return reached
          ? []
          : [`${control.outerHTML.slice(0, 140)} under ${hit?.outerHTML.slice(0, 80)}`];
      });
  });

/** Words on a control or a badge that are cut off, with no way to read them. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "button, a, label, summary, select, h1, h2, th, td, span, dt, dd",
      ),
    ]
      .filter((element) => {
        if (!element.checkVisibility()) return false;
        for (let at: Element | null = element; at !== null; at = at.parentElement) {
          if (getComputedStyle(at).clipPath !== "none") return false;
        }
        const { overflowX, overflowY, lineHeight } = getComputedStyle(element);
        const text = element.textContent ?? "";
        if (text.trim() === "" || element.closest("svg")) return false;
        // An ellipsis with the whole text as its tooltip is meant.
        if (element.closest("[title]")) return false;
        const wide = overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
        const high =
          overflowY === "hidden" &&
          element.scrollHeight > element.clientHeight + Number.parseFloat(lineHeight) / 4;
        return wide || high;
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  );

/** The spacing of WCAG 1.4.12, as a reader's own style would set it; the page's CSP admits no style element. */
const spaceOut = (page: Page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });

/** What a list pages' window may show, beside its pages as they are opened. */
const moreStates: Record<string, string> = {
  "no match": "/cn-shanghai/instances?q=nothing-is-called-so",
  "snapshots, none": `/cn-shanghai/instances/${emptyInstanceId}`,
  "no failures": "/cn-shanghai/failures?q=nothing-is-called-so",
  "all connections": "/failures",
  operations: "/operations",
  "no such instance": "/cn-shanghai/instances/dsw-0000000000000000",
};

/** How the window and the tables in it are filled: all zero, and names as wide as they have to be. */
const frame = (page: Page) =>
  page.evaluate(() => {
    window.scrollTo(0, 100_000);
    const bars = document.querySelector<HTMLElement>('nav[aria-label*="snapshots"] ul');
    const tables = [...document.querySelectorAll<HTMLElement>(".list-on-paper")];
    return {
      beyond: document.documentElement.scrollHeight - window.innerHeight,
      scrolled: window.scrollY,
      wrapped: [...document.querySelectorAll('header nav[aria-label="Sections"] a')].filter(
        (link) => link.getBoundingClientRect().height > 36,
      ).length,
      // Bars that stick out of their place lie under the caption beside them.
      bars: bars === null ? 0 : bars.scrollWidth - bars.clientWidth,
      // What opens says so by a chevron, which is drawn of two borders.
      noChevron: [...document.querySelectorAll("summary")].filter(
        (summary) => getComputedStyle(summary, "::before").borderRightStyle !== "solid",
      ).length,
      sideways: tables.map((box) => box.scrollWidth - box.clientWidth),
      narrowNames: tables
        .map((box) => box.querySelector("th:not(:has(input))")?.getBoundingClientRect().width ?? 0)
        .filter((width) => width < 220),
      underPanel: tables
        .map((box) => box.getBoundingClientRect().right)
        .filter(
          (right) =>
            right >
            1 +
              (document.querySelector('[role="dialog"]')?.getBoundingClientRect().left ??
                window.innerWidth),
        ),
    };
  });

/** What else is looked at on a page that the walk opens, and opened by its address. */
const details: Record<string, (page: Page) => Promise<void>> = {
  async instances(page) {
    await page.getByRole("button", { name: "Columns" }).click();
    await expect(page.getByRole("menuitemcheckbox", { name: /^Created.*No room/ })).toBeVisible();
    await expect(
      page.getByRole("menuitemcheckbox", { name: "Modified", exact: true }),
    ).toBeVisible();
    await page.keyboard.press("Escape");
    // Sorting by what has no column goes on.
    await expect(page.getByRole("combobox", { name: "Sort by" })).toBeVisible();
    const body = page.locator("body");
    await expect(body).toHaveCSS("font-variant-numeric", "normal");
    await expect(page.locator("tbody time").first()).toHaveCSS(
      "font-variant-numeric",
      "tabular-nums",
    );
  },
  async drawer(page) {
    const panel = page.getByRole("dialog");
    const heading = panel.getByRole("heading", { level: 2 }).first();
    await expect(heading).toBeFocused();
    await expect(heading).toHaveCSS("outline-style", "none");
    await expect(panel.getByRole("link", { name: "training-data_dev" })).toBeVisible();
  },
};

test("the window itself never scrolls, names keep their width, and nothing lies under the panel", async ({
  page,
}) => {
  const look = async (name: string) => {
    for (const width of [1152, 768]) {
      await page.setViewportSize({ width, height: 768 });
      const tables = await page.locator(".list-on-paper").count();
      await expect
        .poll(() => frame(page), { message: `${name} at ${width}` })
        .toEqual({
          beyond: 0,
          scrolled: 0,
          wrapped: 0,
          bars: 0,
          noChevron: 0,
          sideways: Array.from({ length: tables }, () => 0),
          narrowNames: [],
          underPanel: [],
        });
    }
    await details[name]?.(page);
  };
  await page.setViewportSize({ width: 1152, height: 768 });
  await everyPage(page, look);
  // Opened, what stands above the group's table leaves it and its pages in reach.
  for (const summary of await page.locator("main summary:visible").all()) await summary.click();
  await look("failure group, all opened");
  await page
    .getByRole("table", { name: /Pushes/i })
    .last()
    .getByRole("row")
    .last()
    .scrollIntoViewIfNeeded();
  await expect(page.getByRole("navigation", { name: "Pagination" })).toBeInViewport({ ratio: 1 });
  for (const [name, path] of Object.entries(moreStates)) {
    await open(page, path);
    await look(name);
  }
});

for (const { zoom, viewport, deviceScaleFactor } of zooms) {
  test.describe(zoom, () => {
    test.use({ viewport, deviceScaleFactor });
    test("no page scrolls sideways, and every control can be reached", async ({ page }) => {
      await everyPage(page, async (name) => {
        expect.soft(await sideways(page), `${name} scrolls sideways`).toEqual([]);
        expect.soft(await covered(page), `${name} covers`).toEqual([]);
      });
    });
    test("a list is filtered, and a drawer opened and closed, by pointer", async ({ page }) => {
      await open(page, history);
      await page.getByRole("button", { name: "Filter by Status" }).click();
      await page.getByRole("menuitemcheckbox", { name: /^Failed/ }).click();
      await expect(page).toHaveURL(/status=Failed/);
      await page.keyboard.press("Escape");
      await expectSettled(page);
      await page.locator("tbody").getByRole("link").first().click();
      const drawer = page.getByRole("dialog");
      await expect(drawer).toContainText("Failure reason");
      await drawer.getByRole("button", { name: "More links" }).click();
      await expect(page.getByRole("menuitem").last()).toBeInViewport();
      await page.keyboard.press("Escape");
      await drawer.getByRole("button", { name: "Close" }).click();
      await expect(drawer).toHaveCount(0);
    });
    test("text that a reader spaces out is not cut off", async ({ page }) => {
      await everyPage(page, async (name) => {
        await spaceOut(page);
        expect.soft(await sideways(page), `${name} scrolls sideways`).toEqual([]);
        expect.soft(await cutOff(page), `${name} cuts off`).toEqual([]);
      });
    });
  });
}
