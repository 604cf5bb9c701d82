/** 查进度 and 谁看过我的诉求: what the reporter may know at any time. */
import type { Answer, Button, Reply, Turn } from "#bot";
import { running } from "../case/deadline.ts";
import { isOver } from "../case/lifecycle.ts";
import { reference } from "../case/numbers.ts";
import { reasonsOf } from "../pictures/store.ts";
import { moment, privately, type Room } from "../room.ts";
import { accessOf, byNo, eventsOf, filesOf } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { asFile } from "../told/around.ts";
import { wishLine, wishStatus } from "../wishes/board.ts";
import { type WishRow, wishesOf } from "../wishes/store.ts";
import { ownWish } from "../wishes/wisher.ts";
import { type Mine, mine, numbered, own } from "./mine.ts";

export async function status(room: Room, turn: Turn): Promise<Answer> {
  const { reporter } = room.w;
  if (reference(turn.rest).no === undefined) {
    const rows = (await own(room, turn)).slice(0, 10);
    const wishes = (await wishesOf(room.kit.db, turn.by.id, "person")).slice(0, 10);
    const words = rows.length + wishes.length === 0 ? { text: reporter.none } : listed(room, rows, wishes);
    return privately(room, turn, words, "查进度");
  }
  const wish = await ownWish(room, turn);
  if (wish) return privately(room, turn, wishStatus(room, turn, wish), "我的心愿");
  // In a group nothing tells a foreign number from an own one.
  const found = await numbered(room, turn);
  const words = found ? await progress(room, turn, found) : { text: reporter.notFound };
  return privately(room, turn, words, "查进度");
}

/** Deeds whose words are meant for the reporter; why a case was returned or moved stays among staff. */
const TOLD = ["reply", "resolve", "ask", "extend", "decline", "decide"];

/** One case, as its reporter may see it; those who joined see the steps, not another's words. */
export async function progress(room: Room, turn: Turn, { row, as, ref }: Mine): Promise<Reply> {
  const { kit, w } = room;
  const events = await eventsOf(kit.db, row.no);
  const unit = row.unit === null ? undefined : await kit.members.unitById(row.unit);
  const whole = as !== "joiner" || row.kind === "hazard";
  const merged = row.merged_into === null ? undefined : await byNo(kit.db, row.merged_into);
  const state = merged ?? row;
  const past = events.flatMap((event) => {
    const what = w.reporter.deed[event.deed];
    if (what === undefined) return [];
    // Own words and those of staff; never what somebody else who met the same has said.
    const own = event.side === "reporter" && event.by_person === (as === "code" ? null : turn.by.id);
    const words = event.text !== "" && (own || (whole && TOLD.includes(event.deed))) ? `：${event.text}` : "";
    const when = row.naming === "anonymous" && event.side === "reporter" ? "" : ` ${kit.calendar.timeOf(event.at)}`;
    return [w.reporter.deedLine(`${kit.calendar.dateOf(event.at).slice(5)}${when}`, `${what}${words}`)];
  });
  const done = events.findLast((event) => event.deed === "resolve" || event.deed === "reply");
  const files = (await filesOf(kit.db, row.no)).filter((file) => whole && file.seq === done?.seq).map(asFile);
  return {
    text: [
      w.reporter.statusHead(row.no, w.label.kind[row.kind], w.label.state[state.state]),
      ...(unit ? [w.reporter.statusUnit(unit.name)] : []),
      ...(running(row) ? [w.reporter.statusDue(w.label.day(row.due, row.provisional === 1))] : []),
      ...(as !== "joiner" && row.text ? [w.reporter.statusOwn(row.text)] : []),
      "",
      ...past,
    ].join("\n"),
    buttons: nextButtons(room, row, ref, as),
    ...(as === "code" ? { secret: true as const } : {}),
    ...(files.length > 0 ? { files } : {}),
  };
}

/** 解决了 / 没解决 where there is a result, 补充 and 撤回 while it is open. */
export function nextButtons(room: Room, row: Ticket, ref = row.no, as: Mine["as"] = "reporter"): Button[] {
  const { reporter } = room.w;
  const verify = [
    { label: reporter.yes, says: `解决了 ${ref}` },
    { label: reporter.no, says: `没解决 ${ref}` },
  ];
  if (["replied", "resolved", "follow_up"].includes(row.state)) return verify;
  if (row.state === "closed" || row.state === "declined") return verify.slice(1);
  if (isOver(row.state)) return [];
  const withdraw = { label: reporter.withdraw, says: `撤回诉求 ${ref}` };
  return as === "joiner" ? [withdraw] : [{ label: reporter.supplement, says: `补充 ${ref}` }, withdraw];
}

function listed(room: Room, rows: Ticket[], wishes: WishRow[]): Reply {
  const { w } = room;
  const lines = rows.map((row) => {
    const due = running(row) ? w.reporter.until(w.label.day(row.due, row.provisional === 1)) : "";
    return w.reporter.listLine(row.no, w.label.kind[row.kind], w.label.state[row.state], due);
  });
  const buttons = [...rows, ...wishes]
    .slice(0, 5)
    .map((row) => ({ label: `${w.reporter.progress} ${row.no}`, says: `查进度 ${row.no}` }));
  return { text: [w.reporter.list, ...lines, ...wishes.map((row) => wishLine(room, row))].join("\n"), buttons };
}

/** Unit and role of everybody who opened it, and when; never a name. */
export async function whoSaw(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const found = await mine(room, turn, "谁看过我的诉求", () => true);
  if (Array.isArray(found)) return found;
  const units = new Map((await kit.members.units()).map((unit) => [unit.id, unit.name]));
  const rows = found.as === "joiner" ? [] : await accessOf(kit.db, found.row.no);
  const reasons = await reasonsOf(kit.db, found.row.no);
  const lines = rows.map((row) => {
    const who = [units.get(row.unit ?? ""), w.reporter.accessRole[row.role] ?? row.role].filter(Boolean).join(" ");
    const why = reasons.get(row.n);
    const what = w.reporter.accessWhat[row.what] + (why === undefined ? "" : w.pictures.accessReason(why));
    return w.reporter.accessLine(moment(kit, row.at), who, what);
  });
  const text = [w.reporter.accessHead(found.row.no), ...(lines.length > 0 ? lines : [w.reporter.accessNone])].join(
    "\n",
  );
  return privately(room, turn, { text }, `谁看过我的诉求 ${found.ref}`);
}
