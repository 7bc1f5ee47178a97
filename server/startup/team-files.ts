import { type Config, ConfigError } from "../config/config";
import { readJsonFile } from "../config/json-file";
import { readTeamViews } from "../config/team-views";
import type { TeamView } from "../contract";
import type { Cause } from "../triage/causes";
import { builtInCauses } from "../triage/causes-catalogue";
import { readCustomCauses } from "../triage/custom-causes";

/** What a team writes for itself, and may change while the server runs. */
export interface TeamFiles {
  /** The team's own causes first, then the built-in ones. */
  catalogue: readonly Cause[];
  views: readonly TeamView[];
}

/** Reads the causes and views that the configuration has or names. @throws {ConfigError} naming every mistake in the causes, or in the views */
export const readTeamFiles = (config: Config): TeamFiles => ({
  catalogue: [...teamCauses(config), ...builtInCauses],
  views: [...config.views, ...readTeamViews(config.viewsFile)],
});

/** Those of the configuration's own file first. @throws {ConfigError} naming every mistake */
export function teamCauses({ causes: written, causesFile }: Config): readonly Cause[] {
  const own = written === null ? null : readCustomCauses({ causes: written.entries });
  const more =
    causesFile === null ? null : readCustomCauses(readJsonFile("SNAPDECK_CAUSES", causesFile));
  const mistakes = [
    ...(own?.mistakes ?? []).map(({ path, message }) => `${written?.where(path)}: ${message}`),
    ...(more?.mistakes ?? []).map(({ path, message }) => `SNAPDECK_CAUSES, ${path}: ${message}`),
  ];
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return [...(own?.causes ?? []), ...(more?.causes ?? [])];
}
