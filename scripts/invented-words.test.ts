import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Snapshot statuses that no source of the vendor's has (docs/dsw-api.md, "Snapshot status"). The envelope has a
 * field of such a name, listed after its `RequestId`.
 */
const inventedWords =
  /(?<!"RequestId", )(["'`])(Success|Succeeded|Available|Archived|Terminated)\1/;
/** An instance has these; a snapshot does not. */
const instanceWords = /(["'`])(Creating|SaveFailed)\1/;

/** The rows that show tolerance, the tables that read a status, their tests, and the fact itself. */
const tolerant = [
  "docs/dsw-api.md",
  "scripts/invented-words.test.ts",
  "server/emulator/old-words.ts",
  "server/snapshots/phase.ts",
  "server/snapshots/phase.test.ts",
  "server/store/refresh-derived.test.ts",
  "server/store/rules.test.ts",
  "web/status/status-styles.ts",
  "web/status/status-styles.test.ts",
  // Where a page calls an outcome, not a status, succeeded.
  "web/i18n/en.ts",
];

const files = ["server", "web", "e2e", "bench", "scripts", "docs"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    ),
  )
  .concat(readdirSync(root))
  .filter((file) => /\.(ts|tsx|js|mjs|md|snap)$/.test(file));
const naming = (words: RegExp) =>
  files.filter((file) => words.test(readFileSync(join(root, file), "utf8")));

it("statuses that were made up stand only where they are tolerated", () => {
  const found = naming(inventedWords);
  expect(found).toContain("server/emulator/old-words.ts");
  expect(found.filter((file) => !tolerant.includes(file))).toEqual([]);
});

it("what is about snapshots gives them no status of an instance", () => {
  const found = naming(instanceWords).filter((file) => /snapshot/i.test(file));
  expect(found.filter((file) => !tolerant.includes(file))).toEqual([]);
});
