/**
 * `npm run bench:grouping -- DIR`: how well failures are grouped, measured on `DIR/*.jsonl` of
 * `[label, message]`: group accuracy, pairwise precision and recall of each file, and their mean.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { fingerprint } from "../server/triage/fingerprint";
import { groupPatterns } from "../server/triage/templates";
import { type GroupingFigures, groupingFigures } from "./grouping-figures";

const say = (line: string) => process.stdout.write(`${line}\n`);
const row = z.tuple([z.string(), z.string()]);
const folder = process.argv[2];

/** The figures by masking alone, and by the templates over it. */
function measure(file: string) {
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => row.parse(JSON.parse(line)));
  const labels = rows.map(([label]) => label);
  const patterns = rows.map(([, message]) =>
    fingerprint({ reasonCode: null, reasonMessage: message }),
  );
  const started = performance.now();
  const templates = groupPatterns(patterns);
  const ms = performance.now() - started;
  const keys = patterns.map(({ key }) => key);
  return {
    messages: rows.length,
    ms,
    masked: groupingFigures(labels, keys),
    grouped: groupingFigures(
      labels,
      keys.map((key) => templates.get(key)?.key ?? key),
    ),
  };
}

const share = (value: number) => value.toFixed(4);
const line = (name: string, masked: GroupingFigures, grouped: GroupingFigures, ms: string) =>
  say(
    `| ${name} | ${share(masked.accuracy)} | ${share(grouped.accuracy)} | ${share(grouped.precision)} | ${share(grouped.recall)} | ${ms} |`,
  );
const mean = (all: readonly GroupingFigures[]): GroupingFigures => {
  const of = (figure: keyof GroupingFigures) =>
    all.reduce((sum, figures) => sum + figures[figure], 0) / all.length;
  return { accuracy: of("accuracy"), precision: of("precision"), recall: of("recall") };
};

const files =
  folder === undefined
    ? []
    : readdirSync(folder)
        .filter((name) => name.endsWith(".jsonl"))
        .toSorted();
if (folder === undefined || files.length === 0) {
  process.stderr.write(
    "npm run bench:grouping -- DIR, a folder of *.jsonl with [label, message] a line.\n",
  );
  process.exitCode = 2;
} else {
  say(
    "| file | group accuracy, masking alone | group accuracy | pairwise precision | pairwise recall | ms |",
  );
  say("| --- | --- | --- | --- | --- | --- |");
  const measured = files.map((name) => {
    const figures = measure(join(folder, name));
    line(basename(name, ".jsonl"), figures.masked, figures.grouped, figures.ms.toFixed(0));
    return figures;
  });
  line(
    "**mean**",
    mean(measured.map(({ masked }) => masked)),
    mean(measured.map(({ grouped }) => grouped)),
    "",
  );
}
