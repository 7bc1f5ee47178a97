import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The SPA's build. The server is built from scripts/build.mjs, which reuses Vite's bundler. */
export default defineConfig({
  root: "web",
  // One build for any path: addresses are relative, and the page's base element says to what.
  base: "./",
  publicDir: "../public",
  plugins: [react(), tailwindcss()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // Every asset keeps an address of its own: the CSP allows no data: scripts or styles.
    assetsInlineLimit: 0,
    target: "es2022",
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      // The API, and not the modules of web/api.
      "^/api/(?![^?]*\\.ts(\\?|$))": "http://127.0.0.1:8787",
      "/healthz": "http://127.0.0.1:8787",
      "/readyz": "http://127.0.0.1:8787",
    },
  },
});
