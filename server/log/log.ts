import pino from "pino";
import { createRedaction, secretPaths } from "./redact-fields";
import { currentTrace } from "./trace";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
/** The levels of a line. */
type LineLevel = Exclude<LogLevel, "silent" | "fatal">;

/** Facts of a line; `err` is an error. */
type Fields = Readonly<Record<string, unknown>>;

/** What is said of the server's work, for whoever runs it. */
export type Log = Record<LineLevel, (message: string, fields?: Fields) => void>;

export interface LogSettings {
  /** `json`: one object a line; `pretty`: for people. */
  format: "json" | "pretty";
  level: LogLevel;
  /** Values that no line may contain, whatever they look like. */
  secrets?: readonly string[];
}

/** Lines go out one by one and at once, so that the last ones before a crash are there. */
const stderr = { write: (line: string) => void process.stderr.write(line) };

function createLogger(level: LogLevel, destination: pino.DestinationStream) {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretPaths, censor: "***" },
      serializers: { err: (error: unknown) => error },
    },
    destination,
  );
}

let logger = createLogger("info", stderr);
let redaction = createRedaction();

/**
 * Sets how the log is written, all of it to stderr. Until then it is JSON from `info` on.
 * What a line says is redacted twice: fields by their names, and every text in it by its shape and by the known secrets.
 */
export async function startLog({ format, level, secrets = [] }: LogSettings): Promise<void> {
  redaction = createRedaction(secrets);
  if (format === "json") {
    logger = createLogger(level, stderr);
    return;
  }
  const { prettyFactory } = await import("pino-pretty");
  const pretty = prettyFactory({
    colorize: process.stderr.isTTY === true,
    ignore: "pid,hostname",
    translateTime: "SYS:HH:MM:ss.l",
    singleLine: true,
  });
  logger = createLogger(level, { write: (line) => stderr.write(pretty(line)) });
}

function line(level: LineLevel): (message: string, fields?: Fields) => void {
  return (message, fields = {}) => {
    if (!logger.isLevelEnabled(level)) return;
    const trace = currentTrace();
    const all = trace === null ? fields : { traceId: trace.id, ...fields };
    logger[level](redaction.value(all), redaction.text(message));
  };
}

/** The log: one for the process. Every line of a request's work carries the request's id. */
export const log: Log = {
  trace: line("trace"),
  debug: line("debug"),
  info: line("info"),
  warn: line("warn"),
  error: line("error"),
};
