/** Where a command's words go. */
export interface Output {
  say(line: string): void;
  /** To stderr. */
  complain(line: string): void;
}

/** One of the package's commands. */
export interface Command {
  /** What it does, in one line. */
  summary: string;
  /**
   * Runs it; its code is loaded only now.
   * @returns the exit code: 0 all well, 1 what was asked for failed, 2 the command line is none
   */
  run(args: string[], output: Output): Promise<number>;
}

/** What a command line that cannot be understood ends with. */
export const usageExitCode = 2;
