/** Files a case: one transaction for the row, its number, the card, the receipt and the consent. */
import type { Answer, Kit, Member, Reply, Turn } from "#bot";
import { whenOf } from "../case/advance.ts";
import { newCode, type Seal, seal } from "../case/code.ts";
import { ahead, wind } from "../case/deadline.ts";
import { type Kind, kinds } from "../case/kinds.ts";
import { countHidden, mayFile } from "../pace/pace.ts";
import { waste } from "../pictures/store.ts";
import { freshCopies } from "../posting/fresh.ts";
import { postLater } from "../posting/post.ts";
import { type Room, today } from "../room.ts";
import { setAssists } from "../store/assists.ts";
import { byNo } from "../store/read.ts";
import type { Naming, Ticket } from "../store/tables.ts";
import { addEvent, insertTicket, recuse, reserveNumber } from "../store/write.ts";
import { around } from "../told/around.ts";
import { ownersFor } from "../told/route.ts";
import { cards, type News, toDesk } from "../told/tell.ts";
import { submitWish } from "../wishes/submit.ts";
import type { Words } from "../words/index.ts";
import { accusedPeople } from "./accused.ts";
import { accusing, allWords, type Draft, spokenOf } from "./draft.ts";
import { hazardOf } from "./guess.ts";
import { namingOf, shownDraft } from "./question.ts";

export async function submit(room: Room, turn: Turn, draft: Draft): Promise<Answer> {
  await mayFile(room, turn.by);
  if (draft.kind === "wish") return submitWish(room, turn, draft);
  const { kit, w } = room;
  const { by } = turn;
  const naming = namingOf(draft);
  const row = newTicket(room, by, draft, naming);
  const rule = kinds[row.kind];
  const { lead, assist } = await ownersFor(kit, draft.unit ?? by.unit?.id, accusing(draft), spokenOf(draft));
  row.unit = lead?.id ?? null;
  const recused = rule.accuses ? await interested(kit, allWords(draft)) : [];
  // What only the secretary reads is nobody's to help with.
  const assists = rule.private ? [] : assist.map((unit) => unit.id);
  const near = await around(kit, row, { recused, assists });
  row.sealed = near.desk.sealed ? 1 : 0;
  // Once the number was said in a group everybody there knows whose it is: an anonymous case takes another.
  const said = naming === "anonymous" ? null : draft.no;
  const code = naming === "anonymous" ? newCode() : undefined;
  const sealed: Seal | undefined = code === undefined ? undefined : seal(code);

  // What an anonymous case shows was never kept for anything else.
  const files = code === undefined ? draft.files : await freshCopies(kit, draft.files);

  return async (tx) => {
    const no = said ?? (await reserveNumber(tx));
    await kit.lock(tx, `ticket:${no}`);
    // A submit that is heard twice finds its case already there.
    if (await byNo(tx, no)) return { text: w.reporter.own(no) };
    const ticket: Ticket = { ...row, no, salt: sealed?.salt ?? null, code_hash: sealed?.hash ?? null, seq: 1 };
    await insertTicket(tx, ticket);
    await addEvent(
      kit,
      tx,
      {
        ticket: no,
        seq: 1,
        at: whenOf(kit, ticket, "reporter"),
        deed: "submit",
        side: "reporter",
        by_person: ticket.person,
        text: "",
        unit: ticket.unit,
      },
      files,
    );
    await recuse(tx, no, recused);
    await setAssists(tx, no, [], assists);
    if (by.consent === undefined) await kit.members.consent(tx, by);
    const helping = near.assisting.flatMap(({ desk }) =>
      toDesk({ ...near, desk }, askedToAssist(room, ticket, near.unit)),
    );
    if (code !== undefined) {
      await waste(
        tx,
        draft.files.map(({ ref }) => ref.slice("file:".length)),
      );
      countHidden(kit, by);
      await postLater(room, tx, ticket, helping);
      return { ...receipt(room, ticket, near.unit, code), secret: true };
    }
    const named = { ...near, name: naming === "named" ? by.name : "", files };
    return [receipt(room, ticket, near.unit, code), ...(await cards(room, tx, ticket, named)), ...helping];
  };
}

/** The case as it begins, without its number and unit. Of an anonymous reporter it holds nothing. */
export function newTicket(room: Room, by: Member, draft: Draft, naming: Naming): Ticket {
  const { calendar } = room.kit;
  const kind = draft.kind ?? "complaint";
  const day = today(room.kit);
  const clock = { kind, state: "open_for_claim" as const, waiting: null, since: day, ...wind(calendar, kind, day) };
  const shown = shownDraft(room, by, draft);
  return {
    no: "",
    kind,
    state: clock.state,
    unit: null,
    ...shown,
    hazard: kind === "hazard" ? hazardOf(`${shown.text}${shown.where_text}`) : null,
    naming,
    person: naming === "anonymous" ? null : by.id,
    alias: naming === "confidential" ? draft.alias : "",
    salt: null,
    code_hash: null,
    created_at: whenOf(room.kit, { naming }, "reporter"),
    start_date: clock.start,
    due: clock.due,
    provisional: clock.provisional ? 1 : 0,
    waiting: null,
    since: day,
    ladder: 0,
    handler: null,
    returned: 0,
    designated: 0,
    transferred: 0,
    extended: 0,
    supervised: 0,
    reopened: 0,
    sealed: 0,
    outcome: null,
    merged_into: null,
    task: null,
    next_at: ahead(calendar, clock)?.at ?? null,
    seq: 0,
  };
}

/** Number, what happens next, until when, whom to ask, how to add or withdraw (the confirmation page of GOV.UK). */
export function receipt(room: Room, row: Ticket, unit: string, code: string | undefined): Reply {
  const { kit, w } = room;
  const facts = {
    no: row.no,
    handlers: whoReads(w, row.kind, unit),
    due: w.label.day(row.due, row.provisional === 1),
    days: kinds[row.kind].days,
    contact: w.reporter.contact(kit.settings.orgName, kit.settings.dutyPhone),
  };
  const ref = code === undefined ? row.no : `${row.no}-${code}`;
  return {
    text: code === undefined ? w.reporter.receipt(facts) : w.reporter.receiptAnonymous(facts, code),
    buttons: [
      { label: w.reporter.progress, says: `查进度 ${ref}` },
      { label: w.reporter.supplement, says: `补充 ${ref}` },
      { label: w.reporter.withdraw, says: `撤回诉求 ${ref}` },
    ],
  };
}

/** What a unit is told that the responsibility map names as assisting. */
function askedToAssist({ w }: Room, { no }: Ticket, lead: string): News {
  const buttons = [
    { label: w.staff.open, says: `查看 ${no}` },
    { label: w.staff.advise, says: `意见 ${no}` },
  ];
  return { text: w.staff.assist.asked(no, lead, ""), buttons };
}

/** Who will see it, as the reporter is told. */
export function whoReads(w: Words, kind: Kind, unit: string): string {
  return kinds[kind].private ? w.intake.secretary(unit) : w.label.handlers(unit);
}

/** Staff whom the words name: they must not see it. */
export async function interested(kit: Kit, text: string): Promise<string[]> {
  const accused = accusedPeople(text, await kit.members.staff("handler"));
  return accused.map((member) => member.id).filter((id) => id !== "");
}
