import type { UpstreamSnapshot } from "../contract";
import { plainSnapshot } from "../contract/rows.testing";
import { DswError } from "./errors";
import type { UpstreamPage } from "./reads";

/** A list that changes while tests read pages of it. Newest first, each page consistent in itself. */
export class SimulatedService {
  rows: UpstreamSnapshot[] = [];
  /** Larger pages are cut to this, as the service may do. */
  cutAt = 1000;
  /** Larger pages are refused. */
  refuseAbove = 1000;
  /** Rows that the service sends without an id. */
  readonly nameless = new Set<string>();
  pagesRead = 0;
  singlesRead: string[] = [];
  #made = 0;

  constructor(
    size: number,
    private readonly now: () => number = () => 0,
  ) {
    for (let n = 0; n < size; n += 1) this.create();
  }

  create(status = "Success"): UpstreamSnapshot {
    this.#made += 1;
    const at = new Date(Date.UTC(2024, 0, 1) + this.#made * 60_000).toISOString();
    const snapshotId = `snp-${String(this.#made).padStart(6, "0")}`;
    const times = { gmtCreateTime: at, gmtModifiedTime: at };
    const row = plainSnapshot("dsw-1", snapshotId, { status, ...times });
    this.rows.unshift(row);
    return row;
  }

  remove(at: number): void {
    this.rows.splice(at % Math.max(1, this.rows.length), 1);
  }

  modify(at: number, status: string): void {
    const index = at % Math.max(1, this.rows.length);
    const row = this.rows[index];
    if (row) this.rows[index] = { ...row, status };
  }

  page(page: number, size: number, order: "asc" | "desc" = "desc"): UpstreamPage<UpstreamSnapshot> {
    this.pagesRead += 1;
    if (size > this.refuseAbove) {
      throw new DswError({ code: "upstream.invalid", message: "The page is too large." });
    }
    const rows = order === "desc" ? this.rows : this.rows.toReversed();
    const taken = Math.min(size, this.cutAt);
    const due = rows.slice((page - 1) * taken, page * taken);
    const items = due.filter((row) => !this.nameless.has(row.snapshotId));
    return {
      items,
      skipped: due.length - items.length,
      total: this.rows.length,
      requestId: `page-${this.pagesRead}`,
      readAt: this.now(),
    };
  }

  single(snapshotId: string): UpstreamSnapshot {
    this.singlesRead.push(snapshotId);
    const row = this.rows.find((candidate) => candidate.snapshotId === snapshotId);
    if (row) return row;
    throw new DswError({ code: "upstream.notFound", message: "There is no such snapshot." });
  }
}
