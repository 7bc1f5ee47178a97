/**
 * `npm run chaos`: what a reader sees while something breaks, what is lost, and how long it takes to be well
 * again. Prints the table of docs/reliability.md. It stays on loopback and ends by itself.
 */
import { testEngines } from "../server/store/engines.testing";
import { runScenario } from "./chaos/run-scenario";
import { scenarios } from "./chaos/scenarios";

const say = (line: string) => process.stdout.write(`${line}\n`);

say("| fault | database | what a reader sees meanwhile | rows lost | well again after |");
say("| --- | --- | --- | --- | --- |");
let broken = 0;
for (const scenario of scenarios) {
  for (const engine of await testEngines()) {
    if (!scenario.engines.some((name) => name === engine.name)) continue;
    const { fault, seen, lost, healedMs } = await runScenario(scenario, engine, 1);
    const healed = healedMs === null ? "never" : `${(healedMs / 1000).toFixed(1)} s`;
    say(`| ${fault} | ${engine.name} | ${seen} | ${lost.length} | ${healed} |`);
    if (healedMs === null || lost.length > 0) broken++;
  }
}
process.exitCode = broken === 0 ? 0 : 1;
