/** Builds the page of the sandbox when it is missing or older than its sources, and knows where it stands. */
import { spawn } from "node:child_process";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Log } from "#bot";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "web-dist");
/** A change in any of these makes the page stale: the page itself and what it shares with the server. */
const sources = ["web", "cast.ts", "numbered.ts", "profiles.ts", "wire.ts", "../../vite.config.ts"];
/** Many times what it takes; a builder that hangs must not keep people waiting for ever. */
const BUILD_MS = 120_000;

type State = "idle" | "building" | "failed";
let state: State = "idle";
let running: Promise<string> | undefined;

/** Where the built page is, and whether it is being built: until then an older one must not be served. */
export const page = { folder, state: (): State => state, build: () => buildPage() };

/**
 * Returns the folder of the built page, after building it if need be (a few seconds). Meant to run in the background
 * of a start: until it resolves, the page's address serves a note that refreshes itself. Throws when it cannot be built.
 */
export function buildPage(log?: Log): Promise<string> {
  running ??= build(log).finally(() => {
    running = undefined;
  });
  return running;
}

async function build(log: Log | undefined): Promise<string> {
  if (await isFresh()) return folder;
  state = "building";
  const began = Date.now();
  // Inside the served folder, so that moving is renaming; its name keeps two processes apart.
  const fresh = join(folder, `.building-${process.pid}`);
  try {
    await runBuilder(fresh);
    await install(fresh);
    state = "idle";
    log?.info({ ms: Date.now() - began }, "the sandbox page is built");
    return folder;
  } catch (error) {
    state = "failed";
    log?.error({}, "the sandbox page could not be built: run `npx vite build` and read what it says");
    throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** In a process of its own: in this one the builder would leave 350 MB behind and hold up the first answers. */
function runBuilder(into: string): Promise<void> {
  const script = fileURLToPath(new URL("./pageBuilder.ts", import.meta.url));
  const child = spawn(process.execPath, [script, into], { cwd: root, stdio: "ignore", timeout: BUILD_MS });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  return new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the page builder ended with ${code}`))));
  }).finally(() => process.off("exit", kill));
}

/** Names of assets carry a hash, so they go first, the page that names them next, and the old ones last. */
async function install(fresh: string): Promise<void> {
  const assets = join(folder, "assets");
  await mkdir(assets, { recursive: true });
  const names = await readdir(join(fresh, "assets"));
  for (const name of names) await rename(join(fresh, "assets", name), join(assets, name));
  await rename(join(fresh, "index.html"), join(folder, "index.html"));
  for (const name of await readdir(assets)) if (!names.includes(name)) await rm(join(assets, name), { force: true });
}

async function isFresh(): Promise<boolean> {
  const built = await stat(join(folder, "index.html")).catch(() => undefined);
  return built !== undefined && built.mtimeMs >= (await newest(sources.map((each) => join(import.meta.dirname, each))));
}

/** The latest change below these paths, epoch ms. */
async function newest(paths: string[]): Promise<number> {
  const times = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(path).catch(() => undefined);
      if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
      return newest((await readdir(path)).map((name) => join(path, name)));
    }),
  );
  return Math.max(0, ...times);
}
