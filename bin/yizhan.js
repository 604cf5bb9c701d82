#!/usr/bin/env node
// Plain JavaScript on purpose: an older Node must be able to read this far and say what to do.
import module from "node:module";
import { join } from "node:path";

const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `驿站需要 Node 24，现在是 ${process.version}。请在项目目录里用 npm start 或 npm run yizhan -- …（npm ci 已带来 Node 24）；` +
      `如果仍是旧版，请运行 npm ci 时不要加 --ignore-scripts。\n` +
      `Yizhan needs Node 24, this is ${process.version}. Use npm start or npm run yizhan -- … inside the project ` +
      `(npm ci brings Node 24); if it is still the old one, run npm ci without --ignore-scripts.\n`,
  );
  process.exit(1);
}
// Beside the packages, where nobody else may write; a folder that is read-only is gone without.
module.enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/yizhan/code"));
await import("../src/cli.ts");
