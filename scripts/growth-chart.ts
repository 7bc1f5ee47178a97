/**
 * `npm run docs:growth`: draws docs/performance-growth.svg from the figures in docs/performance-growth.json, which
 * `npm run bench:index -- --record` measures.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { growthChart, measuredFigures } from "./growth-chart-drawing";

const at = (name: string) => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
const figures = measuredFigures.parse(
  JSON.parse(readFileSync(at("performance-growth.json"), "utf8")),
);
writeFileSync(at("performance-growth.svg"), growthChart(figures));
