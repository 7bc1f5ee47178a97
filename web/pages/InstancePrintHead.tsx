import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocation } from "react-router";
import { snapshotPartQuery } from "../api/snapshots";
import { readSnapshotSearch } from "../links";
import { PrintHead } from "./PrintHead";

interface InstancePrintHeadProps {
  connection: string;
  instanceId: string;
}

/** The head of an instance on paper, with the time its history was read. */
export function InstancePrintHead({ connection, instanceId }: InstancePrintHeadProps) {
  const { search } = useLocation();
  const state = useMemo(() => readSnapshotSearch(new URLSearchParams(search)), [search]);
  // The same query as the table's: read from the cache, never a call of its own.
  const { data } = useQuery(snapshotPartQuery(connection, instanceId, state));
  return <PrintHead readAt={data?.readAt} />;
}
