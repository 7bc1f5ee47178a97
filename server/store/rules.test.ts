import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { plainSnapshot } from "../contract/rows.testing";
import { together } from "../triage/fingerprint.table";
import { snapshotRow } from "./rows";
import { RULES_VERSION } from "./rules";

const statuses = ["Pushing", "Creating", "Success", "Failed", "Terminated", "Archived", null];

/** What the rules derive of every example, as one digest. */
function digestOfRules() {
  const readAt = Date.parse("2026-03-01T08:00:00Z");
  const derived = together.flat().flatMap((reasonMessage, at) =>
    statuses.map((status) => {
      const record = {
        ...plainSnapshot("dsw-1", `snp-${at}`),
        status,
        reasonMessage,
        reasonCode: at % 2 === 0 ? null : "ImagePushFailed",
        imageUrl: `registry-${at}.example.com/team/notebook:v1`,
        gmtCreateTime: "2026-03-01T07:00:00Z",
        gmtModifiedTime: at % 3 === 0 ? "2026-02-01T07:30:00Z" : "2026-03-01T07:30:00Z",
        labels: [{ key: "team", value: "算法" }],
      };
      const reading = { connection: "c", instanceId: "dsw-1", owner: undefined, readAt };
      return { ...snapshotRow(record, reading), row_hash: null, rules_version: null };
    }),
  );
  return createHash("sha256").update(JSON.stringify(derived)).digest("hex").slice(0, 16);
}

// Where the digest differs, a rule has changed: count RULES_VERSION up, so that stored rows follow, and
// write the new pair here.
it("have a version of their own whenever they derive something else", () => {
  expect([RULES_VERSION, digestOfRules()]).toEqual([3, "09a53d9b1e1c4d62"]);
});
