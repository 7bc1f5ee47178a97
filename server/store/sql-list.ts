import { sql } from "kysely";
import type { IndexView } from "./view";

/** Longer lists are one parameter of a statement: a database takes some thousands of them at most. */
const parametersAtMost = 500;

/** Texts as a table with one column, `value`. */
export const listOf = ({ engine }: Pick<IndexView, "engine">, values: readonly string[]) =>
  engine === "libsql"
    ? sql`json_each(${JSON.stringify(values)})`
    : sql`json_array_elements_text(${JSON.stringify(values)}::json)`;

/** The condition that a column has one of some values, however many. */
export function isOneOf(
  view: Pick<IndexView, "engine">,
  column: string,
  values: readonly string[],
) {
  const name = sql.ref(column);
  if (values.length === 0) return sql<boolean>`1 = 0`;
  return values.length <= parametersAtMost
    ? sql<boolean>`${name} in (${sql.join(values)})`
    : sql<boolean>`${name} in (select listed.value from ${listOf(view, values)} as listed)`;
}
