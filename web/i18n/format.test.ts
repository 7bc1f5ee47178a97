import { describe, expect, it } from "vitest";
import { createFormat, parseTime } from "./format";
import { preferredLanguage } from "./language";

const now = Date.parse("2026-11-23T09:42:05Z");
const en = createFormat("en", "Asia/Shanghai");
const zh = createFormat("zh-CN", "Asia/Shanghai");

describe("times", () => {
  it("shows a short moment, with the year once it is another one", () => {
    expect(en.moment(now, now)).toBe("Nov 23, 17:42");
    expect(zh.moment(now, now)).toBe("11月23日 17:42");
    expect(en.moment(Date.parse("2025-01-02T00:00:00Z"), now)).toBe("Jan 2, 2025");
  });

  it("names the zone in full times", () => {
    expect(en.local(now)).toBe("Nov 23, 2026, 17:42:05 GMT+8");
    expect(en.utc(now)).toBe("Nov 23, 2026, 09:42:05 UTC");
    expect(zh.local(now)).toBe("2026年11月23日 17:42:05 GMT+8");
    expect(zh.utc(now)).toBe("2026年11月23日 09:42:05 UTC");
  });

  it.each([
    [0, "now", "现在"],
    [-5000, "now", "现在"],
    [42_000, "42 seconds ago", "42 秒前"],
    [3 * 60_000, "3 minutes ago", "3 分钟前"],
    [5 * 3_600_000, "5 hours ago", "5 小时前"],
    [86_400_000, "yesterday", "昨天"],
    [400 * 86_400_000, "last year", "去年"],
  ])("tells how long ago %d ms is", (past, english, chinese) => {
    expect(en.ago(now - past, now)).toBe(english);
    expect(zh.ago(now - past, now)).toBe(chinese);
  });

  it("reads what is there", () => {
    expect(parseTime("2026-11-23T09:42:05Z")).toBe(now);
    expect(parseTime(null)).toBeNull();
    expect(parseTime("soon")).toBeNull();
  });
});

describe("durations and numbers", () => {
  it.each([
    [0, "0 s", "0 秒"],
    [999, "0 s", "0 秒"],
    [252_000, "4 min 12 s", "4 分钟 12 秒"],
    [3_600_000, "1 h", "1 小时"],
    [90_061_000, "1 d 1 h", "1 天 1 小时"],
  ])("%d ms has at most two units", (milliseconds, english, chinese) => {
    expect(en.duration(milliseconds)).toBe(english);
    expect(zh.duration(milliseconds)).toBe(chinese);
  });

  it("groups digits", () => {
    expect(en.number(6012)).toBe("6,012");
  });
});

describe("the reader's language", () => {
  it.each([
    [["zh-TW", "en"], "zh-CN"],
    [["de", "zh-Hans-CN"], "zh-CN"],
    [["en-GB", "zh"], "en"],
    [["fr"], "en"],
    [[], "en"],
  ])("of %j is %s", (wanted, language) => {
    expect(preferredLanguage(wanted)).toBe(language);
  });
});
