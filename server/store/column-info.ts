import type { z } from "zod";

/**
 * What a column is for:
 * - `key`: identifies the row;
 * - `upstream`: what the service said, a field of the API's record;
 * - `derived`: follows from the upstream columns by the rules (rules.ts);
 * - `reading`: of the reading that wrote the row last;
 * - `kept`: written with a new row, and then only by statements of its own;
 * - `joined`: stands in the instance's row, and beside the snapshot in what is answered.
 */
type Role = "key" | "upstream" | "derived" | "reading" | "kept" | "joined";

interface Details<Field> {
  /** The API's name of it. */
  field?: Field | undefined;
  /** How the API's value is stored and shown again; the same value when absent. */
  conversion?: Conversion | undefined;
  /** The header of its column in an exported file; absent where it is not exported. */
  header?: string | undefined;
}

/** What is known of a column beside its type. */
export interface ColumnInfo<Name extends string, Field extends string> extends Details<Field> {
  name: Name;
  role: Role;
}

export interface Conversion {
  store(value: unknown): unknown;
  show(value: unknown): unknown;
}

/** Columns that are described where they are listed; `Field` is the API's names. */
export function describeColumns<Field extends string>() {
  const infos = new WeakMap<z.ZodType, Details<Field> & { role: Role }>();
  return {
    column<Type extends z.ZodType>(type: Type, role: Role, details: Details<Field> = {}): Type {
      // One type serves many columns: each has a copy to be known by.
      const own = type.clone();
      infos.set(own, { role, ...details });
      return own;
    },
    /** The columns of a table, in the order they are listed in. */
    columnsOf<Shape extends Record<string, z.ZodType>>(table: z.ZodObject<Shape>) {
      return table.keyof().options.map((name) => {
        const type = table.shape[name];
        const info = type && infos.get(type);
        if (!info) throw new Error(`the column ${name} is not described`);
        return { name, ...info };
      });
    },
  };
}
