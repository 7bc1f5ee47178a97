import { z } from "zod";
import type { TeamView } from "../contract";
import { ConfigError } from "./config";
import { readJsonFile } from "./json-file";

const name = z.string().trim().min(1).max(80);

const view = z.strictObject({
  name: z.union([
    name.transform((text) => ({ en: text, "zh-CN": text })),
    z.strictObject({ en: name, "zh-CN": name }),
  ]),
  /** One of Snapdeck's own addresses: another host, or `//host`, is refused. */
  path: z
    .string()
    .max(2000)
    .refine((path) => {
      const base = "http://snapdeck.invalid";
      if (!path.startsWith("/") || !URL.canParse(path, base)) return false;
      return new URL(path, base).origin === base;
    }, "an address that begins with / is expected"),
});

const viewsFile = z.strictObject({
  $schema: z.string().optional(),
  views: z.array(view).max(100),
});

/**
 * The team's named views, from `{ "views": [{ "name", "path" }] }`; none without a file.
 * @throws {ConfigError} naming every mistake
 */
export function readTeamViews(file: string | null): TeamView[] {
  if (file === null) return [];
  const { data, error } = viewsFile.safeParse(readJsonFile("SNAPDECK_VIEWS", file));
  if (data) return data.views;
  throw new ConfigError(
    error.issues.map(({ path, message }) => `SNAPDECK_VIEWS, ${path.join(".")}: ${message}`),
  );
}
