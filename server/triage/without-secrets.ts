import { redacted } from "./redact";
import { removeSecrets, removeSecretsFromParts } from "./redact-secrets";

type Values = Record<string, unknown>;

/**
 * Members that hold words of the catalogue of causes: no text of the service's is in them, and a step such as
 * "Password: ask the registry's admin" is to be read.
 */
const ownWords: ReadonlySet<string> = new Set(["cause"]);

/**
 * A row as whoever reads it here gets it: no text in it has a secret. What is stored, and what fingerprints and causes
 * are found by, stays as the service said it.
 */
export function withoutSecrets<Row extends object>(row: Row): Row {
  const cleaned = cleanedValue(row);
  return cleaned === row || !isValues(cleaned) ? row : Object.assign({ ...row }, cleaned);
}

/** The same of any value of JSON, names of members too. It is the value itself where nothing was to be taken out. */
export function cleanedValue(value: unknown): unknown {
  if (typeof value === "string") return removeSecrets(value);
  if (Array.isArray(value)) {
    return isParts(value) ? cleanedParts(value) : same(value, value.map(cleanedValue));
  }
  return isValues(value) ? cleanedMembers(value) : value;
}

function cleanedMembers(values: Values): Values {
  const secretName = typeof values.key === "string" && namesSecret(values.key);
  let changed = false;
  const entries = Object.entries(values).map(([name, member]) => {
    const cleaned = ownWords.has(name)
      ? member
      : // A label or a tag: what its key calls it tells of its value.
        secretName && name === "value"
        ? redacted
        : cleanedValue(member);
    const cleanName = removeSecrets(name);
    changed ||= cleaned !== member || cleanName !== name;
    return [cleanName, cleaned] as const;
  });
  return changed ? Object.fromEntries(entries) : values;
}

/** Whether what is called so would be taken out of a text. */
export const namesSecret = (name: string): boolean =>
  removeSecrets(`${name}="value"`) === `${name}=${redacted}`;

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface TextPart {
  kind: string;
  text: string;
}

/** The pieces that a message was cut into. */
const isParts = (values: readonly unknown[]): values is TextPart[] =>
  values.length > 0 &&
  values.every(
    (value) => isValues(value) && typeof value.kind === "string" && typeof value.text === "string",
  );

const cleanedParts = (parts: readonly TextPart[]): readonly unknown[] => {
  const cleaned = removeSecretsFromParts(parts);
  return cleaned.every(({ text }, at) => text === parts[at]?.text) ? parts : cleaned;
};

const same = (before: readonly unknown[], after: readonly unknown[]) =>
  after.every((value, at) => value === before[at]) ? before : after;
