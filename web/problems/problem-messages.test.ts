import { expect, it } from "vitest";
import type { Problem } from "../../server/contract";
import { en } from "../i18n/en";
import { translation } from "../i18n/translation";
import { zhCN } from "../i18n/zh-CN";
import { problemMessages } from "./problem-messages";

const refusal: Problem = {
  type: "urn:snapdeck:problem:upstream.permission",
  code: "upstream.permission",
  title: "",
  detail: "",
  status: 403,
  requestId: null,
  retryable: false,
  remedy: null,
};

it.each([
  ["en", en, /role in /],
  ["zh-CN", zhCN, /分配.*角色/],
] as const)(
  "a refusal's remedy names the RAM action and the workspace's role, or when to ask again: %s",
  (lng, app, role) => {
    const { t } = translation(lng, app);
    const remedyOf = (more: Partial<Problem>) => problemMessages(t, { ...refusal, ...more }).remedy;
    const permission = "paidsw:GetLifecycle";
    expect(remedyOf({ permission })).toContain(permission);
    expect(remedyOf({ permission })).toMatch(role);
    expect(remedyOf({ permission, workspace: "1042" })).toContain("1042");
    expect(remedyOf({ permission, workspace: "1042" })).toContain(permission);
    for (const call of ["ListInstances", "GetInstance", "ListInstanceSnapshot"]) {
      expect(remedyOf({})).toContain(`paidsw:${call}`);
    }
    expect(remedyOf({ code: "rate.limited", retryAfter: 7 })).toMatch(/\b7\b/);
  },
);
