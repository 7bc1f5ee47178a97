import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { SnapshotList } from "../../server/contract";
import { derivedSnapshot } from "../../server/contract/rows.testing";
import { type SnapshotListInput, snapshotParams } from "../paths/snapshots";
import { type Answered, Reading } from "../state/reading";
import { placeOnPage, snapshotChunkQuery } from "./snapshots";

/** A cache that holds one part of a list, whose rows are named after their place on the API's page. */
function holding(client: QueryClient, state: SnapshotListInput, part: number, updatedAt = 1) {
  const { queryKey } = snapshotChunkQuery("cn-1", "dsw-1", state, part);
  const page = state.size === 500 ? (state.page - 1) * 5 + 1 + part : part + 1;
  const list: Answered<SnapshotList> = {
    items: ["a", "b", "c"].map((name) => derivedSnapshot("dsw-1", `${name}${page}`)),
    total: 10_000,
    page,
    size: 100,
    counts: null,
    historyTotal: 10_000,
    inFlight: 0,
    reading: new Reading(),
  };
  client.setQueryData(queryKey, list, { updatedAt });
  return client;
}

const all: SnapshotListInput = { ...snapshotParams.defaults, size: "all" };
const place = (client: QueryClient, state: SnapshotListInput, id: string | undefined) =>
  placeOnPage(client, "cn-1", "dsw-1", state, id);

describe("where a snapshot stands on the page", () => {
  it("is told by the part that holds it", () => {
    const client = holding(new QueryClient(), all, 73);
    expect(place(client, all, "b74")).toBe(7301);
    expect(place(client, all, "z")).toBe(-1);
    expect(place(client, all, undefined)).toBe(-1);
  });

  it("is not told by a part of another sort, filter or instance", () => {
    const client = holding(new QueryClient(), { ...all, sort: "name" }, 0);
    expect(place(client, all, "a1")).toBe(-1);
    expect(place(client, { ...all, sort: "name", status: ["Failed"] }, "a1")).toBe(-1);
    expect(placeOnPage(client, "cn-1", "dsw-2", { ...all, sort: "name" }, "a1")).toBe(-1);
  });

  it("is counted from the page's own first row, and is on no other page", () => {
    const third: SnapshotListInput = { ...snapshotParams.defaults, size: 500, page: 3 };
    const client = holding(new QueryClient(), third, 4);
    expect(place(client, third, "c15")).toBe(402);
    expect(place(client, { ...third, page: 2 }, "c15")).toBe(-1);
    expect(place(client, { ...third, page: 4 }, "c15")).toBe(-1);
  });
});
