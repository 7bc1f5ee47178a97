import { useParams } from "react-router";

/** The ids in the address. The route's pattern decides which of them are there; the rest are empty. */
export function useIds() {
  const { connection = "", instanceId = "", snapshotId } = useParams();
  return { connection, instanceId, snapshotId };
}
