import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtInCauses } from "../server/triage/causes-catalogue";
import { explainLines } from "../server/triage/explain-lines";

const lines = (...all: unknown[]) => all.map((line) => JSON.stringify(line)).join("\n");

describe("lines of reasons", () => {
  it("are grouped as a whole and explained one by one; a wrong one is named and left out", () => {
    const source = `${lines({ code: "PushFailed", message: "denied: no access for user ada" })}
not JSON
${lines({ code: "PushFailed", message: "denied: no access for user bob" }, 3, { message: 4 }, { other: "x" })}

${lines({ code: null, message: "something odd", cause: "ignored" }, { code: "OddCode" })}`;
    const { explained, wrong } = explainLines(source, builtInCauses);
    expect(explained).toEqual([
      {
        group: explained[1]?.group,
        pattern: "denied: no access for user <word>",
        cause: "access-denied",
      },
      {
        group: explained[0]?.group,
        pattern: "denied: no access for user <word>",
        cause: "access-denied",
      },
      { group: expect.any(String), pattern: "something odd", cause: null },
      { group: expect.any(String), pattern: "", cause: null },
    ]);
    expect(new Set(explained.map(({ group }) => group)).size).toBe(3);
    expect(wrong.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
    expect(wrong[2]?.message).toMatch(/^message: /);
  });

  it("of the same set have the same groups in any order", () => {
    const messages = ["closed for user ada", "closed for user bob", "push failed", "pull failed"];
    const groups = (ordered: readonly string[]) =>
      explainLines(lines(...ordered.map((message) => ({ message }))), []).explained.map(
        ({ group }) => group,
      );
    expect(groups(messages.toReversed()).toReversed()).toEqual(groups(messages));
  });
});

describe("the command", () => {
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-explain-"));
  const file = (name: string) => join(folder, name);
  const script = fileURLToPath(new URL("explain.ts", import.meta.url));
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", script, ...words], { encoding: "utf8" });

  beforeAll(() => {
    writeFileSync(file("reasons.jsonl"), `${lines({ message: "the gpu proxy said no" })}\n{\n`);
    const cause = { id: "gpu-proxy", pattern: "gpu proxy", title: "x", advice: "y" };
    writeFileSync(file("causes.json"), JSON.stringify({ causes: [cause] }));
    writeFileSync(file("wrong.json"), JSON.stringify({ causes: [{ ...cause, pattern: "(a+)+" }] }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("asks the team's causes, says each wrong line with its number and ends with 1", () => {
    const { status, stdout, stderr } = run(file("reasons.jsonl"), "--causes", file("causes.json"));
    expect(JSON.parse(stdout)).toMatchObject({
      pattern: "the gpu proxy said no",
      cause: "gpu-proxy",
    });
    expect(stderr).toMatch(/reasons\.jsonl:2: /);
    expect(status).toBe(1);
  });

  it("ends with 2 and no output for a causes file with mistakes", () => {
    const { status, stdout, stderr } = run(file("reasons.jsonl"), "--causes", file("wrong.json"));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/wrong\.json: causes\[0\]\.pattern: not safe to run/);
  });
});
