/**
 * 代录: staff writes down what was said by telephone, at the counter, in a meeting or on paper. No identity is invented for
 * the one it is from: they get a number and a code, follow the case with it, and may make it their own.
 */
import { z } from "zod";
import type { Answer, Next, Reply, Turn } from "#bot";
import { UserError } from "#bot";
import { note } from "../case/advance.ts";
import { newAlias, newCode, seal } from "../case/code.ts";
import { kindNames, kindShape, kinds } from "../case/kinds.ts";
import { reference } from "../case/numbers.ts";
import { type Source, sources } from "../figures/store-back.ts";
import { numbered } from "../reporter/mine.ts";
import { decent, inGroup, pictures, type Room, within } from "../room.ts";
import { byNo } from "../store/read.ts";
import { addEvent, insertTicket, recuse, reserveNumber } from "../store/write.ts";
import { around } from "../told/around.ts";
import { unitFor } from "../told/route.ts";
import { cards } from "../told/tell.ts";
import { emptyDraft } from "./draft.ts";
import { guessKind } from "./guess.ts";
import { maskPhones } from "./mask.ts";
import { addSource, sourceOf } from "./source-rows.ts";
import { interested, newTicket } from "./submit.ts";

export const entryShape = z.object({
  source: z.enum(sources).nullable(),
  kind: kindShape.nullable(),
  text: z.string(),
  files: z.array(z.object({ kind: z.enum(["image", "video"]), ref: z.templateLiteral([z.string(), ":", z.string()]) })),
});
export type Entry = z.infer<typeof entryShape>;

/** The words for each source: the same whatever language the bot speaks. */
const SOURCES: Record<Source, RegExp> = {
  call: /^(来电|电话|打电话)/,
  visit: /^(来访|上门|当面)/,
  meeting: /^(会议|座谈会?|开会)/,
  paper: /^(纸质|信箱|来信|留言箱|书面)/,
};
const SUBMIT = /^(提交|确认|确认提交)$/;
const HOURS = 2;

/** 代录 [来电|来访|会议|纸质] [类别] what was said. What is missing is asked for. */
export async function enter(room: Room, turn: Turn, ask: (entry: Entry) => Next): Promise<Answer> {
  if (inGroup(turn)) throw new UserError(room.w.back.behalf.private);
  return hearEntry(room, turn, { source: null, kind: null, text: "", files: [] }, ask);
}

/** Source, kind and words in any order; then the preview, then 提交. */
export async function hearEntry(room: Room, turn: Turn, before: Entry, ask: (entry: Entry) => Next): Promise<Answer> {
  const said = decent(room, turn.rest);
  const files = await pictures(room, turn);
  const whole = before.source !== null && before.kind !== null && before.text !== "";
  if (whole && SUBMIT.test(said)) return entered(room, turn, before);
  const entry = absorbed(room, before, said, files);
  return { ...question(room, entry), next: within(room.kit, HOURS, ask(entry)) };
}

function absorbed({ w }: Room, before: Entry, said: string, files: Reply["files"] = []): Entry {
  const entry = { ...before };
  let rest = said;
  const take = (pattern: RegExp) => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(found[0].length).replace(/^[\s,，:：、]+/, "");
    return found !== null;
  };
  for (const source of sources) if (entry.source === null && take(SOURCES[source])) entry.source = source;
  for (const kind of kindNames) {
    const alone = rest === w.label.kind[kind];
    const first = new RegExp(`^${w.label.kind[kind]}(?=[\\s,，:：])`);
    if ((entry.kind === null || alone) && (alone || first.test(rest)) && take(alone ? /^.*$/su : first))
      entry.kind = kind;
  }
  if (rest !== "" && !SUBMIT.test(rest)) entry.text = entry.text === "" ? rest : `${entry.text}\n${rest}`;
  if (entry.text !== "") entry.kind ??= guessKind(entry.text);
  for (const { kind, ref } of files)
    if (kind === "image" || kind === "video") entry.files = [...entry.files, { kind, ref }];
  return entry;
}

