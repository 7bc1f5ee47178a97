import { readFileSync } from "node:fs";
import { z } from "zod";

const schema = z.object({
  version: z.string(),
  engines: z.object({ node: z.string() }),
});

/** What the package says of itself. */
export function packageInfo(): z.output<typeof schema> {
  // Two folders up, from the sources and from dist/server alike.
  return schema.parse(
    JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")),
  );
}
