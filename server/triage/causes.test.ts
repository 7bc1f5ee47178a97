import { describe, expect, it } from "vitest";
import { asksForPathExclusion, explain, type Language, stepsFor } from "./causes";
import { messagesByCause, misleading } from "./causes.table";
import { builtInCauses } from "./causes-catalogue";
import { unsafeReason } from "./regex-safety";

const causeOf = (reasonMessage: string | null, reasonCode: string | null = null) =>
  explain({ reasonCode, reasonMessage }, builtInCauses)?.id ?? null;

const cases = Object.entries(messagesByCause).flatMap(([id, messages]) =>
  messages.map((message) => [id, message] as const),
);

describe("the cause that the built-in catalogue finds for a message", () => {
  it.each(cases)("%s: %s", (id, message) => {
    expect(causeOf(message)).toBe(id);
  });

  it("has at least ten wordings of every cause", () => {
    expect(Object.keys(messagesByCause).toSorted()).toEqual(
      builtInCauses.map(({ id }) => id).toSorted(),
    );
    for (const messages of Object.values(messagesByCause))
      expect(messages.length).toBeGreaterThanOrEqual(10);
  });

  it.each(misleading)("a name decides nothing: %s -> %s", (message, id) => {
    expect(causeOf(message)).toBe(id);
  });

  it("is the same whatever the images, hosts, paths and repositories are called", () => {
    const temptingNames = [
      "x509-tools",
      "quota-exceeded",
      "no-such-host",
      "access-denied",
      "oom-killed",
      "unexpected-eof",
      "immutable",
    ];
    for (const name of temptingNames) {
      for (const [id, message] of cases) {
        const renamed = message
          .replaceAll("r.example.com/", `${name}.example.com/${name}/`)
          .replaceAll("team/app", `${name}/${name}`);
        expect([renamed, causeOf(renamed)]).toEqual([renamed, id]);
      }
    }
  });

  it("uses the code where the message matches nothing", () => {
    expect(causeOf(null, "QuotaExceeded.Repo")).toBe("quota");
    expect(causeOf("failed", "ImageSizeTooLarge")).toBe("image-too-large");
  });

  it("reads what was being done only where it matters: a missing image is not the same in a pull and in an export", () => {
    expect(causeOf("pull: no such image: a")).toBe("image-missing");
    expect(causeOf("export: no such image: a")).toBe("local-content-missing");
  });

  it("reads only the beginning of a long message", () => {
    expect(causeOf(`${"x ".repeat(2048)} no space left on device`)).toBeNull();
  });
});

describe("every entry", () => {
  it("has an id of its own", () => {
    const ids = builtInCauses.map((cause) => cause.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(14);
  });

  it.each(builtInCauses.map((cause) => [cause.id, cause] as const))(
    "is whole in both languages: %s",
    (_id, cause) => {
      expect(cause.origin).toBe("snapdeck");
      for (const text of [cause.title, cause.why]) {
        expect(text?.en).toMatch(/[a-z]/);
        expect(text?.["zh-CN"]).toMatch(/\p{Script=Han}/u);
      }
      expect(cause.advice.en).toHaveLength(cause.advice["zh-CN"].length);
      for (const { text } of cause.advice["zh-CN"]) expect(text).toMatch(/\p{Script=Han}/u);
      // A tag of an image is its version in Chinese, as in Container Registry's console; 标签 is a label.
      const inChinese = [cause.title["zh-CN"], cause.why?.["zh-CN"] ?? ""].concat(
        cause.advice["zh-CN"].map(({ text }) => text),
      );
      for (const text of inChinese) {
        expect(text).not.toMatch(/标签/);
        expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
      }
      const whoIn = (language: Language) => cause.advice[language].map(({ who }) => who);
      expect(whoIn("en")).toEqual(whoIn("zh-CN"));
      expect(whoIn("en")).not.toContain(null);
      const everywhere = stepsFor(cause, { pathExclusion: { known: 0, of: 3 } });
      expect(everywhere.en.length).toBeGreaterThan(0);
      for (const { text } of [...everywhere.en, ...everywhere["zh-CN"]])
        expect(text).not.toMatch(/exclude|排除/i);
      expect(cause.sources.length).toBeGreaterThan(0);
      for (const { url } of cause.sources) expect(new URL(url).protocol).toBe("https:");
    },
  );

  it.each(builtInCauses.map((cause) => [cause.id, cause] as const))(
    "is cheap to match: %s",
    (_id, cause) => {
      const patterns = cause.match.flatMap(Object.values).filter((part) => part instanceof RegExp);
      expect(patterns.length).toBeGreaterThan(0);
      for (const pattern of patterns) {
        expect(pattern.flags).not.toMatch(/[gy]/); // such an expression remembers where it stopped
        expect(pattern.test("")).toBe(false);
        expect(unsafeReason(pattern.source)).toBeNull();
      }
    },
  );
});

describe("advice on exclude paths", () => {
  const needing = builtInCauses.filter(asksForPathExclusion);
  const told = (known: number, of: number) =>
    needing.map((cause) => {
      const { en, "zh-CN": zh } = stepsFor(cause, { pathExclusion: { known, of } });
      expect(en).toHaveLength(zh.length);
      const words = (steps: readonly { text: string }[]) =>
        steps.map(({ text }) => text).filter((text) => /exclude|排除/i.test(text));
      return { id: cause.id, en: words(en), zh: words(zh) };
    });

  it("is there for the causes that it can help with", () => {
    expect(needing.map(({ id }) => id).sort()).toEqual(["disk-full", "image-too-large"]);
  });

  it.each([
    { known: 0, of: 1, says: null },
    { known: 0, of: 48, says: null },
    { known: 1, of: 1, says: "" },
    { known: 48, of: 48, says: "" },
    { known: 12, of: 48, says: "12 of these 48 instances are known to support excluded paths" },
    { known: 1, of: 48, says: "1 of these 48 instances is known to support excluded paths" },
  ])("where $known of $of instances are known to support them", ({ known, of, says }) => {
    for (const { en, zh } of told(known, of)) {
      expect([en.length, zh.length]).toEqual(says === null ? [0, 0] : [1, 1]);
      if (says === null) continue;
      expect(en[0]).toContain(says);
      expect(en[0]?.includes("known to support")).toBe(known < of);
      expect(zh[0]?.includes(`共 ${of} 个实例，其中已知 ${known} 个支持`)).toBe(known < of);
    }
  });
});
