import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint";
import { apart, together } from "./fingerprint.table";
import { groupPatterns, placeValues, type Template, templateText } from "./templates";
import { oneTemplate, ownTemplates } from "./templates.table";

const patternOf = (message: string, code: string | null = null) =>
  fingerprint({ reasonCode: code, reasonMessage: message });

/** Groups the messages as one set, and gives the template of each. */
function templatesOf(messages: readonly string[]): (message: string) => Template {
  const templates = groupPatterns(messages.map((message) => patternOf(message)));
  return (message) => {
    const found = templates.get(patternOf(message).key);
    if (!found) throw new Error(`no template for ${message}`);
    return found;
  };
}

const everything = [
  ...Object.values(oneTemplate).flat(),
  ...Object.values(ownTemplates).flat(),
  ...apart.flat(),
  ...together.flat(),
];
const inAll = templatesOf(everything);

describe("a set of messages", () => {
  it.each(Object.entries(oneTemplate))("joins %s", (_what, messages) => {
    expect(new Set(messages.map((message) => inAll(message).key)).size).toBe(1);
  });

  it.each(Object.entries(ownTemplates))("keeps apart %s", (_what, messages) => {
    expect(new Set(messages.map((message) => inAll(message).key)).size).toBe(messages.length);
    const alone = templatesOf(messages);
    expect(new Set(messages.map((message) => alone(message).key)).size).toBe(messages.length);
  });

  it("keeps apart and together what single fingerprints do", () => {
    for (const [one, other] of apart) expect(inAll(one).key).not.toBe(inAll(other).key);
    for (const [one, other] of together) expect(inAll(one).key).toBe(inAll(other).key);
  });

  it("is split by the reason code", () => {
    const message = "session closed for user cyrus";
    const templates = groupPatterns([
      patternOf(message, "A"),
      patternOf(message, "B"),
      patternOf(message),
    ]);
    expect(new Set([...templates.values()].map(({ key }) => key)).size).toBe(3);
  });
});

describe("a template", () => {
  const messages = [
    "PUSH of a.example.com/x:v1 by user ada failed",
    "PUSH of b.example.com/y:v2 by user bob failed",
  ];
  const template = templatesOf(messages)(messages[0] ?? "");

  it("shows its text with the places, and keeps the case of words", () => {
    expect(templateText(template)).toBe("PUSH of <image> by user <word> failed");
    expect(template.key).toMatch(/^t1-[0-9a-f]{16}$/);
    expect(template.members).toEqual(messages.map((message) => patternOf(message).key).sort());
  });

  it("tells what stands at its places in each message", () => {
    expect(messages.map((message) => placeValues(template, patternOf(message).parts))).toEqual([
      ["a.example.com/x:v1", "ada"],
      ["b.example.com/y:v2", "bob"],
    ]);
  });

  it("is empty where there was no message", () => {
    const none = groupPatterns([patternOf("")]).get(patternOf("").key);
    expect(none).toMatchObject({ parts: [], places: [] });
  });
});

const words = fc.constantFrom(
  ..."push of user ada bob carol failed image 12 status 401 [ ] = , : registry https://a.example.com/x timeout 仓库 不存在 /var/lib/x".split(
    " ",
  ),
);
const sentence = fc.array(words, { minLength: 1, maxLength: 9 }).map((list) => list.join(" "));

