// @ts-check
/** `npm run dev`: the server restarting on change, and Vite with hot reload in front of it. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const server = spawn("npx", ["tsx", "watch", "--clear-screen=false", "server/main.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, SNAPDECK_API_ONLY: "1", BASE_PATH: "" },
});
const vite = await createServer({
  configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)),
});
await vite.listen();
vite.printUrls();

const stop = async () => {
  server.kill("SIGTERM");
  await vite.close();
  process.exit(0);
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
server.once("exit", (code) => process.exit(code ?? 1));
