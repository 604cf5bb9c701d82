/**
 * Nobody is overheard (PRODUCT.md P1): of a thousand mixed group messages the forty that are addressed leave a trace, and
 * nothing of the others is in any table, file, log line or question to the model: no word, no id, nobody who spoke.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { inspect } from "node:util";
import { sql } from "kysely";
import type { Log } from "#bot";
import { spoken, toMessage } from "../adapters/terminal/toMessage.ts";
import type { CoreTables } from "../src/bot/schema.ts";
import { readConfig } from "../src/config.ts";
import { openScript, type Said, type Script } from "../src/script.ts";
import { freshPlace, type Place } from "./database.ts";
import { fakeModel } from "./emulators/openai/index.ts";

const GROUPS = ["g1", "g2", "g3"];
const ALL = 1000;
const ADDRESSED = 40;
/** People who address the bot now and then; everybody else only ever talks to the others. */
const GUESTS = 20;
const OTHERS = 60;

/** Marks: words that occur nowhere else, findable in any bytes. Each says whose it is by its number. */
const MARK = /zq[bcdfghjklm]{8}qz/g;
let marks = 0;
function mark(): string {
  marks += 1;
  const digits = String(marks).padStart(8, "0");
  return `zq${[...digits].map((digit) => "bcdfghjklm"[Number(digit)]).join("")}qz`;
}
/** The same in Chinese, for what keeps or sends Chinese letters alone. */
const HAN = /䶮[㐀-㐉]{6}䶮/g;
const inHan = (word: string) =>
  `䶮${[...word.slice(4, 10)].map((l) => "㐀㐁㐂㐃㐄㐅㐆㐇㐈㐉"["bcdfghjklm".indexOf(l)]).join("")}䶮`;

const marksIn = (text: string) => new Set([...(text.match(MARK) ?? []), ...(text.match(HAN) ?? [])]);

/** What people say to each other: chat, words that would be commands, news of an emergency, orders to somebody else. */
const TALK: ((word: string) => object)[] = [
  (w) => ({ text: `今天单子多不多 ${w}` }),
  (w) => ({ text: `提诉求 ${w} 站长扣了我三百块` }),
  (w) => ({ text: `报名 A12 ${w}` }),
  (w) => ({ text: `着火了快跑 ${w}` }),
  (w) => ({ text: `小驿 ${w} 帮我查一下` }),
  (w) => ({ text: `工伤怎么认定 ${w}？` }),
  (w) => ({ text: `我的电话 13812345678 ${w}` }),
  (w) => ({ text: w, place: { lat: 35.1, lon: 104.2, label: mark() } }),
  (w) => ({ text: `认领 482913 ${w}` }),
  (w) => ({ text: `+1 ${w}` }),
  (w) => ({ text: `${w}\n`.repeat(60) }),
  (w) => ({ text: `[李师傅](terminal:${w}) 晚上一起吃饭` }),
];
/** What is said to the bot, in the group or in reply to it. */
const ASKED: ((word: string) => object)[] = [
  (w) => ({ text: `提诉求 ${w} 站长扣了我三百块`, addressed: true }),
  (w) => ({ text: `${w} ${inHan(w)}`, addressed: true }),
  (w) => ({ text: `报名 A12 ${w}`, addressed: true }),
  (w) => ({ text: `+1 ${w}`, reply_to: "shown-before" }),
  (w) => ({ text: `随手拍 ${w} 路灯不亮`, addressed: true, place: { lat: 35.1, lon: 104.2, label: mark() } }),
];

interface Spoken {
  line: { id: string; chat: string; from: string; name: string };
  addressed: boolean;
}

