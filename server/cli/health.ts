import { type Command, usageExitCode } from "./command";

/** A server that takes longer than this is not well. */
const answerMs = 2_000;

/** `snapdeck health`: for the health check of a container, which has no other tool to ask with. */
export const health: Command = {
  summary: "checks whether the server with the same settings is running on this machine",
  async run(args, { say, complain }) {
    if (args.length > 0) {
      complain(
        "snapdeck health takes no options. It exits with 0 if the server is running, and with 1 if not.",
      );
      return usageExitCode;
    }
    const { ConfigError, readConfig } = await import("../config/config");
    const { Agent, fetch } = await import("undici");
    let place: { host: string; port: number; tls: unknown };
    try {
      place = readConfig(process.env);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const mistake of error.mistakes) complain(`snapdeck health: ${mistake}`);
      return 1;
    }
    const { host, port, tls } = place;
    const anyAddress = host === "0.0.0.0" || host === "::";
    const name = anyAddress ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
    const address = `http${tls === null ? "" : "s"}://${name}:${port}/healthz`;
    try {
      const { status } = await fetch(address, {
        signal: AbortSignal.timeout(answerMs),
        // The certificate is for the name that browsers use; this only asks whether the server is up.
        dispatcher: new Agent({ connect: { rejectUnauthorized: false } }),
      });
      say(`${address} answers ${status}`);
      return status === 200 ? 0 : 1;
    } catch {
      complain(`snapdeck health: ${address} is not responding`);
      return 1;
    }
  },
};
