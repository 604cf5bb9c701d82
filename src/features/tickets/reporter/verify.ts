/** 解决了 and 没解决: the reporter's word decides what is solved, with one tap; "not solved" always reaches the unit. */
import type { Answer, Reply, Turn } from "#bot";
import { advance, hold, note } from "../case/advance.ts";
import { UNCLAIMED } from "../case/moves.ts";
import { reference } from "../case/numbers.ts";
import { maskPhones } from "../intake/mask.ts";
import { waste } from "../pictures/store.ts";
import { freshCopies } from "../posting/fresh.ts";
import { postLater } from "../posting/post.ts";
import { decent, inGroup, pictures, privately, type Room, within } from "../room.ts";
import { byNo, eventsOf } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { type Around, around } from "../told/around.ts";
import { cards, toChiefs, toDesk, toHandler, toJoiners, toReporter } from "../told/tell.ts";
import { ownWish, wisherSays } from "../wishes/wisher.ts";
import { type Mine, mine } from "./mine.ts";
import { progress, status } from "./status.ts";
import { thanked } from "./survey.ts";

const JUDGED = ["replied", "resolved", "follow_up"];
/** What may follow 解决了 without changing its meaning; "解决了吗" is a question. */
const MOST_POLITE = 12;
const DOUBT = /吗|么|没|不|一半|部分|怎|？|\?|的话|才怪|了个/;
const ASKING = /^(吗|么|的话|怎么|前|之前|会|咋)/;
/** After a number the words are the reason, however they begin: "没解决 482913 怎么还堵着" is no question. */
const ONLY_ASKING = /^(吗|么)[?？]?$/;

/** 解决了 */
export async function solved(room: Room, turn: Turn): Promise<Answer> {
  const { w } = room;
  if (DOUBT.test(reference(turn.rest).text)) return asked(room, turn);
  if (await ownWish(room, turn)) return wisherSays(room, turn, "confirm");
  const found = await mine(room, turn, "解决了", (row) => JUDGED.includes(row.state));
  if (Array.isArray(found)) return found;
  if ([...found.text].length > MOST_POLITE) return privately(room, turn, await progress(room, turn, found), "查进度");
  const near = await around(room.kit, found.row);
  return async (tx) => {
    const row = await hold(room, tx, found.row);
    if (row.state === "closed") {
      if (row.outcome !== "unconfirmed" || found.as === "joiner") return { text: w.reporter.alreadyClosed(row.no) };
      // Said after it was closed without a word, when a platform let it through at last: it counts all the same.
      const late = { deed: "confirm" as const, by: idOf(found, turn), side: "reporter" as const };
      return thanked(room, tx, turn, found, await note(room, tx, row, { ...late, change: { outcome: "solved" } }));
    }
    // Of a complaint only its own reporter says that it is solved.
    if (found.as === "joiner" && row.kind !== "hazard") {
      await note(room, tx, row, { deed: "join", by: turn.by.id, side: "reporter" });
      return { text: w.reporter.thanks(row.no) };
    }
    const done = await advance(room, tx, row, {
      move: "confirm",
      by: { id: idOf(found, turn), chief: false },
      side: "reporter",
      change: { outcome: "solved" },
    });
    const news = [
      ...(near.handler ? toHandler(near, { text: w.staff.noticeConfirmed(row.no) }) : []),
      ...others(near, turn, found, w.reporter.forJoined.closed(row.no)),
    ];
    const thanks = await thanked(room, tx, turn, found, done);
    if (found.as === "code") {
      await postLater(room, tx, done, news);
      return thanks;
    }
    return [...thanks, ...(await cards(room, tx, done, near)), ...news];
  };
}

/** 没解决: reopened at once; why is asked afterwards and may be left out. */
export async function unsolved(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { no, text } = reference(turn.rest);
  if ((no === undefined ? ASKING : ONLY_ASKING).test(text)) return asked(room, turn);
  if (await ownWish(room, turn)) return wisherSays(room, turn, "deny");
  const found = await mine(room, turn, "没解决", (row) => JUDGED.includes(row.state) || row.state === "closed");
  if (Array.isArray(found)) return found;
  const why = decent(room, found.text, inGroup(turn));
  const sent = await pictures(room, turn);
  const coded = found.as === "code";
  const files = coded ? await freshCopies(kit, sent) : sent;
  const near = await around(kit, found.row);
  const before = await eventsOf(kit.db, found.row.no);
  const said = before.some((event) => event.deed === "dispute" && event.by_person === idOf(found, turn));
  return async (tx) => {
    const row = await hold(room, tx, found.row);
    // What a coded case shows is a copy under another name: the one that was sent is not needed.
    if (coded)
      await waste(
        tx,
        sent.map(({ ref }) => ref.slice("file:".length)),
      );
    const words = { by: idOf(found, turn), side: "reporter" as const, text: why, files };
    if (!JUDGED.includes(row.state) && row.state !== "closed" && row.state !== "declined") {
      if (row.reopened === 0 || row.state === "withdrawn")
        return { text: w.reporter.stillOpen(row.no, w.label.state[row.state]) };
      const noted = await note(room, tx, row, { ...words, deed: "dispute" });
      const another = said ? [] : toHandler(near, { text: w.staff.noticeDisputeAnother(row.no) });
      if (coded) {
        await postLater(room, tx, noted, another);
        return { text: w.reporter.noted(row.no) };
      }
      return [{ text: w.reporter.noted(row.no) }, ...another];
    }
    const again = await advance(room, tx, row, {
      ...words,
      move: "dispute",
      by: { id: words.by, chief: false },
      change: { outcome: null },
    });
    const news = [
      ...reached(room, again, near, why),
      ...others(near, turn, found, w.reporter.forJoined.reopened(row.no)),
    ];
    if (coded) {
      await postLater(room, tx, again, news);
      return asking(room, turn, found, again, why);
    }
    return [...asking(room, turn, found, again, why), ...(await cards(room, tx, again, near)), ...news];
  };
}

