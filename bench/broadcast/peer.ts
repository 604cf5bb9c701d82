/** grammY's broadcast, in a process of its own, against an emulator of its own. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { telegramEmulator } from "../../test/emulators/telegram/index.ts";
import { leastMs } from "./least.ts";
import { FIRST, LIMITS, telegram } from "./stages/telegram.ts";

const TEXT = "今日一学：雨天路滑，转弯前先减速。";
const PEER = fileURLToPath(new URL("../peers/broadcast.ts", import.meta.url));

export interface PeerResult {
  ratio: number;
  limitErrors: number;
  duplicates: number;
  missing: number;
  seconds: number;
  /** Bytes, at the end. */
  rss: number;
}

/** The guides leave the order of the two open: what is retried goes through the throttler again, or past it. */
export type Retries = "throttled" | "at once";

/** The plugins come with bench/peers (`npm ci` there). */
export async function peer(count: number, folder: string, retries: Retries): Promise<PeerResult> {
  const tg = await telegramEmulator({ limits: LIMITS });
  const dir = await mkdtemp(join(folder, "broadcast-peer-"));
  try {
    const chats = Array.from({ length: count }, (_, i) => tg.group(FIRST - i, `群 ${i}`).id);
    const file = join(dir, "orders.json");
    await writeFile(file, JSON.stringify({ token: tg.token, root: tg.root, chats, text: TEXT, retries }));
    const started = Date.now();
    const { stdout } = await promisify(execFile)(process.execPath, [PEER, file]);
    const { rss } = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as { rss: number };
    const sent = tg.sent.filter(({ method }) => method.startsWith("send"));
    const groups = new Set(sent.map(({ chat }) => chat));
    const first = Math.min(...sent.map(({ at }) => at));
    const last = Math.max(...sent.map(({ at }) => at));
    return {
      // From its first message on: how long its process takes to start is not its pace.
      ratio: (last - first) / leastMs(count, telegram.limits),
      limitErrors: tg.counts.refused,
      duplicates: sent.length - groups.size,
      missing: count - groups.size,
      seconds: (Date.now() - started) / 1_000,
      rss,
    };
  } finally {
    await tg.close();
    await rm(dir, { recursive: true, force: true });
  }
}
