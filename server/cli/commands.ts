import { type Command, type Output, usageExitCode } from "./command";
import { doctor } from "./doctor";
import { emulator } from "./emulator";
import { health } from "./health";
import { packageInfo } from "./package-info";
import { token } from "./token";

/** The commands by name. Without a name the dashboard is served. */
const commands: Readonly<Record<string, Command>> = {
  emulator,
  doctor,
  health,
  token,
};

const help = () =>
  `Snapdeck ${packageInfo().version}: a self-hosted dashboard for the snapshots of Alibaba Cloud PAI-DSW instances.

  snapdeck                      serves the dashboard; settings come from environment variables and the file
                                that SNAPDECK_CONFIG names
${Object.entries(commands)
  .map(([name, { summary }]) => `  snapdeck ${name.padEnd(20)} ${summary}`)
  .join("\n")}

  snapdeck COMMAND --help       the options of a command
  snapdeck --version            the version`;

/**
 * Runs what a command line asks for.
 * @param args without the program's own name
 * @returns the exit code; null for a server that goes on
 */
export async function runCommand(args: string[], output: Output): Promise<number | null> {
  const [name, ...rest] = args;
  if (name === undefined) {
    process.env.NODE_ENV ??= "production";
    // It serves by being loaded, as `npm start` does it.
    await import("../main");
    return null;
  }
  if (rest.length === 0 && (name === "--help" || name === "-h")) {
    output.say(help());
    return 0;
  }
  if (rest.length === 0 && (name === "--version" || name === "-v")) {
    output.say(packageInfo().version);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command.run(rest, output);
  output.complain(`snapdeck: unknown command ${JSON.stringify(name)}. See snapdeck --help.`);
  return usageExitCode;
}
