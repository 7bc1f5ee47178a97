import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocation } from "react-router";
import { snapshotChunkQuery, snapshotCountsQuery } from "../api/snapshots";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { snapshotParams } from "../paths/snapshots";
import { tabPhase } from "../snapshots/tab";
import { PageTitle } from "./PageTitle";
import { TabIcon } from "./TabIcon";

interface InstanceTabProps {
  connection: string;
  instanceId: string;
  instanceName: string;
}

/** An instance's tab: how many of its pushes are in flight, its name, and an icon that says the same. */
export function InstanceTab({ connection, instanceId, instanceName }: InstanceTabProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { search } = useLocation();
  const state = useMemo(() => snapshotParams.parse(new URLSearchParams(search)), [search]);
  // The same queries as the table's: read from the cache, never calls of their own.
  const { data } = useQuery(snapshotChunkQuery(connection, instanceId, state));
  const counted = useQuery({ ...snapshotCountsQuery(connection, instanceId), enabled: false }).data;
  const inFlight = (data?.counts === null ? counted?.inFlight : undefined) ?? data?.inFlight ?? 0;

  const count = t("snapshots.inFlight", { count: inFlight, shown: number(inFlight) });
  return (
    <>
      <PageTitle parts={[...(inFlight > 0 ? [count] : []), instanceName, connection]} />
      <TabIcon phase={tabPhase(data?.items ?? [], inFlight)} />
    </>
  );
}