/** The thousand, in order; the photos that some carry are written to `photos`. */
function conversation(photos: string): Spoken[] {
  const person = () => ({ from: mark(), name: mark() });
  const guests = Array.from({ length: GUESTS }, person);
  const others = Array.from({ length: OTHERS }, person);
  const every = ALL / ADDRESSED;
  // Where somebody spoke to the bot, their next words may be its to hear; everywhere else they are not.
  const spokeTo = new Set<string>();
  return Array.from({ length: ALL }, (_, i) => {
    const addressed = i % every === every - 1;
    const n = Math.floor(i / every);
    const chat = GROUPS[i % GROUPS.length] ?? "g1";
    const guest = guests[(addressed ? n : i) % GUESTS] ?? person();
    const free = !addressed && i % 3 === 0 && !spokeTo.has(`${chat} ${guest.from}`);
    const who = addressed || free ? guest : (others[i % OTHERS] ?? person());
    if (addressed) spokeTo.add(`${chat} ${guest.from}`);
    const word = mark();
    const said = addressed ? ASKED[n % ASKED.length]?.(word) : TALK[i % TALK.length]?.(`${word} ${inHan(word)}`);
    const files = i % 10 === 0 || (addressed && n % ASKED.length === 4) ? [photo(photos, `${word}`)] : [];
    return { line: { id: mark(), chat, ...who, files, ...said }, addressed };
  });
}

function photo(folder: string, word: string): object {
  const path = join(folder, `${word}.jpg`);
  writeFileSync(path, `photo ${mark()}`);
  return { kind: "image", path, name: `${mark()}.jpg` };
}

interface House {
  script: Script;
  place: Place;
  said: Said[];
  /** Everything that any log was given, nothing redacted, and everything that was printed. */
  logged: string[];
  calls: { body: object }[];
  stop(): Promise<void>;
}

async function open(t: TestContext): Promise<House> {
  const place = await freshPlace(t);
  const model = await fakeModel();
  model.always({ say: { commands: [] } });
  t.after(() => model.stop());
  const logged: string[] = [];
  const note = (fields: object, message: string) => void logged.push(`${message} ${inspect(fields, { depth: 10 })}`);
  const log: Log = { info: note, warn: note, error: note };
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write;
    stream.write = ((...given: Parameters<typeof write>) => {
      logged.push(String(given[0]));
      return write.apply(stream, given);
    }) as typeof write;
    t.after(() => {
      stream.write = write;
    });
  }
  const before = process.env.OPENAI_LOG;
  process.env.OPENAI_LOG = "debug";
  t.after(() => {
    if (before === undefined) delete process.env.OPENAI_LOG;
    else process.env.OPENAI_LOG = before;
  });
  const config = readConfig(
    {
      DATA_DIR: place.dir,
      ORG_NAME: "东街党群服务中心",
      LOG_LEVEL: "debug",
      OPENAI_BASE_URL: model.baseURL,
      OPENAI_MODEL: "fake",
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
    },
    [],
  );
  const said: Said[] = [];
  const schema = place.schema ? { schema: place.schema } : {};
  const script = await openScript(config, { log, say: (one) => void said.push(one), ...schema });
  let stopped = false;
  const stop = async () => {
    if (!stopped) await script.stop();
    stopped = true;
  };
  t.after(stop);
  await script.line(JSON.stringify({ clock: "2026-11-23T09:00:00+08:00" }));
  for (const chat of GROUPS) await script.line(JSON.stringify({ bind: chat, unit: "东街" }));
  return { script, place, said, logged, calls: model.calls, stop };
}

/** Every byte under the data directory and, for PostgreSQL, every row of every table, as text. */
async function everythingKept({ script, place }: House): Promise<string> {
  const files = readdirSync(place.dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const parts = files.flatMap((file) => [file.name, readFileSync(join(file.parentPath, file.name), "utf8")]);
  if (!place.schema) assert.ok(files.some((file) => file.name === "yizhan.db") && files.length > 1);
  else {
    const { db } = script.app.database;
    const tables = sql<{ name: string }>`select tablename as name from pg_tables where schemaname = ${place.schema}`;
    for (const { name } of (await tables.execute(db)).rows) {
      const rows = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db);
      parts.push(name, ...rows.rows.map(({ row }) => row));
    }
  }
  return parts.join("\n");
}

