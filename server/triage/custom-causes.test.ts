import { describe, expect, it } from "vitest";
import { explain } from "./causes";
import { builtInCauses } from "./causes-catalogue";
import { readCustomCauses } from "./custom-causes";

const good = {
  id: "gpu-registry",
  pattern: "denied.*gpu-team",
  title: { en: "Ask the GPU team", "zh-CN": "联系 GPU 团队" },
  advice: ["Open a ticket.", "Wait."],
  runbook: "https://wiki.example.com/runbooks/gpu#push",
};
const mistakesOf = (...causes: unknown[]) => readCustomCauses({ causes }).mistakes;

describe("a team's own causes", () => {
  it("are read with all their fields", () => {
    const { causes, mistakes } = readCustomCauses({
      $schema: "x",
      causes: [good, { id: "short", pattern: "磁盘", title: "满了", advice: "清理" }],
    });
    expect(mistakes).toEqual([]);
    expect(causes).toMatchObject([
      {
        id: "gpu-registry",
        origin: "team",
        title: good.title,
        why: null,
        advice: {
          en: [
            { who: null, text: "Open a ticket." },
            { who: null, text: "Wait." },
          ],
          "zh-CN": [{ who: null, text: "Open a ticket." }, { who: null }],
        },
        sources: [{ title: "Runbook", url: good.runbook }],
      },
      {
        id: "short",
        title: { en: "满了", "zh-CN": "满了" },
        advice: { en: [{ who: null, text: "清理" }] },
        sources: [],
      },
    ]);
  });

  it("say who can do a step, where the file does", () => {
    const step = { who: "registryAdmin", text: "Renew the robot." };
    const { causes, mistakes } = readCustomCauses({
      causes: [{ ...good, advice: { en: [step, "Save again."], "zh-CN": [step] } }],
    });
    expect(mistakes).toEqual([]);
    expect(causes[0]?.advice.en).toEqual([step, { who: null, text: "Save again." }]);
    const nobody = { ...good, advice: [{ who: "somebody", text: "x" }] };
    expect(mistakesOf(nobody)[0]?.path).toBe("causes[0].advice");
  });

  it("take precedence over the built-in ones, and match the code too", () => {
    const { causes } = readCustomCauses({ causes: [good] });
    const reason = { reasonCode: null, reasonMessage: "DENIED: no push to gpu-team/x" };
    expect(explain(reason, [...causes, ...builtInCauses])?.id).toBe("gpu-registry");
    expect(
      explain({ ...reason, reasonMessage: "denied: x" }, [...causes, ...builtInCauses])?.id,
    ).toBe("access-denied");
    expect(explain({ reasonCode: "Denied.gpu-team", reasonMessage: null }, causes)?.id).toBe(
      "gpu-registry",
    );
  });

  it("with a code match only where code and message do", () => {
    const { causes } = readCustomCauses({
      causes: [{ ...good, pattern: "failed", code: "^Push" }],
    });
    expect(
      explain({ reasonCode: "PushFailed", reasonMessage: "it failed" }, causes),
    ).not.toBeNull();
    expect(explain({ reasonCode: "SaveFailed", reasonMessage: "it failed" }, causes)).toBeNull();
  });
});

describe("mistakes in the file", () => {
  it.each([
    ["a broken expression", { ...good, pattern: "(a" }, "causes[0].pattern", /regular expression/i],
    ["a dangerous expression", { ...good, pattern: "(a+)+" }, "causes[0].pattern", /not safe/],
    [
      "an expression that matches all",
      { ...good, pattern: "a?" },
      "causes[0].pattern",
      /every message/,
    ],
    [
      "a plain http link",
      { ...good, runbook: "http://wiki.example.com" },
      "causes[0].runbook",
      /https/,
    ],
    [
      "a script as a link",
      { ...good, runbook: "javascript:alert(1)" },
      "causes[0].runbook",
      /https/,
    ],
    ["an id with blanks", { ...good, id: "Gpu Team" }, "causes[0].id", /lower case/],
    ["a misspelt key", { ...good, patern: "x" }, "causes[0]", /patern/],
    ["no advice", { ...good, advice: [] }, "causes[0].advice", /./],
    ["one language only", { ...good, title: { en: "x" } }, "causes[0].title", /./],
    ["no object", "denied", "causes[0]", /object/],
  ])("%s is named with its place", (_what, entry, path, message) => {
    const [mistake, ...more] = mistakesOf(entry);
    expect(mistake).toEqual({ path, message: expect.stringMatching(message) });
    expect(more).toEqual([]);
    expect(readCustomCauses({ causes: [entry] }).causes).toEqual([]);
  });

  it("are all listed at once, and good entries are still read", () => {
    const { causes, mistakes } = readCustomCauses({
      causes: [
        { ...good, pattern: "(", runbook: "ftp://x" },
        { ...good, id: "fine" },
        { ...good, id: "fine" },
      ],
    });
    expect(mistakes.map(({ path }) => path)).toEqual([
      "causes[0].pattern",
      "causes[0].runbook",
      "causes[2].id",
    ]);
    expect(mistakes[2]?.message).toContain("causes[1]");
    expect(causes.map(({ id }) => id)).toEqual(["fine"]);
  });

  it.each([[null], [[]], [{}], [{ causes: {} }], [{ causes: [], other: 1 }]])(
    "the file itself: %j",
    (parsed) => {
      expect(readCustomCauses(parsed).mistakes.length).toBeGreaterThan(0);
    },
  );
});
