import { describe, expect, it } from "vitest";
import { en } from "./en";
import { translation } from "./translation";
import { zhCN } from "./zh-CN";

const { t } = translation("en", en);
const chinese = translation("zh-CN", zhCN).t;

describe("a text of the catalogue", () => {
  it("takes its placeholders as they are, and leaves one without a value empty", () => {
    expect(t("list.range", { from: 1, to: 20, total: "240" })).toBe("1–20 of 240");
    expect(t("actions.copyNamed", { what: "<b>{{x}}</b> $& $1" })).toBe("Copy <b>{{x}}</b> $& $1");
    expect(t("actions.copyNamed", { what: null })).toBe("Copy ");
  });

  it("has the form of its count", () => {
    expect(t("list.pages", { count: 1, formatted: "1" })).toBe("1 page");
    expect(t("list.pages", { count: 0, formatted: "0" })).toBe("0 pages");
    expect(t("list.pages", { count: 1000, formatted: "1,000" })).toBe("1,000 pages");
    expect(chinese("list.pages", { count: 1, formatted: "1" })).toContain("1 页");
  });

  it("is found where its path has more than one part, and is its key where nothing is loaded", () => {
    expect(t("problems.rate.limited.remedy", { seconds: 7 })).toMatch(/\b7\b/);
    expect(translation("en", null).t("app.skip")).toBe("app.skip");
  });
});
