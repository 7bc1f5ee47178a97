// @ts-check
/** `npm start`: builds what is stale, then runs the server in this process. */
import { buildStale, orSayWhatToDo } from "./build.mjs";

process.env.NODE_ENV ??= "production";
await orSayWhatToDo(async () => {
  await buildStale();
});
await import(new URL("../dist/server/main.js", import.meta.url).href);
