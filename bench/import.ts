/**
 * `npm run bench:import`: a folder of 500 mixed documents, made by a script, goes into an empty library. Every fault must be
 * named as what it is, nothing may be half published, and what was published must be quotable. The last line is JSON.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp } from "../src/app.ts";
import { realClock } from "../src/bot/clock.ts";
import { readConfig } from "../src/config.ts";
import { quiet } from "../src/log.ts";
import type { Laid } from "./import/folder.ts";

const COUNT = Number(process.argv[2] ?? 500);
const dir = mkdtempSync(join(tmpdir(), "yizhan-import-"));
try {
  mkdirSync(join(dir, "library"));
  const lay = join(import.meta.dirname, "import/folder.ts");
  const laid: Laid[] = JSON.parse(
    execFileSync(process.execPath, [lay, join(dir, "in"), String(COUNT)], { encoding: "utf8", maxBuffer: 1e8 }),
  );
  const config = readConfig({ DATA_DIR: join(dir, "data"), LIBRARY_DIR: join(dir, "library") }, []);
  const app = await openApp(config, { clock: realClock, log: quiet, watch: false, adapters: () => [] });
  const began = performance.now();
  let reading = 0;
  const done = await app.policy.importPaths([join(dir, "in")], (work) => app.database.unit(work), {
    peak: (mb) => (reading = mb),
  });
  const seconds = (performance.now() - began) / 1_000;
  const said = new Map(done.map((one) => [one.path, one]));

  const unlike: [Laid, string][] = [];
  const tally = new Map<string, number>();
  let unnamed = 0;
  for (const one of laid) {
    const got = said.get(one.path);
    const became = got?.fault ?? got?.status ?? "nothing";
    tally.set(became, (tally.get(became) ?? 0) + 1);
    if (became !== one.expect) unlike.push([one, became]);
    if (one.expect !== "added" && one.expect !== "unchanged" && (got?.flags.length ?? 0) === 0) unnamed++;
  }
  // Half published: listed as quotable without all of its passages, or quotable though refused or flagged.
  const listed = new Map((await app.policy.list()).map((one) => [one.id, one]));
  let half = 0;
  for (const one of done) {
    const there = one.id === undefined ? undefined : listed.get(one.id);
    const quotable = there?.status === "in-force" && there.flags.length === 0;
    if (one.status === "added" && (!quotable || there.passages !== one.passages)) half++;
    if (one.status === "flagged" && quotable) half++;
  }
  let lost = 0;
  for (const one of laid.filter((each) => each.holds).slice(0, 60)) {
    const shown = await app.policy.show(said.get(one.path)?.id ?? "");
    if (!shown?.passages.some((each) => each.text.replace(/\s/g, "").includes(one.holds ?? "?"))) lost++;
  }
  await app.stop();

  console.log(
    `${laid.length} files in ${seconds.toFixed(1)} s, ${((seconds / laid.length) * 1_000).toFixed(0)} ms each`,
  );
  for (const [what, n] of [...tally].sort((a, b) => b[1] - a[1])) console.log(`  ${String(n).padStart(4)}  ${what}`);
  for (const [one, became] of unlike)
    console.log(`  NOT AS IT IS: ${one.path.slice(dir.length)} should be ${one.expect}, was ${became}`);
  const own = process.resourceUsage().maxRSS / 1_024;
  console.log(`memory at most: here ${own.toFixed(0)} MB, in the reading process ${reading.toFixed(0)} MB`);
  const count = (status: string) => done.filter((one) => one.status === status).length;
  console.log(
    JSON.stringify({
      files: laid.length,
      published: count("added"),
      refused: count("refused"),
      flagged: count("flagged"),
      duplicates: count("unchanged"),
      half_published: half,
      unnamed_faults: unnamed,
      seconds: Math.round(seconds * 10) / 10,
      peak_rss_mb: Math.round(Math.max(own, reading)),
      unlike: unlike.length,
      lost,
    }),
  );
  process.exitCode = half + unnamed + unlike.length + lost > 0 ? 1 : 0;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
