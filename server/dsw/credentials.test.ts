import { afterEach, describe, expect, it, vi } from "vitest";
import { defaultChain, fixedCredential } from "./credentials";

const pair = { accessKeyId: "id", accessKeySecret: "hush" };

/** Chains that give these results in order, one chain after the other. */
function chains(...built: (() => Promise<object>)[]) {
  let count = 0;
  const chain = async () => {
    const result = built[count];
    count += 1;
    return { getCredentials: result ?? (() => Promise.reject(new Error("no more"))) };
  };
  return { chain, count: () => count };
}

describe("the default chain", () => {
  afterEach(() => void vi.useRealTimers());

  it("gives the pair, and a token only where there is one", async () => {
    const plain = defaultChain(chains(async () => ({ ...pair, securityToken: "" })));
    expect(await plain.get()).toEqual(pair);
    const temporary = defaultChain(chains(async () => ({ ...pair, securityToken: "t" })));
    expect(await temporary.get()).toEqual({ ...pair, securityToken: "t" });
  });

  it("resolves once for callers at the same time", async () => {
    let asked = 0;
    const source = defaultChain(
      chains(async () => {
        asked += 1;
        return pair;
      }),
    );
    await Promise.all([source.get(), source.get(), source.renew()]);
    expect(asked).toBe(1);
  });

  it("is built again by a renewal and after a failure", async () => {
    const built = chains(
      async () => pair,
      () => Promise.reject(new Error("expired")),
      async () => ({ ...pair, accessKeyId: "new" }),
    );
    const source = defaultChain(built);
    await source.get();
    await expect(source.renew()).rejects.toMatchObject({ code: "credentials.missing" });
    expect(await source.get()).toMatchObject({ accessKeyId: "new" });
    expect(built.count()).toBe(3);
  });

  it.each([
    ["fails", () => Promise.reject(new Error('result: {"AccessKeySecret":"hush"}'))],
    ["gives no secret", async () => ({ accessKeyId: "id" })],
    ["hangs", () => new Promise<object>(() => {})],
  ])("does not reveal what was found when it %s", async (_, result) => {
    vi.useFakeTimers();
    const found = defaultChain(chains(result))
      .get()
      .catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(5_000);
    const error = await found;
    expect(error).toMatchObject({ code: "credentials.missing", retryable: false });
    expect(`${error instanceof Error ? error.stack : ""}${JSON.stringify(error)}`).not.toContain(
      "hush",
    );
    expect(error).not.toHaveProperty("cause");
  });

  it("reads the environment through the official library", async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      ALIBABA_CLOUD_ACCESS_KEY_ID: "from-env",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "hush",
      ALIBABA_CLOUD_SECURITY_TOKEN: "token",
    });
    try {
      expect(await defaultChain().get()).toEqual({
        accessKeyId: "from-env",
        accessKeySecret: "hush",
        securityToken: "token",
        provider: "default/env",
      });
    } finally {
      process.env = before;
    }
  });
});

it("a fixed pair stays as it is", async () => {
  const source = fixedCredential("emulator", pair);
  expect([source.name, await source.get(), await source.renew()]).toEqual(["emulator", pair, pair]);
});
