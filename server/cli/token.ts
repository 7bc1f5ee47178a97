import { existsSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createToken, readTokens } from "../access/tokens";
import { type StoredToken, tokenFileSchema } from "../config/access";
import { type Command, usageExitCode } from "./command";

const help = `Creates a read-only token for a script, and adds its hash to a file. The token is printed once and is
kept nowhere. The server reads the file that SNAPDECK_TOKENS names at its start and on SIGHUP.

  snapdeck token --name NAME [--file FILE] [--days N] [--connection ID]... [--workspace ID]...

  --name NAME        what the audit log calls it
  --file FILE        where hashes are kept (default: what SNAPDECK_TOKENS names, else tokens.json)
  --days N           how long it is good (default 90, at most 3650)
  --connection ID    a connection that it may read; all of them when none is given
  --workspace ID     a workspace that it may read; all of them when none is given
  --remove           removes the token of that name from the file`;

const dayMs = 86_400_000;

/** `snapdeck token`. */
export const token: Command = {
  summary: "creates a read-only token for a script",
  async run(args, { say, complain }) {
    const options = optionsOf(args);
    if (typeof options === "string") {
      complain(`snapdeck token: ${options}`);
      return usageExitCode;
    }
    if (options === null) {
      say(help);
      return 0;
    }
    const { name, file, days, connections, workspaces, remove } = options;
    try {
      const known = existsSync(file) ? readTokens(file) : [];
      const others = known.filter((one) => one.name !== name);
      if (remove) {
        if (others.length === known.length) throw new Error(`${file} has no token called ${name}`);
        write(file, others);
        say(`Removed the token ${name} from ${file}. Send the server SIGHUP to apply it.`);
        return 0;
      }
      if (others.length < known.length)
        throw new Error(`${file} has a token called ${name} already`);
      const { token: made, stored } = createToken({
        name,
        expires: new Date(Date.now() + days * dayMs).toISOString(),
        ...(connections.length + workspaces.length === 0
          ? {}
          : {
              rules: [
                {
                  connections: connections.length === 0 ? "all" : connections,
                  ...(workspaces.length === 0 ? {} : { workspaces }),
                },
              ],
            }),
      });
      write(file, [...known, stored]);
      complain(`Kept in ${file} as ${name}, until ${stored.expires}. This is shown once:`);
      say(made);
      return 0;
    } catch (error) {
      complain(`snapdeck token: ${error instanceof Error ? error.message : String(error)}`);
      return 1;
    }
  },
};

/** Its owner alone reads it: hashes are no secrets, yet nobody's business. */
function write(file: string, tokens: readonly StoredToken[]): void {
  const checked = tokenFileSchema.parse({ tokens });
  // A server that reads it meanwhile finds the old one or the new one, and no half.
  writeFileSync(`${file}.new`, `${JSON.stringify(checked, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

interface Options {
  name: string;
  file: string;
  days: number;
  connections: string[];
  workspaces: string[];
  remove: boolean;
}

/** The options; null when help is asked for, and a sentence when they are none. */
function optionsOf(args: string[]): Options | string | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        name: { type: "string" },
        file: { type: "string" },
        days: { type: "string", default: "90" },
        connection: { type: "string", multiple: true, default: [] },
        workspace: { type: "string", multiple: true, default: [] },
        remove: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return null;
    const days = Number(values.days);
    if (!values.name?.trim()) return "--name is missing";
    if (!Number.isInteger(days) || days < 1 || days > 3650) return "--days must be from 1 to 3650";
    return {
      name: values.name.trim(),
      file: values.file ?? (process.env.SNAPDECK_TOKENS?.trim() || "tokens.json"),
      days,
      connections: values.connection,
      workspaces: values.workspace,
      remove: values.remove,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
