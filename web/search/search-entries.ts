import type { InstanceMatch, MatchedField, Phase, SnapshotMatch } from "../../server/contract";
import { paths } from "../paths/paths";
import type { Command } from "./commands";
import { placeKey, type RecentPlace } from "./recent";

/** An instance or a snapshot, found or opened before, and where it opens. */
export interface PlaceEntry {
  kind: "place";
  key: string;
  href: string;
  place: RecentPlace;
  /** What it belongs to beside its connection. */
  context: string | null;
  /** What the index knows of it; null where it was only remembered. */
  known: { status: string | null; phase: Phase | null; at: string | null } | null;
  /** Where the text was found when not in what is shown anyway. */
  matched: MatchedField | null;
}

/** A line of the dialog. */
export type SearchEntry =
  | PlaceEntry
  | { kind: "search"; key: string; text: string }
  | { kind: "command"; key: string; command: Command };

export const commandEntry = (command: Command): SearchEntry => ({
  kind: "command",
  key: `command ${command.id}`,
  command,
});

export const recentSearchEntry = (text: string): SearchEntry => ({
  kind: "search",
  key: `search ${text}`,
  text,
});

export const recentPlaceEntry = (place: RecentPlace): PlaceEntry =>
  placeEntry(place, place.snapshot === null ? null : (place.instanceName ?? place.instanceId));

export const instanceEntry = (match: InstanceMatch): PlaceEntry => ({
  ...placeEntry({ ...match, snapshot: null }, match.workspaceName),
  known: { status: match.status, phase: null, at: null },
});

export const snapshotEntry = (match: SnapshotMatch): PlaceEntry => ({
  ...placeEntry(
    { ...match, snapshot: { id: match.snapshotId, name: match.snapshotName } },
    match.instanceName ?? match.instanceId,
  ),
  known: { status: match.status, phase: match.phase, at: match.at },
  matched: isShown(match.matched) ? null : match.matched,
});

/** Ids and names are shown of every snapshot, and marked there. */
const isShown = (matched: MatchedField | null) =>
  matched?.field === "snapshotId" || matched?.field === "snapshotName";

function placeEntry(
  { connection, instanceId, instanceName, snapshot }: RecentPlace,
  context: string | null,
): PlaceEntry {
  // Only what is kept of it: a match has more.
  const place = { connection, instanceId, instanceName, snapshot };
  return {
    kind: "place",
    key: placeKey(place),
    href:
      snapshot === null
        ? paths.instance(connection, instanceId)
        : paths.snapshot(connection, instanceId, snapshot.id),
    place,
    context,
    known: null,
    matched: null,
  };
}
