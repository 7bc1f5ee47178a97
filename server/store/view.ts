import { type AliasedExpression, type RawBuilder, sql } from "kysely";
import { type ConnectionScope, everyone, scopeKey, type Viewer } from "../access/viewer";
import { dataVersion } from "./data-version";
import type { SnapshotIndex } from "./open";

/*
 * The one place where the index's rows are kept from those who may not see them. What answers readers takes an
 * IndexView and never the index itself: a query that forgot its viewer has nothing to begin with, and does not
 * compile. What a query joins to rows that it may see belongs to the same instance, and may be seen as well.
 */

/** The index as one viewer sees it. */
export interface IndexView {
  engine: SnapshotIndex["engine"];
  /** Stands for the index where something is kept beside it; nothing can be asked of it. */
  store: object;
  /** Instances of these connections, as far as they may be seen. */
  instances(connections: readonly string[]): ReturnType<typeof instancesOf>;
  /** Their snapshots. */
  snapshots(connections: readonly string[]): ReturnType<typeof snapshotsOfScope>;
  /** What was read of their images. */
  images(connections: readonly string[]): ReturnType<typeof imagesOfScope>;
  /** The statuses that their snapshots were seen in. */
  statusChanges(connections: readonly string[]): ReturnType<typeof statusChangesOf>;
  /** What vanished from their lists. */
  missing(connections: readonly string[]): ReturnType<typeof missingOf>;
  /** What people made of groups, on connections that are seen whole: a note may tell of anything there. */
  triageChanges(connections: readonly string[]): ReturnType<typeof triageChangesOf>;
  /** The condition that a row of a table, or of a name that stands for one, may be seen. */
  maySee(table: string, connections: readonly string[]): RawBuilder<boolean>;
  /** Rows of a query of this view, to be asked further. */
  over<Row, Alias extends string>(
    query: AliasedExpression<Row, Alias>,
  ): ReturnType<typeof selectOver<Row, Alias>>;
  /** Runs a statement of one's own; its tables must be limited by `maySee`. */
  run<Row>(statement: RawBuilder<Row>): Promise<Row[]>;
  /** Whether a connection is seen in part only. */
  isLimited(connection: string): boolean;
  /** Which full run of a connection has come to its end is nobody's secret. */
  runs(): ReturnType<typeof runsOf>;
  /** How often days have changed: it tells whether what is kept of them is current, and is never shown. */
  changedDays(): ReturnType<typeof changedDaysOf>;
  /** Whether anything of these connections has changed is told by it, and it is never shown. */
  version(connections: readonly string[]): Promise<string>;
  /** The same for views that show the same of these connections; what is kept of an answer goes by it. */
  key(connections: readonly string[]): string;
}

/** The view of somebody who asks. */
export function viewOf(index: SnapshotIndex, viewer: Viewer): IndexView {
  const scopes = (connections: readonly string[]) =>
    connections.flatMap((connection): Scoped[] => {
      const scope = viewer.scopeOf(connection);
      return scope === null ? [] : [{ connection, scope }];
    });
  return {
    engine: index.engine,
    store: index,
    instances: (connections) => instancesOf(index, scopes(connections)),
    snapshots: (connections) => snapshotsOfScope(index, scopes(connections)),
    images: (connections) => imagesOfScope(index, scopes(connections)),
    statusChanges: (connections) => statusChangesOf(index, scopes(connections)),
    missing: (connections) => missingOf(index, scopes(connections)),
    triageChanges: (connections) => triageChangesOf(index, scopes(connections)),
    maySee: (table, connections) => condition(table, scopes(connections)),
    over: (query) => selectOver(index, query),
    run: async (statement) => (await statement.execute(index.db)).rows,
    runs: () => runsOf(index),
    changedDays: () => changedDaysOf(index),
    version: (connections) => dataVersion(index, connections),
    isLimited: (connection) => viewer.scopeOf(connection) !== "whole",
    key: (connections) =>
      connections.map((id) => `${id} ${scopeKey(viewer.scopeOf(id))}`).join("\n"),
  };
}

