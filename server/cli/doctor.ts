import { parseArgs } from "node:util";
import { type Command, usageExitCode } from "./command";
import { packageInfo } from "./package-info";

const help = `Checks everything that the server needs, and changes nothing: the configuration, credentials, endpoints,
which RAM actions are allowed, the clock, proxy settings, the database and the disk. It reads the same variables
and file as the server, makes some calls of each connection, and prints no secret.

  snapdeck doctor [--json]

  --json    the findings as JSON

It exits with 0 if everything required works, and with 1 if something does not. Warnings are about optional parts.`;

/** `snapdeck doctor`. */
export const doctor: Command = {
  summary: "checks configuration, credentials, permissions, network and database",
  async run(args, { say, complain }) {
    const options = optionsOf(args);
    if (typeof options === "string") {
      complain(`snapdeck doctor: ${options}`);
      return usageExitCode;
    }
    if (options.help) {
      say(help);
      return 0;
    }
    const { diagnose } = await import("../doctor/doctor");
    const { reportLines } = await import("../doctor/report");
    const { version, engines } = packageInfo();
    const findings = await diagnose({
      env: process.env,
      nodeVersion: process.versions.node,
      nodeRange: engines.node,
    });
    const report = { ok: findings.every(({ state }) => state !== "failed"), version, findings };
    const colour = process.stdout.isTTY && !process.env.NO_COLOR;
    if (options.json) say(JSON.stringify(report, null, 2));
    else for (const line of reportLines(report, colour)) say(line);
    return report.ok ? 0 : 1;
  },
};

/** Or what is wrong with them. */
function optionsOf(args: string[]): { json?: boolean; help?: boolean } | string {
  try {
    const boolean = { type: "boolean" } as const;
    return parseArgs({ args, options: { json: boolean, help: { ...boolean, short: "h" } } }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
