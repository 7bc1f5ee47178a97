import { runCommand } from "./commands";

const code = await runCommand(process.argv.slice(2), {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
// A server that has been started goes on; what has been printed reaches its reader before the process ends.
if (code !== null) process.exitCode = code;
