import { apiAddress, connectionParam } from "./api-address";
import { atRiskParams, atRiskReadOf } from "./at-risk";
import { compareParams } from "./compare";
import { failureParams, failureReadOf } from "./failures";
import { instanceParams, instanceReadOf } from "./instances";
import { allConnections } from "./paths";
import { chunkOf, newestSnapshots, snapshotParams, snapshotReadOf } from "./snapshots";

/** The page of an address, as far as its path tells, and the ids in it; null where it names none. */
export interface PagePlace {
  section: "operations" | "instances" | "instance" | "snapshot" | "compare" | "failures" | "atRisk";
  /** Null where the address stands for every connection, too. */
  connection: string | null;
  instanceId: string | null;
  snapshotId: string | null;
}

/** What of the failures' first read only the browser knows. */
export interface LastVisit {
  /** When it last looked at these failures, ISO 8601. */
  since: string;
  /** The IANA name of its zone. */
  zone: string;
}

/**
 * What the API is asked first by a page: addresses below the base, word for word the browser's.
 * @param lastVisit null where the browser has not said; then the failures are not among them
 */
export function firstReads(
  { section, connection, instanceId, snapshotId }: PagePlace,
  search: URLSearchParams,
  lastVisit: LastVisit | null,
): string[] {
  const place = { connection: connection ?? "", instanceId: instanceId ?? "" };
  const list = (of: Parameters<typeof snapshotReadOf>[0]) =>
    apiAddress("/{connection}/instances/{instanceId}/snapshots", place, snapshotReadOf(of));
  const one = (id: string) =>
    apiAddress(
      "/{connection}/instances/{instanceId}/snapshots/{snapshotId}",
      { ...place, snapshotId: id },
      {},
    );
  const instance = () => apiAddress("/{connection}/instances/{instanceId}", place, {});

  const ofPage: Record<PagePlace["section"], () => string[]> = {
    operations: () => [apiAddress("/operations", {}, {})],
    instances: () =>
      connection === null
        ? []
        : [
            apiAddress(
              "/{connection}/instances",
              { connection },
              instanceReadOf(instanceParams.parse(search)),
            ),
          ],
    instance: () => [
      instance(),
      list(chunkOf(snapshotParams.parse(search), 0)),
      apiAddress("/{connection}/instances/{instanceId}/timeline", place, {}),
    ],
    snapshot: () => [...ofPage.instance(), one(snapshotId ?? "")],
    compare() {
      const { a, b } = compareParams.parse(search);
      const sides = [...new Set([a, b])].filter((id) => id !== "");
      return [...sides.map(one), instance(), list(newestSnapshots)];
    },
    failures() {
      if (lastVisit === null) return [];
      const { since, zone } = lastVisit;
      const asked = { connection: connectionParam(connection ?? allConnections) };
      const read = failureReadOf(failureParams.parse(search), since, zone);
      return [apiAddress("/{connection}/failures", asked, read)];
    },
    atRisk: () => [
      apiAddress(
        "/{connection}/at-risk",
        { connection: connectionParam(place.connection) },
        atRiskReadOf(atRiskParams.parse(search)),
      ),
    ],
  };
  return [apiAddress("/connections", {}, {}), ...ofPage[section]()];
}
