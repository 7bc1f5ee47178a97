import { expect, it } from "vitest";
import { runCommand } from "./commands";

/** What a command line ends with, and what it prints. */
async function run(...args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runCommand(args, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said: said.join("\n"), complained: complained.join("\n") };
}

it("lists every command, and each tells its options", async () => {
  const { code, said } = await run("--help");
  expect(code).toBe(0);
  const names = [...said.matchAll(/^ {2}snapdeck ([a-z]+) /gm)].map(([, name = ""]) => name);
  expect(names).toEqual(expect.arrayContaining(["emulator", "doctor", "health"]));
  for (const name of ["emulator", "doctor"]) {
    expect(await run(name, "--help")).toMatchObject({
      code: 0,
      said: expect.stringContaining(`snapdeck ${name} [`),
    });
  }
});

it("tells its version", async () => {
  expect(await run("--version")).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});

it.each([
  ["nonsense"],
  ["constructor"],
  ["--nonsense"],
  ["--help", "more"],
  ["doctor", "--nonsense"],
  ["doctor", "more"],
  ["emulator", "--port", "x"],
  ["emulator", "--fault", "nonsense"],
  ["health", "more"],
])("ends with 2 for a command line that is none, and says why: %s", async (...args) => {
  const { code, said, complained } = await run(...args);
  expect([code, said]).toEqual([2, ""]);
  expect(complained).toMatch(/^snapdeck/);
});
