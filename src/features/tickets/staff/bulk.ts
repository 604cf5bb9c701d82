/** 批量答复: one answer for a class of cases that the system found alike. A secretary sees how many, then confirms. */
import { z } from "zod";
import { type Answer, type Next, type Turn, UserError } from "#bot";
import { classesOf } from "../agenda/classes.ts";
import { openIn } from "../agenda/open-rows.ts";
import { advanceAll, type Course } from "../case/advance.ts";
import { caseOf } from "../case/after.ts";
import { type Move, step } from "../case/lifecycle.ts";
import { reference } from "../case/numbers.ts";
import { seenInList } from "../case/seen.ts";
import { maskPhones } from "../intake/mask.ts";
import { decent, inGroup, type Room, within } from "../room.ts";
import { besides } from "../store/beside.ts";
import { byNos } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { type Around, around } from "../told/around.ts";
import { remembered } from "../told/remembered.ts";
import { cards } from "../told/tell.ts";
import { bulkNews } from "./bulk-news.ts";
import { readable } from "./readable.ts";
import { unitsBelow } from "./units-below.ts";

export const bulkShape = z.object({ nos: z.array(z.string()), text: z.string() });
export type Bulk = z.infer<typeof bulkShape>;

/** Cases looked through, classes offered, and letters of a class's oldest case. */
const MOST = 500;
const OFFERED = 5;
const SHORT = 30;
const HOURS = 2;
const SEND = /^(发出|确认|确认发出)$/;

/** 批量答复 lists the classes; 批量答复 NO takes the one that this case belongs to. */
export async function bulk(room: Room, turn: Turn, ask: (state: Bulk) => Next): Promise<Answer> {
  const { kit, w } = room;
  const say = w.back.bulk;
  if (inGroup(turn)) throw new UserError(say.private);
  const classes = await offered(room, turn);
  if (classes.length === 0) return { text: say.none };
  const { no } = reference(turn.rest);
  const chosen = no === undefined ? undefined : classes.find((rows) => rows.some((row) => row.no === no));
  if (no !== undefined && !chosen) throw new UserError(say.gone(no));
  if (chosen) {
    const nos = chosen.map((row) => row.no);
    return { text: say.chosen(nos), next: within(kit, HOURS, ask({ nos, text: "" })) };
  }
  const firsts = classes.slice(0, OFFERED).flatMap((rows) => (rows[0] ? [{ row: rows[0], n: rows.length }] : []));
  const lines = firsts.map(({ row, n }) => {
    const words = [...maskPhones(row.text)].slice(0, SHORT).join("");
    return say.line(w.label.kind[row.kind], n, words || w.staff.pictureOnly);
  });
  const buttons = firsts.map(({ row, n }) => ({ label: say.choose(row.no, n), says: `批量答复 ${row.no}` }));
  return async (tx) => {
    await seenInList(
      room,
      tx,
      [turn.by],
      firsts.map(({ row }) => row.no),
    );
    return { text: [say.head, ...lines].join("\n"), buttons };
  };
}

/** Hears "去 NO", the words, and "发出". Nothing is said to anybody before that. */
export async function hearBulk(room: Room, turn: Turn, before: Bulk, ask: (state: Bulk) => Next): Promise<Answer> {
  const { kit, w } = room;
  const say = w.back.bulk;
  const said = decent(room, turn.rest);
  const next = (state: Bulk) => within(kit, HOURS, ask(state));
  const less = /^(?:去|去掉|不含)\s*(\d+)$/.exec(said.normalize("NFKC"))?.[1];
  const state = { ...before, nos: before.nos.filter((no) => no !== less) };
  if (less !== undefined && state.nos.length === 0) return { text: say.nothingLeft };
  if (SEND.test(said) && state.text !== "") return send(room, turn, state);
  if (less === undefined && said !== "") state.text = said;
  if (state.text === "") return { text: say.chosen(state.nos), next: next(state) };
  const nears = [...(await look(room, turn, state.nos)).values()];
  const people = new Set(nears.flatMap(({ near }) => [near.reporter, ...near.joiners.values()]).filter(Boolean));
  const silent = nears.filter(({ near }) => !near.reporter).length;
  return {
    text: say.preview(nears.length, people.size, silent, state.text),
    buttons: [{ label: say.send, says: "发出" }],
    next: next(state),
  };
}

