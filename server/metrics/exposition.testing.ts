/** A line of an exposition. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const labelPair = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)",?/g;

/** Reads Prometheus' text format 0.0.4. @throws {Error} for a line that is none of it, or a sample without its type */
export function parseExposition(text: string): Sample[] {
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.split("\n")) {
    const [, typed = "", type = ""] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (type !== "") types.set(typed, type);
    if (line === "" || line.startsWith("#")) continue;
    const [, name = "", labels = "", value = ""] = sampleLine.exec(line) ?? [];
    const family = name.replace(/_(?:bucket|sum|count)$/, "");
    if (!types.has(name) && !types.has(family)) throw new Error(`not an exposition: ${line}`);
    const pairs = [...labels.matchAll(labelPair)].map(([, key = "", text = ""]) => [key, text]);
    samples.push({
      name,
      labels: Object.fromEntries(pairs),
      value: value === "Nan" ? Number.NaN : Number(value),
    });
  }
  return samples;
}
