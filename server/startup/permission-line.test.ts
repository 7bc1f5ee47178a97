import { expect, it } from "vitest";
import { permissionLine } from "./permission-line";

it("names what is there, what is missing with both remedies, and what no read has shown yet", () => {
  const answers = {
    ListInstances: "granted",
    ListInstanceSnapshot: "granted",
    GetInstance: "refused",
    GetImage: "refused",
  } as const;
  expect(permissionLine("cn-hangzhou", answers, "ownAndPublic")).toBe(
    "permissions of cn-hangzhou after its first reads, there: paidsw:ListInstances, paidsw:ListInstanceSnapshot; missing: paidsw:GetInstance, PaiImage:GetImage, paidsw:ListAllInstances (grant the RAM action, or a role in the workspace); not known yet: paidsw:GetInstanceSnapshot, paidsw:GetInstanceEvents, paidsw:GetLifecycle",
  );
  expect(permissionLine("c", answers, "everything")).toMatch(/there: [^;]*paidsw:ListAllInstances/);
  expect(permissionLine("c", {}, "unknown")).not.toMatch(/there:|missing:/);
});
