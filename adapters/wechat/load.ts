/** Finds Wechaty and the puppet that the operator chose, and loads them: 0.8 s and 110 MB, so only when it is meant. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FileBox, Loaded, Puppet, PuppetOptions } from "./puppet.ts";

interface Module {
  default: unknown;
  log?: { level(level: "silent"): void };
  FileBox?: { fromBase64(base64: string, name: string): FileBox };
}

/** The package's file, looked for from each folder in turn, and beside Wechaty itself; undefined when it is nowhere. */
export function find(name: string, folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    const from = createRequire(join(folder, "package.json"));
    for (const look of [() => from.resolve(name), () => createRequire(from.resolve("wechaty")).resolve(name)]) {
      try {
        return look();
      } catch {
        // not from here
      }
    }
  }
  return undefined;
}

/** Throws when the package is not there or is no puppet; `find` said so before, unless it went away since. */
export async function load(name: string, folders: readonly string[]): Promise<Loaded> {
  const path = find(name, folders);
  if (!path) throw new Error("wechat: the puppet's package is not installed");
  const { default: made, log } = await modular(path);
  // It prints addresses, tokens and what people said; whoever asks for that by its own variable has it.
  if (!process.env.WECHATY_LOG) log?.level("silent");
  const Made = constructorIn(made);
  const files = await modular(createRequire(path).resolve("file-box"));
  const boxes = files.FileBox ?? (files.default as Module | undefined)?.FileBox;
  if (!Made || !boxes) throw new Error("wechat: this package is no puppet");
  return {
    make: (options) => new Made(options),
    box: (bytes, title) => boxes.fromBase64(Buffer.from(bytes).toString("base64"), title),
  };
}

const modular = (path: string): Promise<Module> => import(pathToFileURL(path).href);

/** The class, which a CommonJS package carries one floor deeper. */
function constructorIn(made: unknown): (new (options: PuppetOptions) => Puppet) | undefined {
  const inner = (made as Module | undefined)?.default ?? made;
  return typeof inner === "function" ? (inner as new (options: PuppetOptions) => Puppet) : undefined;
}
