import { z } from "zod";
import type { MatchedField } from "../contract";
import type { SnapshotRow } from "./columns";

/** Of a long text so much is told before the match, and in all. */
const before = 30;
const inAll = 120;

type Searched = Pick<
  SnapshotRow,
  "snapshot_id" | "name" | "image_id" | "image_url" | "labels" | "reason_code" | "reason_message"
>;

const labelList = z.array(z.object({ key: z.string(), value: z.string() }));

/** The first field of a snapshot that contains a text, whatever the case, and its words around the match; null where none does. */
export function matchedField(row: Searched, q: string): MatchedField | null {
  const wanted = q.toLowerCase();
  const labels = labelList.safeParse(JSON.parse(row.labels)).data ?? [];
  const texts: [MatchedField["field"], string | null][] = [
    ["snapshotId", row.snapshot_id],
    ["snapshotName", row.name],
    ["imageUrl", row.image_url],
    ["imageId", row.image_id],
    ...labels.map(({ key, value }): ["label", string] => ["label", `${key}=${value}`]),
    ["reasonCode", row.reason_code],
    ["reasonMessage", row.reason_message],
  ];
  for (const [field, text] of texts) {
    const at = text?.toLowerCase().indexOf(wanted) ?? -1;
    if (text !== null && at >= 0) return { field, text: around(text, at) };
  }
  return null;
}

function around(text: string, at: number): string {
  if (text.length <= inAll) return text;
  const from = Math.max(0, at - before);
  const part = text.slice(from, from + inAll);
  return `${from > 0 ? "…" : ""}${part}${from + inAll < text.length ? "…" : ""}`;
}
