import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { z } from "zod";

const root = fileURLToPath(new URL("..", import.meta.url));
const text = (name: string) => readFileSync(join(root, name), "utf8");
const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(text("package.json")));

const locked = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        dev: z.boolean().optional(),
        devOptional: z.boolean().optional(),
        optional: z.boolean().optional(),
        hasInstallScript: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(text("package-lock.json"))).packages;
/** What an installation for production has on every platform, as `name@version`. */
const production = Object.entries(locked).flatMap(([path, { version, ...kind }]) => {
  const name = path.split("node_modules/").at(-1);
  const isOfSome = kind.dev || kind.devOptional || kind.optional;
  return path === "" || isOfSome ? [] : [`${name}@${version}`];
});

it("each dependency of the server is explained, and no other", () => {
  const rows = text("docs/dependencies.md").matchAll(
    /^\| `([^`]+)` \| [^|]+ \| \d+ \| [^|]+ \|$/gm,
  );
  expect([...rows].map(([, name]) => name)).toEqual(Object.keys(dependencies));
});

it("each has one exact version, and none runs a script when it is installed", () => {
  for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  const withScript = Object.entries(locked).filter(
    ([, { hasInstallScript, dev, devOptional }]) => hasInstallScript && !dev && !devOptional,
  );
  expect(withScript).toEqual([]);
});

it("the bill of materials is CycloneDX, with every production dependency and no other", () => {
  const printed = execFileSync("npm", ["run", "--silent", "sbom"], { cwd: root, encoding: "utf8" });
  const { components, metadata } = z
    .object({
      bomFormat: z.literal("CycloneDX"),
      specVersion: z.string(),
      metadata: z.object({ component: z.object({ "bom-ref": z.string() }) }),
      components: z.array(
        z.object({
          name: z.string(),
          version: z.string(),
          purl: z.string().startsWith("pkg:npm/"),
          licenses: z.array(z.unknown()).optional(),
        }),
      ),
    })
    .parse(JSON.parse(printed));
  expect(metadata.component["bom-ref"]).toMatch(/^snapdeck@/);
  const named = components.map(({ name, version }) => `${name}@${version}`);
  expect(named).toEqual(expect.arrayContaining(production));
  const development = Object.entries(locked)
    .filter(([, { dev }]) => dev)
    .map(([path, { version }]) => `${path.split("node_modules/").at(-1)}@${version}`);
  const inBoth = new Set(production);
  expect(named.filter((one) => development.includes(one) && !inBoth.has(one))).toEqual([]);
});
