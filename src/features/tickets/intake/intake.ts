/** From the first word to the preview: as few turns as possible, in any order, never a dead end. */
import type { Answer, Turn } from "#bot";
import { newAlias } from "../case/code.ts";
import type { Kind } from "../case/kinds.ts";
import { plea } from "../pace/appeal.ts";
import { received } from "../pictures/received.ts";
import { join } from "../reporter/join.ts";
import { decent, inGroup, pictures, type Room } from "../room.ts";
import { reserveNumber } from "../store/write.ts";
import { unitFor } from "../told/route.ts";
import { absorb, accusing, allWords, type Draft, emptyDraft, missing, spokenOf } from "./draft.ts";
import { keyOf, nextField } from "./fields.ts";
import { asksHow } from "./guess.ts";
import { type Extras, question } from "./question.ts";
import { submit, whoReads } from "./submit.ts";
import { findSimilar } from "./together.ts";

/** 提诉求, 随手拍 and the like: in a group a number alone, the rest in private. `kind` null: the words will tell. */
export async function open(room: Room, turn: Turn, kind: Kind | null): Promise<Answer> {
  const group = inGroup(turn);
  const said = asksHow(turn.rest) ? "" : turn.rest;
  const text = decent(room, said, group);
  const files = await pictures(room, turn);
  const bound = group ? await room.kit.members.groupOf(turn.message.chat) : undefined;
  const blank = emptyDraft(kind, bound?.unit.id ?? null, newAlias(room.w.label.visitor));
  const { place } = turn.message;
  const { draft } = absorb(blank, { text, files, ...(place ? { place } : {}) });
  if (!group) return received(room, 0, files, await proceed(room, turn, draft));
  const plan = await planned(room, turn, draft);
  return received(room, 1, files, async (tx) => {
    const no = await reserveNumber(tx);
    const way = { label: room.w.intake.goOn, says: `继续 ${no}`, private: true as const };
    const words = question(room, turn.by, { ...plan.draft, no }, plan.extras);
    return [
      { text: room.w.intake.registered(no), buttons: [way] },
      { ...words, text: `${room.w.intake.resume(no)}\n\n${words.text}`, to: turn.by.address },
    ];
  });
}

/** What the dialog hears, until the case is submitted or dropped. */
export async function hear(room: Room, turn: Turn, before: Draft): Promise<Answer> {
  const pleaded = await plea(room, turn, room.ask.intake(before));
  if (pleaded) return pleaded;
  const text = decent(room, turn.rest, false, [allWords(before), before.where].filter(Boolean).join("\n"));
  const files = await pictures(room, turn);
  const { place } = turn.message;
  const { draft, word } = absorb(before, { text, files, ...(place ? { place } : {}) });
  if (word === "cancel") return { text: room.w.intake.cancelled };
  if (word === "join") return join(room, turn, draft.similar ?? "", { text: draft.text, files: draft.files });
  if (word === "apart") return proceed(room, turn, { ...draft, similar: "" });
  if (word === "edit") return asked(room, turn, { ...draft, asked: "edit" });
  if (word === "submit") {
    // What may be left out is left out; nothing but a hazard is filed that was not previewed.
    const whole = { ...draft, placed: true };
    if (before.asked === "preview" && missing(whole) === "preview") return submit(room, turn, whole);
    return proceed(room, turn, whole);
  }
  // A part that is to be said anew is asked for, though nothing is missing.
  const next = draft.asked === before.asked ? proceed(room, turn, draft) : asked(room, turn, draft);
  return received(room, before.files.length, files, await next);
}

/** Asks for what is missing; a hazard whose pieces are all there is filed at once: three turns at most. */
async function proceed(room: Room, turn: Turn, draft: Draft): Promise<Answer> {
  const plan = await planned(room, turn, draft);
  const agreed = turn.by.consent !== undefined || draft.told;
  if (plan.draft.kind === "hazard" && plan.draft.asked === "preview" && agreed) return submit(room, turn, plan.draft);
  return question(room, turn.by, plan.draft, plan.extras);
}

async function asked(room: Room, turn: Turn, draft: Draft): Promise<Answer> {
  return question(room, turn.by, draft, { handlers: await handlersFor(room, turn, draft) });
}

/** Settles what is asked next, and looks once for an open case that this may be the same as. */
async function planned(room: Room, turn: Turn, before: Draft): Promise<{ draft: Draft; extras: Extras }> {
  const need = missing(before);
  const field = need === "field" ? nextField(before) : undefined;
  const draft = { ...before, field: field ? keyOf(field) : null };
  const handlers = await handlersFor(room, turn, draft);
  if (need !== "preview" || draft.similar === "") return { draft: { ...draft, asked: need }, extras: { handlers } };
  const similar = await findSimilar(room, turn.by, draft);
  if (!similar) return { draft: { ...draft, asked: need, similar: "" }, extras: { handlers } };
  return { draft: { ...draft, asked: "similar", similar: similar.no }, extras: { handlers, similar } };
}

async function handlersFor(room: Room, turn: Turn, draft: Draft): Promise<string> {
  const unit = await unitFor(room.kit, draft.unit ?? turn.by.unit?.id, accusing(draft), spokenOf(draft));
  return whoReads(room.w, draft.kind ?? "complaint", unit?.name ?? "");
}
