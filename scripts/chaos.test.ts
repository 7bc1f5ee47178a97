import { describe, expect, it } from "vitest";
import { testEngines } from "../server/store/engines.testing";
import { runScenario } from "./chaos/run-scenario";
import { scenarios } from "./chaos/scenarios";

const engines = await testEngines();
const cases = scenarios
  .filter(({ long }) => !long)
  .flatMap((scenario) =>
    engines
      .filter(({ name }) => scenario.engines.some((wanted) => wanted === name))
      .map((engine) => ({ fault: scenario.fault, name: engine.name, scenario, engine })),
  );

// Each has a server of its own and mostly waits for it, so they run beside each other.
describe.concurrent("a server goes on, and loses nothing", () => {
  it.each(cases)("$fault ($name)", async ({ scenario, engine }) => {
    const { seen, lost, healedMs } = await runScenario(scenario, engine, 60);
    expect(seen).toContain("live pages");
    expect(seen).not.toContain("all is known");
    expect(lost).toEqual([]);
    expect(healedMs).not.toBeNull();
  });
});