/** The answer to "why": passed on as it is. Heard once; "跳过" leaves it out. */
export async function why(room: Room, turn: Turn, no: string): Promise<Answer> {
  const { kit, w } = room;
  const text = decent(room, turn.rest);
  const files = await pictures(room, turn);
  if (/^(跳过|没有|不说了|算了|skip)$/i.test(text)) return { text: w.reporter.skipped };
  const seen = await byNo(kit.db, no);
  if (!seen) return { text: w.reporter.notFound };
  const near = await around(kit, seen);
  return async (tx) => {
    const row = await hold(room, tx, seen);
    const by = row.naming === "anonymous" ? null : turn.by.id;
    await note(room, tx, row, { deed: "supplement", by, side: "reporter", text, files });
    const news = { text: w.staff.noticeWhy(no, maskPhones(text) || w.staff.pictureOnly), files };
    return [{ text: w.reporter.passedOn(no) }, ...toHandler(near, news)];
  };
}

/** In the group a number alone; in private the question why, unless it was said already. */
function asking(room: Room, turn: Turn, found: Mine, row: Ticket, why: string): Reply[] {
  const { w, kit } = room;
  const due = w.label.day(row.due, row.provisional === 1);
  const text = row.reopened > 1 ? w.reporter.reopenedAgain(row.no) : w.reporter.reopened(row.no, due);
  const next = within(kit, 2, room.ask.why({ no: row.no }));
  const buttons = [{ label: w.reporter.skip, says: "跳过" }];
  // Of whoever came with a code nothing is awaited: an open dialog would be a row that joins person and case.
  const open = why === "" && found.as !== "code";
  const words = open ? { text, next, buttons } : { text: text.split("\n")[0] ?? text };
  if (!inGroup(turn)) return [words];
  const inTheGroup = { text: w.reporter.reopenedInGroup(row.no) };
  return found.as === "code" ? [inTheGroup] : [inTheGroup, { ...words, to: turn.by.address }];
}

/** A new notice, not only an edited card: in its group, to the one who had it, and at the second time to the secretaries. */
function reached(room: Room, row: Ticket, near: Around, why: string): Reply[] {
  const { staff, label } = room.w;
  const due = label.day(row.due, row.provisional === 1);
  const head = row.reopened > 1 ? staff.noticeDisputeAgain(row.no) : staff.noticeDispute(row.no, due);
  const text = why === "" ? head : `${head}\n${maskPhones(why)}`;
  const open = { label: staff.open, says: `查看 ${row.no}` };
  const buttons = [...(UNCLAIMED.includes(row.state) ? [{ label: staff.claim, says: `认领 ${row.no}` }] : []), open];
  const own = near.handler && !near.desk.people.some((member) => member.id === row.handler);
  const helping = near.assisting.flatMap(({ desk }) => toDesk({ ...near, desk }, { text, buttons: [open] }));
  return [
    ...toDesk(near, { text, buttons }),
    ...helping,
    // Whoever has it goes on; nobody needs to claim it from themselves.
    ...(own ? toHandler(near, { text, buttons: [{ label: staff.resolve, says: `办结 ${row.no}` }, open] }) : []),
    ...(row.reopened > 1 ? toChiefs(near, { text, buttons }) : []),
  ];
}

/** Everybody else who waits for it. */
function others(near: Around, turn: Turn, found: Mine, text: string): Reply[] {
  const joiners = toJoiners(near, { text }, turn.by.id);
  return found.as === "joiner" ? [...joiners, ...toReporter(near, { text })] : joiners;
}

/** What looked like a verdict was a question. */
function asked(room: Room, turn: Turn): Promise<Answer> {
  const { no, code } = reference(turn.rest);
  return status(room, { ...turn, rest: [no, code].filter(Boolean).join("-") });
}

function idOf(found: Mine, turn: Turn): string | null {
  return found.as === "code" ? null : turn.by.id;
}
