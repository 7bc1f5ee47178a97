import { useTranslation } from "../i18n/translation";

/** The kinds of variable places that the catalogues have words for; others keep the server's word. */
const kinds = [
  "id",
  "number",
  "digest",
  "path",
  "host",
  "time",
  "image",
  "address",
  "quoted",
  "size",
  "uuid",
  "word",
  "value",
] as const;

/** What stands at a variable place, in the reader's language. */
export function usePlaceKind(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => {
    const known = kinds.find((word) => word === kind);
    return known === undefined ? kind : t(`failures.kinds.${known}`);
  };
}