describe("properties", () => {
  it("the same set gives the same templates, whatever the order of arrival", () => {
    const patterns = [
      ...new Map(everything.map((message) => [message, patternOf(message)])).values(),
    ];
    const expected = groupPatterns(patterns);
    fc.assert(
      fc.property(fc.shuffledSubarray(patterns, { minLength: patterns.length }), (shuffled) => {
        const found = groupPatterns([...shuffled, ...shuffled.slice(0, 5)]);
        expect(found.size).toBe(expected.size);
        for (const [key, template] of found) expect(template).toEqual(expected.get(key));
      }),
      { numRuns: 10 },
    );
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 30 }), (messages) => {
        const forward = groupPatterns(messages.map((message) => patternOf(message)));
        const backward = groupPatterns(messages.toReversed().map((message) => patternOf(message)));
        for (const [key, { key: name, members }] of forward)
          expect(backward.get(key)).toMatchObject({ key: name, members });
      }),
    );
  });

  it("loses no pattern that is taken in by a template which is itself taken in", () => {
    const names = "ada bob carol dan eve frank grace heidi".split(" ");
    for (const noun of [
      "image",
      "volume",
      "cluster",
      "folder",
      "library",
      "machine",
      "zone",
      "tenant",
    ]) {
      const messages = [
        ...names.map((name, at) => `Invalid user ${name} at host ${names[7 - at]} again`),
        ...names.map((name) => `Invalid user ${noun} at host ${name} again`),
        `Invalid user ${noun} at host build again`,
      ];
      const templates = groupPatterns(messages.map((message) => patternOf(message)));
      expect(templates.size).toBe(messages.length);
      expect(new Set(templates.values()).size).toBe(1);
    }
  });

  it("every pattern has one template, of which it is a member, and one value a place", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(sentence, fc.string({ unit: "binary", maxLength: 60 })), {
          maxLength: 30,
        }),
        (messages) => {
          const patterns = messages.map((message) => patternOf(message));
          const templates = groupPatterns(patterns);
          expect(templates.size).toBe(new Set(patterns.map(({ key }) => key)).size);
          for (const { key, parts } of patterns) {
            const template = templates.get(key);
            expect(template?.members).toContain(key);
            if (template) expect(placeValues(template, parts)).toHaveLength(template.places.length);
          }
        },
      ),
    );
  });
});

describe("hostile input", () => {
  const count = 60;
  /** Letters only, different for each number, and no word of any list. */
  const name = (n: number) =>
    `zq${[...n.toString(26)].map((digit) => "qwrtzpsdfgjklxvbnmyuhaeioc"[Number.parseInt(digit, 26)]).join("")}`;
  const hostile: Record<string, (n: number) => string> = {
    "thousands of words": (n) =>
      Array.from({ length: 900 }, (_, at) => name(at === n ? 9_000 : at)).join(" "),
    "another word at another place each": (n) =>
      Array.from({ length: 90 }, (_, at) => name(at === n % 90 ? 9_000 + n : at)).join(" "),
    "nothing but brackets": (n) => `${"([{<=:,;|".repeat(440)}${name(n)}`,
    "no blanks": (n) => name(n) + "x".repeat(4_000),
    "Chinese without blanks": (n) => `${"推送失败".repeat(900)}仓${name(n)}`,
    "fields without end": (n) =>
      Array.from({ length: 300 }, (_, at) => `k${name(at)}=${name(at + n)}`).join(","),
  };
  it.each(Object.entries(hostile))(
    "%s: each pattern is answered for, the text bounded",
    (_what, message) => {
      const patterns = Array.from({ length: count }, (_, n) => patternOf(message(n)));
      const templates = groupPatterns(patterns);
      for (const { key } of patterns) {
        const template = templates.get(key);
        expect(template).toBeDefined();
        expect(template?.places.length ?? 0).toBeLessThanOrEqual(101);
      }
    },
  );

  it("words without anything in common are never joined", () => {
    const patterns = Array.from({ length: count }, (_, n) =>
      patternOf(`${name(n)} ${name(n + 1_000)} ${name(n + 2_000)}`),
    );
    expect(new Set(groupPatterns(patterns).values()).size).toBe(count);
  });

  it("is looked at a bounded number of times: three thousand words at one place are one template", () => {
    const patterns = Array.from({ length: 3_000 }, (_, n) =>
      patternOf(`the proxy had no answer for ${name(n)} yet`),
    );
    expect(new Set(groupPatterns(patterns).values()).size).toBe(1);
  });
});
