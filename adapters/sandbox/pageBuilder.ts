/** Builds the page into the folder named on the command line; run by page.ts in a process of its own. */
import { fileURLToPath } from "node:url";
import { build } from "vite";

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error("name the folder to build into");
const configFile = fileURLToPath(new URL("../../vite.config.ts", import.meta.url));
await build({ configFile, logLevel: "warn", build: { outDir, emptyOutDir: true } });
