import { type Command, usageExitCode } from "./command";

/** `snapdeck emulator`: the DSW API's stand-in alone. */
export const emulator: Command = {
  summary: "an emulator of the DSW API, with demo data and faults on demand",
  async run(args, { say, complain }) {
    const { EmulatorUsageError, emulatorHelp, readEmulatorOptions, runEmulator } = await import(
      "../emulator/command"
    );
    try {
      const options = readEmulatorOptions(args);
      if (options === null) say(emulatorHelp);
      else await runEmulator(options, say);
      return 0;
    } catch (error) {
      complain(`snapdeck emulator: ${error instanceof Error ? error.message : String(error)}`);
      return error instanceof EmulatorUsageError ? usageExitCode : 1;
    }
  },
};
