import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundIdentity, type Identity, knownGroups } from "./identity";
import { createSealer, createSessions } from "./session";

const hour = 3_600_000;
const limits = { idleMs: hour, absoluteMs: 8 * hour };
const keys = ["a key of thirty-two characters, 1", "a key of thirty-two characters, 2"];
const [older = "", newer = ""] = keys;
const sessionsBy = (...secrets: string[]) =>
  createSessions(createSealer(secrets, "session"), limits);
const ada: Identity = { subject: "ada", email: "ada@x.org", name: "Ada", groups: [], owner: "7" };

describe("a session", () => {
  it("is read by every replica with its key, while keys are replaced one by one", async () => {
    const before = await sessionsBy(older).seal(ada, 0);
    const during = sessionsBy(newer, older);
    expect(await during.open(before, 1)).toMatchObject({ identity: ada });
    const after = await during.seal(ada, 0);
    expect(await sessionsBy(newer).open(after, 1)).toMatchObject({ identity: ada });
    expect(await sessionsBy(older).open(after, 1)).toBeNull();
    expect(await sessionsBy(newer).open(before, 1)).toBeNull();
  });

  it("is nothing else that was sealed by the same key", async () => {
    const other = createSealer([older], "sign-in");
    expect(await sessionsBy(older).open(await other.seal({ s: "ada" }), 1)).toBeNull();
  });

  it("is not what somebody has changed or made up", async () => {
    const sessions = sessionsBy(older);
    const sealed = await sessions.seal(ada, 0);
    const texts = fc.oneof(
      fc.string(),
      fc.nat(sealed.length - 1).map((at) => sealed.slice(0, at)),
      fc
        .tuple(fc.nat(sealed.length - 2), fc.constantFrom(..."ABCxyz019-_."))
        .map(([at, letter]) => sealed.slice(0, at) + letter + sealed.slice(at + 1)),
      fc.constant(`${Buffer.from('{"alg":"none"}').toString("base64url")}....`),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        if (text !== sealed) expect(await sessions.open(text, 1)).toBeNull();
      }),
    );
  });

  it("ends when it was idle too long, or has lasted too long", async () => {
    const sessions = sessionsBy(older);
    const sealed = await sessions.seal(ada, 0);
    expect(await sessions.open(sealed, hour - 1)).toMatchObject({ begunAt: 0, isDue: true });
    expect(await sessions.open(sealed, hour)).toBeNull();
    expect(await sessions.open(sealed, 60_000)).toMatchObject({ isDue: false });
    const extended = await sessions.seal(ada, 7.5 * hour, 0);
    expect(await sessions.open(extended, 8 * hour - 1)).not.toBeNull();
    expect(await sessions.open(extended, 8 * hour)).toBeNull();
  });

  it("fits a cookie, whoever it is", async () => {
    const sessions = sessionsBy(older);
    const text = fc.string({ minLength: 0, maxLength: 400, unit: "grapheme" });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          subject: text,
          email: fc.option(text),
          name: fc.option(text),
          owner: fc.option(text),
          groups: fc.nat(5_000),
        }),
        async ({ groups, ...who }) => {
          const names = Array.from({ length: groups }, (_, at) => `a group with a long name ${at}`);
          const identity = boundIdentity({ ...who, groups: knownGroups(names, new Set(names)) });
          if (identity === null) return;
          const cookie = `__Host-snapdeck=${await sessions.seal(identity, Date.now())}`;
          expect(cookie.length).toBeLessThan(4_000);
        },
      ),
      { numRuns: 30 },
    );
  });
});
