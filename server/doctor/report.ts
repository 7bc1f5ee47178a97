import type { Finding } from "./finding";

/** What the doctor found, for scripts. */
export interface Report {
  /** Whether all that is needed works. */
  ok: boolean;
  version: string;
  findings: readonly Finding[];
}

const colours: Record<Finding["state"], number> = { ok: 32, warning: 33, failed: 31, skipped: 2 };

/** The same for people, line by line. @param colour whether a terminal shows it */
export function reportLines({ findings }: Report, colour: boolean): string[] {
  const paint = (text: string, state: Finding["state"]) =>
    colour ? `\x1b[${colours[state]}m${text}\x1b[0m` : text;
  const lines = findings.flatMap(({ state, check, connection, action, message, remedy }) => {
    const about = [connection, action].filter((part) => part !== null).join(" ");
    const line = `${paint(state.padEnd(8), state)} ${check.padEnd(14)} ${about === "" ? "" : `${about}: `}${message}`;
    return remedy === null ? [line] : [line, `${" ".repeat(24)}-> ${remedy}`];
  });
  return [...lines, "", summary(findings)];
}

function summary(findings: readonly Finding[]): string {
  const count = (state: Finding["state"]) => findings.filter((one) => one.state === state).length;
  const failed = count("failed");
  const warnings = count("warning");
  const parts = [
    failed > 0 && `${failed} failed`,
    warnings > 0 && `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
  ].filter(Boolean);
  return parts.length === 0 ? "All is well." : `${parts.join(", ")}.`;
}
