import { parseArgs } from "node:util";
import { type EmulatorOptions, faultKinds, parseFault, type Role, startEmulator } from ".";

/** A command line that cannot be understood. */
export class EmulatorUsageError extends Error {}

/** What `snapdeck emulator --help` prints. */
export const emulatorHelp = `The emulator of the DSW API, alone.

  snapdeck emulator [options]

  --port N        where to listen on 127.0.0.1 (default 8788)
  --seed N        another account (default 1)
  --instances N   its size (default 240)
  --latency MS    added to every response (default 0)
  --key ID        the access key id (default emulator)
  --secret TEXT   its secret (default emulator-secret)
  --role R        what the key sees of other people's private instances: admin (all of them, the
                  default) or member (none, without an error)
  --fault F       kind[=rate][@target], may be given several times; the target is an
                  instance id, a workspace or an action, for example throttle=0.1, hang@dsw-x, workspace@51207

Faults:
${Object.entries(faultKinds)
  .map(([kind, what]) => `  ${kind.padEnd(10)} ${what}`)
  .join("\n")}

GET /_emulator/calls says how often each action was called.`;

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d{1,9}$/.test(text))
    throw new Error(`--${name} takes a whole number, not ${JSON.stringify(text)}.`);
  return Number(text);
}

function roleOf(text: string): Role {
  if (text === "admin" || text === "member") return text;
  throw new Error(`--role takes admin or member, not ${JSON.stringify(text)}.`);
}

/**
 * What a command line asks for; null when it asks for help.
 * @throws {EmulatorUsageError} when it cannot be understood
 */
export function readEmulatorOptions(args: string[]): EmulatorOptions | null {
  try {
    return parse(args);
  } catch (error) {
    throw new EmulatorUsageError(error instanceof Error ? error.message : String(error));
  }
}

function parse(args: string[]): EmulatorOptions | null {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      port: text,
      seed: text,
      instances: text,
      latency: text,
      key: text,
      secret: text,
      role: text,
      fault: { type: "string", multiple: true },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return null;
  return {
    port: wholeNumber("port", values.port, 8788),
    seed: wholeNumber("seed", values.seed, 1),
    instances: wholeNumber("instances", values.instances, 240),
    latencyMs: wholeNumber("latency", values.latency, 0),
    role: roleOf(values.role ?? "admin"),
    faults: (values.fault ?? []).map(parseFault),
    ...(values.key === undefined ? {} : { accessKeyId: values.key }),
    ...(values.secret === undefined ? {} : { accessKeySecret: values.secret }),
  };
}

/** Runs the emulator until SIGINT or SIGTERM, and says then how often it was called. @throws {Error} when the port is taken */
export async function runEmulator(
  options: EmulatorOptions,
  say: (line: string) => void,
): Promise<void> {
  const emulator = await startEmulator(options);
  say(`The DSW emulator is at ${emulator.url}`);
  say(`access key id ${emulator.accessKeyId}, secret ${emulator.accessKeySecret}`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  for (const [action, calls] of Object.entries(emulator.calls.byAction)) say(`${action} ${calls}`);
  await emulator.close();
}
