import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

/** The packages whose fonts stand in for the machine's own in pictures: Chinese, and mono. */
const packages = new Map([
  ["chinese", import.meta.resolve("@fontsource-variable/noto-sans-sc/index.css")],
  ["mono", import.meta.resolve("@fontsource-variable/jetbrains-mono/index.css")],
]);
const address = "/visual-fonts";

/** Their faces, and the tokens of theme.css without any font of the machine's. */
const styles = `${[...packages]
  .map(([name, css]) =>
    readFileSync(fileURLToPath(css), "utf8").replaceAll("url(./files/", `url(${address}/${name}/`),
  )
  .join("\n")}
:root, :host {
  --font-sans: "Inter Variable", "Noto Sans SC Variable";
  --font-mono: "JetBrains Mono Variable", "Noto Sans SC Variable";
}`;

/** Answers the page's requests for these fonts from the packages. */
export async function serveFonts(page: Page) {
  await page.route(`**${address}/**`, (route) => {
    const [name = "", file = ""] = new URL(route.request().url()).pathname.split("/").slice(-2);
    return route.fulfill({
      path: join(dirname(fileURLToPath(packages.get(name) ?? "")), "files", file),
      contentType: "font/woff2",
      headers: { "access-control-allow-origin": "*" },
    });
  });
}

/** Sets the page in these fonts, and waits until every one that it needs is there. */
export async function setInFonts(page: Page) {
  await page.addStyleTag({ content: styles });
  await page.evaluate(async () => {
    // The faces that a text needs are only asked for when it is laid out.
    document.body.getBoundingClientRect();
    await document.fonts.ready;
    const failed = [...document.fonts].filter(({ status }) => status === "error");
    if (failed.length > 0) throw new Error(`${failed.length} fonts could not be read`);
  });
}
