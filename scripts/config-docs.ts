/**
 * `npm run docs:config`: writes docs/snapdeck.schema.json, the JSON Schema by which an editor checks and completes a
 * configuration file, from the schema that the server reads it by. With `--check` it fails when the file is not current.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { configSchema } from "../server/config/schema";

const file = fileURLToPath(new URL("../docs/snapdeck.schema.json", import.meta.url));
const schema = z.toJSONSchema(configSchema(), { io: "input", reused: "ref" });
const text = `${JSON.stringify({ title: "Snapdeck configuration", ...schema }, null, 2)}\n`;
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  process.stderr.write("docs/snapdeck.schema.json is not current: npm run docs:config\n");
  process.exit(1);
}
