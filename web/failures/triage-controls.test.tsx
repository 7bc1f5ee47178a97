import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import type { FailureGroup } from "../../server/contract";
import { failureParams } from "../paths/failures";
import { GroupControls } from "./GroupControls";
import { GroupTriage } from "./GroupTriage";

const none = { values: [], distinct: 0 };
const group: FailureGroup = {
  key: "f1-0123456789abcdef",
  connection: null,
  instanceId: null,
  name: null,
  registry: null,
  reasonCode: "ImagePushFailed",
  parts: [],
  count: 1,
  instances: 1,
  firstSeen: "2026-03-01T08:00:00Z",
  lastSeen: "2026-03-01T08:00:00Z",
  isNew: false,
  isGrowing: false,
  fresh: 0,
  buckets: [],
  owners: none,
  workspaces: none,
  registries: none,
  codes: none,
  patterns: [],
  patternCount: 0,
  newPatterns: 0,
  cause: null,
  durations: null,
  triage: null,
};
// Its counts are formatted by what only a browser keeps; whether it is there is what is asked here.
vi.mock("./TriageFilter", () => ({ TriageFilter: () => <output /> }));

it.each([
  ["whoever may change a group has a", true, 1],
  ["a reader has no", false, 0],
])("%s control to triage it", (_who, mayChange, buttons) => {
  const shown = renderToStaticMarkup(
    <GroupTriage connection="c" group={group} mayChange={mayChange} onChanged={() => {}} />,
  );
  expect(shown.match(/<button/g) ?? []).toHaveLength(buttons);
});

it.each([
  ["is there where groups are triaged", { open: 1, acknowledged: 0, muted: 2, resolved: 0 }, 1],
  ["is not there where triage is off", null, 0],
])("the filter by what was made of groups %s", (_where, counts, filters) => {
  const triage = counts && { counts, mayChange: false };
  const shown = renderToStaticMarkup(
    <GroupControls state={failureParams.defaults} triage={triage} onChange={() => {}} />,
  );
  expect(shown.match(/<output/g) ?? []).toHaveLength(filters);
});
