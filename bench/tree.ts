/** The program's own text as plain data: what the style figures and the floors look at. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Path from the project's root, with forward slashes, to the file's text. */
export type Tree = Map<string, string>;

const SOURCE = /\.(ts|tsx|mts)$/;
/** Installed, built, or declared elsewhere: not written here. */
const FOREIGN = /^(node_modules|dist|web-dist)$|\.d\.ts$/;

/** The TypeScript files below some folders of `root`; a folder that is not there holds none. */
export function readTree(root: string, folders: string[]): Tree {
  const tree: Tree = new Map();
  for (const folder of folders) walk(root, folder, tree);
  return tree;
}

function walk(root: string, folder: string, tree: Tree): void {
  for (const entry of list(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    if (FOREIGN.test(entry.name)) continue;
    if (entry.isDirectory()) walk(root, path, tree);
    else if (SOURCE.test(entry.name)) tree.set(path, readFileSync(join(root, path), "utf8"));
  }
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