/** The view of the server itself: whatever it tells of this must be nobody's secret. */
export const wholeView = (index: SnapshotIndex): IndexView => viewOf(index, everyone);

interface Scoped {
  connection: string;
  scope: ConnectionScope;
}

const instancesOf = ({ db }: SnapshotIndex, scopes: readonly Scoped[]) =>
  db.selectFrom("instances").where(condition("instances", scopes));
const snapshotsOfScope = ({ db }: SnapshotIndex, scopes: readonly Scoped[]) =>
  db.selectFrom("snapshots").where(condition("snapshots", scopes));
const imagesOfScope = ({ db }: SnapshotIndex, scopes: readonly Scoped[]) =>
  db.selectFrom("images").where(condition("images", scopes));
const statusChangesOf = ({ db }: SnapshotIndex, scopes: readonly Scoped[]) =>
  db.selectFrom("status_changes").where(condition("status_changes", scopes));
const missingOf = ({ db }: SnapshotIndex, scopes: readonly Scoped[]) =>
  db.selectFrom("missing").where(condition("missing", scopes));
const triageChangesOf = ({ db }: SnapshotIndex, scopes: readonly Scoped[]) => {
  const whole = scopes.filter(({ scope }) => scope === "whole");
  return db.selectFrom("triage_changes").where(condition("triage_changes", whole));
};
const selectOver = <Row, Alias extends string>(
  { db }: SnapshotIndex,
  query: AliasedExpression<Row, Alias>,
) => db.selectFrom(query);
const runsOf = ({ db }: SnapshotIndex) => db.selectFrom("sync_runs");
const changedDaysOf = ({ db }: SnapshotIndex) => db.selectFrom("changed_days");

/** Rows of connections that are seen whole, and of the others those of instances that a rule lets through. */
function condition(table: string, scopes: readonly Scoped[]): RawBuilder<boolean> {
  const connection = sql.ref(`${table}.connection`);
  const whole = scopes.filter(({ scope }) => scope === "whole").map((one) => one.connection);
  const limited = scopes.flatMap(({ connection: id, scope }) =>
    scope === "whole" || scope.length === 0
      ? []
      : [sql<boolean>`(${connection} = ${id} and ${ofRules(table, scope)})`],
  );
  const parts = [
    ...(whole.length > 0 ? [sql<boolean>`${connection} in (${sql.join(whole)})`] : []),
    ...limited,
  ];
  const [only, ...others] = parts;
  if (only === undefined) return sql<boolean>`1 = 0`;
  return others.length === 0 ? only : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

/** An instance's row tells its workspace and its owner; what belongs to an instance goes by that row. */
function ofRules(table: string, rules: Exclude<ConnectionScope, "whole">): RawBuilder<boolean> {
  const ofInstance = table === "instances";
  const name = ofInstance ? "instances" : "seen";
  const alternatives = rules.map(({ workspaces, owner }) => {
    const parts = [
      ...(workspaces === null
        ? []
        : [
            workspaces.length === 0
              ? sql`1 = 0`
              : sql`${sql.ref(`${name}.workspace_id`)} in (${sql.join(workspaces)})`,
          ]),
      ...(owner === null ? [] : [sql`${sql.ref(`${name}.user_id`)} = ${owner}`]),
    ];
    return parts.length === 0 ? sql`1 = 1` : sql`(${sql.join(parts, sql` and `)})`;
  });
  const passes = sql<boolean>`(${sql.join(alternatives, sql` or `)})`;
  if (ofInstance) return passes;
  const own = (column: string) => sql.ref(`${table}.${column}`);
  return sql<boolean>`exists (select 1 from instances as seen where seen.connection = ${own("connection")} and seen.instance_id = ${own("instance_id")} and ${passes})`;
}
