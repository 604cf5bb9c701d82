/** 补充, the answer to 追问, and 撤回诉求. */
import { type Answer, type FileRef, type Turn, type Tx, UserError } from "#bot";
import { type Act, advance, hold, note } from "../case/advance.ts";
import { CLOCK } from "../case/after.ts";
import { kinds } from "../case/kinds.ts";
import { isOver } from "../case/lifecycle.ts";
import { maskPhones } from "../intake/mask.ts";
import { interested } from "../intake/submit.ts";
import { waste } from "../pictures/store.ts";
import { freshCopies } from "../posting/fresh.ts";
import { postLater } from "../posting/post.ts";
import { decent, inGroup, pictures, privately, type Room, within } from "../room.ts";
import { eventsOf, joinersOf } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { detach, dropJoiner, recuse } from "../store/write.ts";
import { type Around, around } from "../told/around.ts";
import { cards, toChiefs, toHandler } from "../told/tell.ts";
import { ownWish, wisherSays } from "../wishes/wisher.ts";
import { type Mine, mine } from "./mine.ts";

/** 补充 NO what; without words it asks for them. */
export async function supplement(room: Room, turn: Turn): Promise<Answer> {
  const { w } = room;
  const wish = await ownWish(room, turn);
  if (wish) throw new UserError(w.wish.fixed(wish.no));
  const found = await mine(room, turn, "补充", (row) => !isOver(row.state));
  if (Array.isArray(found)) return found;
  const { row, ref } = found;
  if (isOver(row.state)) return { text: w.reporter.over(row.no, w.label.state[row.state]) };
  const own = found.as === "code" ? null : turn.by.id;
  const said = (await eventsOf(room.kit.db, row.no)).findLast(
    (event) => event.side === "reporter" && event.by_person === own && event.text !== "",
  );
  const text = decent(room, found.text, inGroup(turn), said?.text ?? (found.as === "joiner" ? "" : row.text));
  const files = await pictures(room, turn);
  if (text === "" && files.length === 0) {
    // An open dialog of an anonymous reporter's would be a row that joins person and case.
    if (found.as === "code") return privately(room, turn, { text: w.reporter.moreByCode(ref) }, "帮助");
    const next = within(room.kit, 24, room.ask.more({ no: row.no, code: "" }));
    return privately(room, turn, { text: w.reporter.more(row.no), next }, `补充 ${ref}`);
  }
  return add(room, turn, found, text, files);
}

/** Heard after 补充 without words, and after a question of the handler's. */
export async function more(room: Room, turn: Turn, state: { no: string; code: string }): Promise<Answer> {
  const rest = `${state.no}${state.code ? `-${state.code}` : ""} ${turn.rest}`;
  return supplement(room, { ...turn, rest });
}

async function add(room: Room, turn: Turn, found: Mine, text: string, files: FileRef[]): Promise<Answer> {
  const { kit, w } = room;
  const recused = kinds[found.row.kind].accuses && text !== "" ? await interested(kit, text) : [];
  const near = await around(kit, found.row, { recused });
  const coded = found.as === "code";
  const shown = coded ? await freshCopies(kit, files) : files;
  return async (tx) => {
    const row = await hold(room, tx, found.row);
    if (isOver(row.state)) return { text: w.reporter.over(row.no, w.label.state[row.state]) };
    await recuse(tx, row.no, recused);
    const by = coded ? null : turn.by.id;
    const answers = row.state === "waiting_reporter" && found.as !== "joiner";
    const words = { side: "reporter" as const, text, files: shown };
    const after = answers
      ? await advance(room, tx, row, { ...words, move: "answer", by: { id: by, chief: false } })
      : await note(room, tx, row, { ...words, deed: "supplement", by });
    const released = await release(room, tx, after, near);
    const due = w.label.day(released.due, released.provisional === 1);
    const said = maskPhones(text) || w.staff.pictureOnly;
    const news = answers ? w.staff.noticeAnswer(row.no, said, due) : w.staff.noticeSupplement(row.no, said);
    const { handler, ...rest } = near;
    const told: Around = handler && released.handler !== null ? { ...rest, handler } : rest;
    const others = toHandler(told, { text: news, files: shown });
    if (coded) {
      await waste(
        tx,
        files.map(({ ref }) => ref.slice("file:".length)),
      );
      await postLater(room, tx, released, others);
      return { text: w.reporter.passedOnLater(row.no) };
    }
    return [
      { text: answers ? w.reporter.passedOnWaiting(row.no, due) : w.reporter.passedOn(row.no) },
      ...others,
      ...(await cards(room, tx, released, told)),
    ];
  };
}

/** Whoever the new words name, and who has claimed it, has it no longer (回避). */
async function release(room: Room, tx: Tx, row: Ticket, near: Around): Promise<Ticket> {
  const sealed = near.desk.sealed ? 1 : row.sealed;
  const act: Act = { move: "recuse", by: CLOCK, side: "clock", change: { sealed } };
  if (row.handler !== null && near.recused.has(row.handler)) return advance(room, tx, row, act);
  return sealed === row.sealed ? row : note(room, tx, row, { ...act, deed: "recuse", by: null });
}

/** 撤回诉求: the reporter's own; one who joined merely leaves; where others joined, the matter goes on without the reporter. */
export async function withdraw(room: Room, turn: Turn): Promise<Answer> {
  if (await ownWish(room, turn)) return wisherSays(room, turn, "withdraw");
  const { kit, w } = room;
  const found = await mine(room, turn, "撤回诉求", (row) => !isOver(row.state));
  if (Array.isArray(found)) return found;
  const near = await around(kit, found.row);
  return async (tx) => {
    const row = await hold(room, tx, found.row);
    if (found.as === "joiner") {
      await dropJoiner(tx, row.no, turn.by.id);
      return [{ text: w.reporter.left(row.no) }, ...(await cards(room, tx, row, near))];
    }
    const by = found.as === "code" ? null : turn.by.id;
    if (!isOver(row.state) && (await joinersOf(tx, row.no)).length > 0) {
      const change = {
        person: null,
        alias: "",
        salt: null,
        code_hash: null,
        ...(row.kind === "hazard" ? {} : { text: "" }),
      };
      if (row.person !== null) await detach(tx, row.no, row.person);
      const left = await note(room, tx, row, { deed: "withdraw", by: null, side: "reporter", change });
      const { reporter: _, ...rest } = near;
      if (found.as === "code") {
        await postLater(room, tx, left, []);
        return { text: w.reporter.leftOthers(row.no) };
      }
      return [{ text: w.reporter.leftOthers(row.no) }, ...(await cards(room, tx, left, { ...rest, name: "" }))];
    }
    const gone = await advance(room, tx, row, {
      move: "withdraw",
      by: { id: by, chief: false },
      side: "reporter",
      change: { outcome: "withdrawn" },
    });
    const news = { text: w.staff.noticeWithdrawn(row.no) };
    const told = row.state === "returned" ? toChiefs(near, news) : near.handler ? toHandler(near, news) : [];
    if (found.as === "code") {
      await postLater(room, tx, gone, told);
      return { text: w.reporter.withdrawn(row.no) };
    }
    return [{ text: w.reporter.withdrawn(row.no) }, ...(await cards(room, tx, gone, near)), ...told];
  };
}
