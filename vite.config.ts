/** Builds the page of the sandbox into web-dist/, which the sandbox adapter serves under /sandbox. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("adapters/sandbox/web"),
  base: "/sandbox/",
  plugins: [react()],
  build: {
    outDir: here("web-dist"),
    emptyOutDir: true,
    // Everything as a file of its own: the page's policy allows no inline script, and small pictures cost nothing here.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
