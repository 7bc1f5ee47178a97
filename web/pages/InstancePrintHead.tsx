import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocation } from "react-router";
import { snapshotChunkQuery } from "../api/snapshots";
import { snapshotParams } from "../paths/snapshots";
import { PrintHead } from "./PrintHead";

interface InstancePrintHeadProps {
  connection: string;
  instanceId: string;
}

/** The head of an instance on paper, with the time its history was read. */
export function InstancePrintHead({ connection, instanceId }: InstancePrintHeadProps) {
  const { search } = useLocation();
  const state = useMemo(() => snapshotParams.parse(new URLSearchParams(search)), [search]);
  // The same query as the table's: read from the cache, never a call of its own.
  const { data } = useQuery(snapshotChunkQuery(connection, instanceId, state));
  return <PrintHead reading={data?.reading} />;
}
