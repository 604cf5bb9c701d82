/** 申诉: whoever is slowed down or barred reaches a person; a secretary who did not bar them decides, with reasons. */
import { type Answer, type Next, type Reply, type Says, type Turn, UserError } from "#bot";
import { newCode } from "../case/code.ts";
import { maskPhones } from "../intake/mask.ts";
import { decent, inGroup, privately, type Room } from "../room.ts";
import { onDesk } from "../told/desk.ts";
import { chiefsOf, headsOf } from "../told/route.ts";
import { hindrance } from "./pace.ts";
import { type Appeal, appealBy, appealOf, banOf, of } from "./store.ts";

const DAY_MS = 24 * 3600_000;
/** Characters: what is done to somebody needs more than a word. */
const LEAST_REASON = 4;

/** 申诉 what */
export async function appeal(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const text = decent(room, turn.rest, inGroup(turn));
  const found = await hindrance(kit, turn.by);
  if (!found) return privately(room, turn, { text: w.pace.free }, "申诉");
  const unit = found.why === "ban" ? found.unit : (turn.by.unit?.id ?? null);
  const barred = new Set([turn.by.id, ...(found.why === "ban" ? [found.by] : [])]);
  const chiefs = await chiefsOf(kit, unit, barred);
  if (chiefs.length === 0) return privately(room, turn, { text: w.pace.nobody(kit.settings.dutyPhone) }, "申诉");
  const code = newCode().slice(0, 5);
  return async (tx) => {
    await kit.lock(tx, `appeal:${turn.by.id}`);
    if (await appealOf(tx, turn.by.id)) return privately(room, turn, { text: w.pace.already }, "申诉");
    const row: Appeal = { code, person: turn.by.id, text, unit, at: kit.now() };
    await of(tx).insertInto("ticket_appeals").values(row).execute();
    const words = w.pace.appealed(code, maskPhones(text), found.why === "ban" ? found.reason : "");
    const buttons = [{ label: w.pace.lift, says: `解除限制 ${code}` }];
    return [
      ...privately(room, turn, { text: w.pace.passedOn }, "申诉"),
      ...chiefs.map((member) => ({ to: member.address, text: words, buttons })),
    ];
  };
}

/** 申诉 said to an open intake by somebody who may not go on: it is heard, and what was written waits. Else undefined. */
export async function plea(room: Room, turn: Turn, next: Next): Promise<Answer> {
  const said = /^申诉[\s，,：:。]*(.*)$/su.exec(turn.rest.trim());
  if (!said || !(await hindrance(room.kit, turn.by))) return undefined;
  const answer = await appeal(room, { ...turn, rest: said[1] ?? "" });
  const waiting = (says: Says): Says => {
    const all = says === undefined ? [] : Array.isArray(says) ? says : [says];
    return all.map((reply) => (reply.to === undefined ? { ...reply, next } : reply));
  };
  return typeof answer === "function" ? async (tx) => waiting(await answer(tx)) : waiting(answer);
}

/** 解除限制 CODE, and 维持限制 CODE reason. */
export async function decideAppeal(room: Room, turn: Turn, lift: boolean): Promise<Answer> {
  const { kit, w } = room;
  if (inGroup(turn)) return { text: w.pace.inPrivate };
  const [, said = "", rest = ""] = /^(\S+)\s*(.*)$/su.exec(turn.rest.normalize("NFKC").trim()) ?? [];
  const row = await appealBy(kit.db, said.toUpperCase());
  const ban = row && (await banOf(kit.db, row.person));
  // Whoever barred them, whoever is them, and whoever stands elsewhere learns nothing of the appeal.
  if (!row || row.person === turn.by.id || ban?.by_person === turn.by.id || !(await stands(room, turn, row)))
    throw new UserError(w.pace.noAppeal);
  const reason = decent(room, rest);
  if (!lift && [...reason].length < LEAST_REASON) throw new UserError(w.pace.whyKeep(row.code));
  const to = await kit.members.addressOf(row.person);
  return async (tx) => {
    await kit.lock(tx, `appeal:${row.person}`);
    if (!(await appealBy(tx, row.code))) throw new UserError(w.pace.noAppeal);
    await of(tx).deleteFrom("ticket_appeals").where("code", "=", row.code).execute();
    if (lift) {
      await of(tx).deleteFrom("ticket_bans").where("person", "=", row.person).execute();
      const until = kit.now() + DAY_MS;
      const pass = of(tx).insertInto("ticket_passes").values({ person: row.person, until });
      await pass.onConflict((conflict) => conflict.column("person").doUpdateSet({ until })).execute();
    }
    const told: Reply[] = to ? [{ to, text: lift ? w.pace.lifted : w.pace.kept(reason) }] : [];
    return [{ text: lift ? w.pace.liftedDone(row.code) : w.pace.keptDone(row.code) }, ...told];
  };
}

/** 限制提诉求 NO reason: whoever filed that case files no more for now. Told to them alone, with the reason. */
export async function bar(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  if (inGroup(turn)) return { text: w.pace.inPrivate };
  const { row, text } = await onDesk(room, turn, "限制提诉求", "secretary");
  const { person } = row;
  if (person === null) throw new UserError(w.pace.anonymous(row.no));
  if (person === turn.by.id) throw new UserError(w.pace.noAppeal);
  const reason = decent(room, text);
  if ([...reason].length < LEAST_REASON) throw new UserError(w.pace.whyBar(row.no));
  const to = await kit.members.addressOf(person);
  return async (tx) => {
    const ban = { person, reason, by_person: turn.by.id, unit: row.unit, at: kit.now() };
    const row_ = of(tx).insertInto("ticket_bans").values(ban);
    await row_.onConflict((conflict) => conflict.column("person").doUpdateSet(ban)).execute();
    await of(tx).deleteFrom("ticket_passes").where("person", "=", person).execute();
    const told: Reply[] = to ? [{ to, text: w.pace.banned(reason, kit.settings.dutyPhone) }] : [];
    return [{ text: w.pace.barred(row.no) }, ...told];
  };
}

async function stands({ kit }: Room, { by }: Turn, { unit }: Appeal): Promise<boolean> {
  if (unit !== null) return kit.members.may(by, "secretary", unit);
  return (await headsOf(kit)).some((head) => head.id === by.id || head.address === by.address);
}
