// @ts-check
/** `npm start`: builds what is stale and says so, then runs the server in this process. */
import module from "node:module";
import { fileURLToPath } from "node:url";
import { buildStale, orSayWhatToDo } from "./build.mjs";

process.env.NODE_ENV ??= "production";
await orSayWhatToDo(async () => {
  await buildStale(undefined, (text) => void process.stdout.write(text));
});
// Since Node.js 22.1: what the last start compiled is not compiled again.
if ("enableCompileCache" in module && typeof module.enableCompileCache === "function") {
  module.enableCompileCache(
    fileURLToPath(new URL("../node_modules/.cache/snapdeck", import.meta.url)),
  );
}
await import(new URL("../dist/server/main.js", import.meta.url).href);
