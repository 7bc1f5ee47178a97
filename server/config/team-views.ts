import { z } from "zod";
import type { TeamView } from "../contract";
import { ConfigError } from "./config";
import { readJsonFile } from "./json-file";
import { teamView } from "./team-view";

const viewsFile = z.strictObject({
  $schema: z.string().optional(),
  views: z.array(teamView).max(100),
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
