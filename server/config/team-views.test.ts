import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readTeamViews } from "./team-views";

const folder = mkdtempSync(join(tmpdir(), "snapdeck-views-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function views(content: unknown) {
  const file = join(folder, "views.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return readTeamViews(file);
}

describe("the team's views", () => {
  it("have a name for all languages, or one for each", () => {
    const both = { en: "Stuck", "zh-CN": "卡住" };
    expect(
      views({
        views: [
          { name: " Ours ", path: "/cn-hangzhou/failures?workspace=1" },
          { name: both, path: "/failures" },
        ],
      }),
    ).toEqual([
      { name: { en: "Ours", "zh-CN": "Ours" }, path: "/cn-hangzhou/failures?workspace=1" },
      { name: both, path: "/failures" },
    ]);
    expect(readTeamViews(null)).toEqual([]);
  });

  it.each([
    "https://elsewhere.example/",
    "//elsewhere.example/x",
    "failures",
    "javascript:alert(1)",
    "/\\elsewhere.example",
  ])("lead nowhere but to this server: %s", (path) => {
    expect(() => views({ views: [{ name: "x", path }] })).toThrow(/SNAPDECK_VIEWS, views\.0\.path/);
  });

  it.each([["no JSON"], [{ views: [{ name: "", path: "/" }] }], [{ views: [], more: 1 }]])(
    "are refused at start with what is wrong: %j",
    (content) => {
      expect(() => views(content)).toThrow(/SNAPDECK_VIEWS/);
    },
  );
});