test("of 1,000 mixed group messages exactly the 40 that are addressed leave a trace", async (t) => {
  const house = await open(t);
  const { script } = house;
  const photos = (await freshPlace(t)).dir;
  const all = conversation(photos);
  const asked = all.filter((one) => one.addressed);
  assert.deepEqual([all.length, asked.length], [ALL, ADDRESSED]);
  const guests = new Set(asked.map(({ line }) => line.from));
  const meanwhile = all.filter((one) => !one.addressed && guests.has(one.line.from));
  assert.ok(meanwhile.length > 100, "those who talk to the bot also talk to each other");
  for (const [i, { line }] of all.entries()) {
    await script.app.core.receive(toMessage(spoken.parse(line), script.clock.now()));
    if (i % 25 === 24) await script.app.core.idle();
  }

  const core = script.app.database.db.withTables<CoreTables>();
  const inbox = (await core.selectFrom("inbox").select("id").where("id", "not like", "clock:%").execute()).map(
    (row) => row.id,
  );
  assert.deepEqual(inbox.toSorted(), asked.map(({ line }) => `terminal:${line.id}`).toSorted());

  // Everything about the forty may be known: their words, ids, names, people and photos. Nothing else may.
  const files = (one: Spoken) => ("files" in one.line ? (one.line.files as { path: string }[]) : []);
  const allowed = marksIn(
    JSON.stringify(asked) + asked.flatMap((one) => files(one).map(({ path }) => readFileSync(path))).join(),
  );
  const strange = (text: string) => [...marksIn(text)].filter((word) => !allowed.has(word));
  const kept = await everythingKept(house);
  const calls = JSON.stringify(house.calls);
  house.script.app.kit.log.info({ probe: "zqbbbbbbbbqz" }, "the log is listened to");
  const logged = house.logged.join("\n");
  assert.deepEqual(strange(kept), []);
  assert.deepEqual(strange(calls), []);
  assert.deepEqual(strange(logged), ["zqbbbbbbbbqz"]);
  assert.deepEqual(strange(JSON.stringify(house.said)), []);

  // The search finds what is there: every id of the forty is kept, and the model was asked about some of their words.
  const found = marksIn(kept);
  for (const { line } of asked) for (const word of [line.id, line.from, line.name]) assert.ok(found.has(word), word);
  assert.ok(asked.some(({ line }) => "text" in line && [...marksIn(String(line.text))].some((w) => calls.includes(w))));
  assert.ok(
    asked.some((one) => files(one).some(({ path }) => kept.includes(readFileSync(path, "utf8")))),
    "a photo that came with an addressed message was kept",
  );

  // Nor does anything come to light once the process has ended and its files are at rest.
  if (!house.place.schema) {
    await house.stop();
    assert.deepEqual(strange(await everythingKept(house)), []);
  }
});

test("an open dialog hears its own person in its own group, nobody else, nowhere else, and not afterwards", async (t) => {
  const house = await open(t);
  const { script } = house;
  await script.line(JSON.stringify({ role: "secretary", of: "li", unit: "东街" }));
  const hear = (line: object) => script.line(JSON.stringify({ chat: "g1", from: "li", ...line }));
  await hear({ text: "招募", addressed: true });
  const words = [mark(), mark(), mark(), mark()];
  await hear({ text: `别人说 ${words[0]}`, from: "wang" });
  await hear({ text: `别处说 ${words[1]}`, chat: "g2" });
  await hear({ text: `送考 ${words[2]}` });
  assert.match(house.said.at(-1)?.text ?? "", /什么时间/);
  await hear({ text: "取消" });
  await hear({ text: `收摊了 ${words[3]}` });
  const trace = marksIn((await everythingKept(house)) + house.logged.join() + JSON.stringify(house.calls));
  // The dialog is closed; at most the database's own log of changes still holds what it had heard.
  assert.deepEqual(
    words.filter((word) => trace.has(word) && word !== words[2]),
    [],
  );
  const core = script.app.database.db.withTables<CoreTables>();
  const heard = await core.selectFrom("inbox").select("id").where("id", "not like", "clock:%").execute();
  assert.equal(heard.length, 3);
});
