import { createStore } from "../state/create-store";
import type { Catalogue, en } from "./en";
import type { Language } from "./language";

/** Every text's path, `list.pages`: a counted one has one key, without its `_one` and `_other`. */
type KeysOf<Node> = {
  [Name in keyof Node & string]: Node[Name] extends string
    ? Name extends `${infer Counted}_${"one" | "other"}`
      ? Counted
      : Name
    : `${Name}.${KeysOf<Node[Name]>}`;
}[keyof Node & string];

/** What is put in for the placeholders of a text; `count` also chooses its form. */
type Values = { count?: number } & Record<string, string | number | null | undefined>;

/** A text of the catalogue in the reader's language. */
export type TFunction = (key: KeysOf<typeof en>, values?: Values) => string;

export interface Translation {
  t: TFunction;
  language: Language;
}

/**
 * Reads the texts of one catalogue.
 * @param catalogue null shows each key itself
 */
export function translation(language: Language, catalogue: Catalogue | null): Translation {
  const forms = new Intl.PluralRules(language);
  const t: TFunction = (key, values) => {
    const form = values?.count === undefined ? "" : `_${forms.select(values.count)}`;
    const text = textAt(catalogue, key + form) ?? textAt(catalogue, key) ?? key;
    if (values === undefined) return text;
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
  };
  return { t, language };
}

function textAt(catalogue: Catalogue | null, path: string): string | null {
  let node: unknown = catalogue;
  for (const name of path.split(".")) {
    if (typeof node !== "object" || node === null) return null;
    node = Reflect.get(node, name);
  }
  return typeof node === "string" ? node : null;
}

/** The catalogue in force. Before one is loaded each text is its key. */
export const inForce = createStore<Translation>(translation("en", null));

/** The texts of the reader's language in a component, which renders again when the language changes. */
export const useTranslation = (): Translation => inForce.use();
