import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const SIDECAR = /\.ya?ml$/i;
const SIDECAR_BYTES = 64_000;

/** One thing to import: a file with the description beside it, or a description that lies alone. */
export interface Found {
  path: string;
  sidecar?: string;
  alone?: true;
}

/** The files themselves, or every file under a folder, in a steady order; what does not exist is kept, to be named. */
export async function filesUnder(paths: string[]): Promise<Found[]> {
  const all = (await Promise.all(paths.map(under))).flat();
  const names = new Set(all);
  return Promise.all(
    [...names]
      .filter((path) => !SIDECAR.test(path) || ownerOf(path, names) === undefined)
      .map(async (path) => {
        if (SIDECAR.test(path)) return { path, alone: true as const };
        const sidecar = await sidecarOf(path);
        return sidecar === undefined ? { path } : { path, sidecar };
      }),
  );
}

async function under(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function ownerOf(sidecar: string, among: Set<string>): string | undefined {
  const stem = sidecar.replace(SIDECAR, "");
  return [...among].find((path) => path !== sidecar && (path === stem || path.replace(/\.[^./\\]*$/, "") === stem));
}

/** `办法.docx` is described by `办法.docx.yaml` or `办法.yaml`. */
async function sidecarOf(path: string): Promise<string | undefined> {
  const stem = join(dirname(path), basename(path).replace(/\.[^.]*$/, ""));
  for (const name of [`${path}.yaml`, `${path}.yml`, `${stem}.yaml`, `${stem}.yml`]) {
    const found = await stat(name).catch(() => undefined);
    if (found?.isFile() && found.size <= SIDECAR_BYTES) return readFile(name, "utf8").catch(() => undefined);
  }
  return undefined;
}