function question({ w }: Room, entry: Entry): Reply {
  const { behalf } = w.back;
  if (entry.source === null) {
    const buttons = sources.map((source) => ({ label: behalf.source[source], says: behalf.source[source] }));
    return { text: behalf.askSource, buttons };
  }
  if (entry.text === "") return { text: behalf.askText };
  if (entry.kind === null) {
    const taken = kindNames.filter((kind) => !kinds[kind].retired);
    const buttons = taken.map((kind) => ({ label: w.label.kind[kind], says: w.label.kind[kind] }));
    return { text: behalf.askKind, buttons };
  }
  const text = behalf.preview(
    behalf.source[entry.source],
    w.label.kind[entry.kind],
    maskPhones(entry.text),
    entry.files.length,
  );
  return { text, buttons: [{ label: behalf.submit, says: "提交" }] };
}

async function entered(room: Room, turn: Turn, { source, kind, text, files }: Entry): Promise<Answer> {
  const { kit, w } = room;
  const { behalf } = w.back;
  if (source === null || kind === null) throw new UserError(behalf.askSource);
  const draft = { ...emptyDraft(kind, null, ""), text, files };
  const row = { ...newTicket(room, { ...turn.by, name: "" }, draft, "anonymous"), alias: "" };
  const accusing = kinds[kind].accuses ? text : undefined;
  const spoken = { kind, text, where: "", group: null };
  row.unit = (await unitFor(kit, turn.by.unit?.id, accusing, spoken))?.id ?? null;
  const recused = accusing === undefined ? [] : await interested(kit, text);
  const near = await around(kit, row, { recused });
  row.sealed = near.desk.sealed ? 1 : 0;
  const code = newCode();
  const { salt, hash } = seal(code);
  return async (tx) => {
    const no = await reserveNumber(tx);
    await kit.lock(tx, `ticket:${no}`);
    const ticket = { ...row, no, salt, code_hash: hash, seq: 1 };
    await insertTicket(tx, ticket);
    const event = {
      ticket: no,
      seq: 1,
      at: kit.now(),
      deed: "submit" as const,
      side: "staff" as const,
      unit: row.unit,
    };
    await addEvent(kit, tx, { ...event, by_person: turn.by.id, text: behalf.event(behalf.source[source]) }, files);
    await addSource(tx, { ticket: no, source, by_person: turn.by.id });
    await recuse(tx, no, recused);
    const due = w.label.day(row.due, row.provisional === 1);
    const shown = await cards(room, tx, ticket, { ...near, files });
    return [{ text: behalf.slip(no, code, due, kit.settings.orgName) }, ...shown];
  };
}

/** 这是我提的 NO-CODE: the one it is from has come to a platform; from now on it is theirs, in confidence. */
export async function claimEntry(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { behalf } = w.back;
  if (inGroup(turn)) throw new UserError(behalf.claimPrivate);
  if (reference(turn.rest).no === undefined) throw new UserError(behalf.claimHow);
  const found = await numbered(room, turn);
  if (found?.as !== "code" || !(await sourceOf(kit.db, found.row.no))) throw new UserError(w.reporter.notFound);
  const near = await around(kit, found.row);
  return async (tx) => {
    await kit.lock(tx, `ticket:${found.row.no}`);
    const row = await byNo(tx, found.row.no);
    if (!row || row.person !== null || row.salt === null) throw new UserError(w.reporter.notFound);
    if (turn.by.consent === undefined) await kit.members.consent(tx, turn.by);
    const change = {
      person: turn.by.id,
      naming: "confidential" as const,
      alias: newAlias(w.label.visitor),
      salt: null,
      code_hash: null,
    };
    const after = await note(room, tx, row, { deed: "supplement", by: turn.by.id, side: "reporter", change });
    return [{ text: behalf.claimed(row.no, w.label.state[row.state]) }, ...(await cards(room, tx, after, near))];
  };
}