async function send(room: Room, turn: Turn, { nos, text }: Bulk): Promise<Answer> {
  const { kit, w } = room;
  const known = await look(room, turn, nos);
  return async (tx) => {
    const sorted = [...known.keys()].sort();
    await kit.lock(tx, ...sorted.map((no) => `ticket:${no}`));
    const now = new Map((await byNos(tx, sorted)).map((row) => [row.no, row]));
    const beside = await besides(tx, sorted);
    const by = { id: turn.by.id, chief: true };
    const courses: Course[] = [];
    for (const no of sorted) {
      const seen = known.get(no);
      const row = now.get(no);
      const moves = row && movesFor(turn, row);
      // What went elsewhere or was settled meanwhile is left alone.
      if (!seen || !row || row.unit !== seen.row.unit || row.sealed !== seen.row.sealed || !moves) continue;
      const acts = moves.map((move) => ({ move, by, side: "staff" as const, text: move === "reply" ? text : "" }));
      courses.push({ row, assists: beside.get(no)?.assists ?? [], acts });
    }
    const done: { row: Ticket; near: Around }[] = [];
    const shown = [];
    for (const after of await advanceAll(room, tx, courses)) {
      const seen = known.get(after.no);
      if (!seen) continue;
      const near = after.handler === turn.by.id ? { ...seen.near, handler: turn.by } : seen.near;
      done.push({ row: after, near: seen.near });
      shown.push(...(await cards(room, tx, after, near, beside.get(after.no))));
    }
    if (done.length === 0) return { text: w.back.bulk.nothingLeft };
    return [{ text: w.back.bulk.done(done.length, nos.length - done.length) }, ...bulkNews(room, done, text), ...shown];
  };
}

/** Those of the cases that this secretary may still answer, and everybody around them. */
async function look(room: Room, turn: Turn, nos: string[]): Promise<Map<string, { row: Ticket; near: Around }>> {
  const house = { ...room.kit, members: remembered(room.kit.members) };
  const rows = (await byNos(house.db, nos)).filter((row) => movesFor(turn, row));
  const mine = new Map((await readable(house, turn.by, rows, "secretary")).map((row) => [row.no, row]));
  const beside = await besides(house.db, [...mine.keys()]);
  const found = new Map<string, { row: Ticket; near: Around }>();
  for (const no of nos) {
    const row = mine.get(no);
    if (row) found.set(no, { row, near: await around(house, row, {}, beside.get(no)) });
  }
  return found;
}

async function offered(room: Room, turn: Turn): Promise<Ticket[][]> {
  const places = await unitsBelow(room.kit, turn.by, room.w.back.figure.noUnit);
  const rows = await openIn(
    room.kit.db,
    places.map((place) => place.id),
    MOST,
  );
  const mine = await readable(room.kit, turn.by, rows, "secretary");
  return classesOf(mine.filter((row) => movesFor(turn, row)));
}

/** The moves that answer it: nobody's case is taken first (首接负责). Undefined where it cannot be, or was answered already. */
function movesFor(turn: Turn, row: Ticket): Move[] | undefined {
  // A suggestion is answered by a verdict of its own.
  if (row.state === "replied" || row.kind === "suggestion") return undefined;
  const by = { id: turn.by.id, chief: true };
  const now = caseOf(row);
  if (step(now, "reply", by).ok) return ["reply"];
  const claimed = step(now, "claim", by);
  return claimed.ok && step(claimed.next, "reply", by).ok ? ["claim", "reply"] : undefined;
}
