/** 招募: one question at a time, a preview, then a living card in the unit's groups. */
import { randomUUID } from "node:crypto";
import {
  type Address,
  type Answer,
  type Bot,
  type Kit,
  type Member,
  type Reply,
  type Turn,
  type Tx,
  UserError,
} from "#bot";
import { cards } from "./card.ts";
import { nextCode } from "./code.ts";
import { aloud, inGroup } from "./desk.ts";
import { type Draft, DraftState, read, STEPS, type Step } from "./draft.ts";
import { remindAt } from "./reminder.ts";
import { span } from "./span.ts";
import { byId, type CallOut, codes, tables } from "./store.ts";
import type { Words } from "./words.ts";

export function recruit(bot: Bot, kit: Kit, w: Words): void {
  const ask = bot.dialog("volunteers.recruit", DraftState, async (turn, draft, again): Promise<Answer> => {
    const said = turn.rest.trim();
    if (draft.step === "preview") {
      if (/^(?:发布|确认|确定|publish)$/i.test(said)) return publish(turn, draft);
      const step = STEPS.find((one) => said === w.change[one]);
      if (step) return question({ ...draft, step, back: true });
      return { ...preview(draft), text: `${w.previewHow}\n\n${preview(draft).text}`, next: again(draft) };
    }
    const heard = read(draft.step, said, kit.now(), kit.calendar);
    if ("fault" in heard) return { ...question(draft), text: `${w.faults[heard.fault]}\n${w.ask[draft.step]}` };
    const filled: Draft = { ...draft, ...heard.patch };
    const next: Step | "preview" = draft.back ? "preview" : (STEPS[STEPS.indexOf(draft.step) + 1] ?? "preview");
    return question({ ...filled, step: next, back: false });
  });

  bot.command(
    {
      name: "volunteer.recruit",
      words: ["招募 …"],
      examples: kit.examples("volunteer.recruit"),
      about: w.aboutRecruit,
      role: "secretary",
    },
    async (turn) => {
      const group = await kit.members.groupOf(turn.message.chat);
      const here = group && (await kit.members.may(turn.by, "secretary", group.unit.id)) ? group : undefined;
      const unit = turn.by.unit?.id ?? "";
      const chat = here?.purpose === "members" ? here.chat : "";
      const draft: Draft = { id: randomUUID(), unit, chat, step: "task", back: false };
      if (!turn.rest) return question(draft);
      const heard = read("task", turn.rest, kit.now(), kit.calendar);
      return "patch" in heard ? question({ ...draft, ...heard.patch, step: "time" }) : question(draft);
    },
  );

  // A second tap on a preview that was dealt with: its dialog is closed, so the word arrives here.
  bot.command(
    { name: "volunteer.publish", words: ["发布"], examples: [], about: "", role: "secretary" },
    async (turn) => aloud(turn, w.nothingToPublish),
  );

  function question(draft: Draft): Reply {
    if (draft.step === "preview") return { ...preview(draft), next: ask(draft) };
    const none = draft.step === "insurance" ? [{ label: w.noInsurance, says: "无" }] : [];
    return { text: w.ask[draft.step], ...(none.length > 0 ? { buttons: none } : {}), next: ask(draft) };
  }

  function preview(draft: Draft): Reply {
    const lines = [
      w.previewTitle,
      w.cardTitle("", draft.task ?? "", ""),
      w.cardTime(span(kit, draft.starts ?? 0, draft.ends ?? 0)),
      w.cardPlace(draft.place ?? ""),
      w.previewNumber(draft.capacity ?? 0),
      w.cardRisks(draft.risks ?? ""),
      draft.insurance ? w.cardInsurance(draft.insurance) : w.cardUninsured,
    ];
    const buttons = [
      { label: w.publish, says: "发布" },
      { label: w.leave, says: "取消" },
    ];
    return { text: lines.join("\n"), buttons };
  }

  /** The groups where the card will hang: those of the unit, and the one where the secretary spoke. */
  async function chatsFor(by: Member, draft: Draft): Promise<Address[]> {
    // Without a unit only an admin stands above all; anybody else reaches no more than the group they spoke in.
    const wide = draft.unit || by.role === "admin";
    const groups = wide ? await kit.members.groups("members", draft.unit || undefined) : [];
    const chats = new Set(groups.map((group) => group.chat));
    if (draft.chat) chats.add(draft.chat as Address);
    return [...chats].sort();
  }

  async function publish(turn: Turn, draft: Draft): Promise<Answer> {
    const { task, starts, ends, place, capacity, risks } = draft;
    if (!task || !starts || !ends || !place || !capacity || !risks)
      return question({ ...draft, step: "task", back: false });
    // The preview may have lain for days.
    if (starts <= kit.now())
      return { ...question({ ...draft, step: "time", back: true }), text: `${w.faults.past}\n${w.ask.time}` };
    if (draft.unit && !(await kit.members.may(turn.by, "secretary", draft.unit))) throw new UserError(w.notYours);
    const chats = await chatsFor(turn.by, draft);
    return async (tx: Tx) => {
      await kit.lock(tx, "callout:codes");
      const before = await byId(tx, draft.id);
      if (before) return aloud(turn, w.publishedBefore(before.code));
      const now = kit.now();
      const given = await codes(tx, now);
      const code = nextCode(given.last, given.taken);
      if (!code) throw new UserError(w.noCodeLeft);
      const callout: CallOut = {
        id: draft.id,
        code,
        unit: draft.unit,
        host: turn.by.id,
        task,
        place,
        starts,
        ends,
        capacity,
        risks,
        insurance: draft.insurance ?? "",
        status: "open",
        reason: "",
        created: now,
        remind_at: remindAt(starts, now, kit.calendar),
        card_at: kit.calendar.afterQuiet(starts),
      };
      await tables(tx).insertInto("callouts").values(callout).execute();
      for (const chat of chats)
        await tables(tx).insertInto("callout_chats").values({ callout: draft.id, chat }).execute();
      const words = chats.length > 0 ? w.published(code, chats.length) : w.publishedNowhere(code);
      const said = inGroup(turn) ? aloud(turn, words) : { text: words };
      return [said, ...cards(kit, w, callout, [], chats)];
    };
  }
}
