import type { KyselyPlugin } from "kysely";
import type { SnapshotIndex } from "./open";

/** Calls `before` ahead of each statement and `after` behind it; what they throw the statement fails with. */
export function faultyIndex(
  index: SnapshotIndex,
  {
    before = () => {},
    after = () => {},
  }: { before?: () => void; after?: () => void | Promise<void> },
): SnapshotIndex {
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      before();
      return node;
    },
    async transformResult({ result }) {
      await after();
      return result;
    },
  };
  return { ...index, db: index.db.withPlugin(plugin) };
}

/** An error as a database raises it, with its code. */
export const databaseError = (message: string, code?: string) =>
  Object.assign(new Error(message), code === undefined ? {} : { code });
