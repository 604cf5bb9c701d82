/** 写学习 and 修改: title, text, time and group one at a time, a preview, then to another secretary. */
import { randomBytes } from "node:crypto";
import { type Answer, type Bot, type Kit, type Reply, type Turn, UserError } from "#bot";
import { audienceButtons } from "./audience.ts";
import { aloud, findItem, mayDecide } from "./desk.ts";
import { type Draft, DraftState, type Fault, read, STEPS, type Step } from "./draft.ts";
import { preview, timeOf } from "./preview.ts";
import { overlay, type Shelf } from "./shelf.ts";
import type { Item } from "./store.ts";
import { itemsOf } from "./store-items.ts";
import { submit } from "./submit.ts";
import type { Words } from "./words.ts";

export function write(bot: Bot, kit: Kit, w: Words, shelf: Shelf): void {
  const ask = bot.dialog("study.write", DraftState, async (turn, draft): Promise<Answer> => {
    const said = turn.rest.trim();
    const part = STEPS.find((step) => said === w.change[step]);
    if (draft.step === "preview") {
      if (/^(?:送审|提交|确认|submit)$/i.test(said))
        return submit(kit, w, shelf, turn, draft, (fault) => again(turn, draft, fault));
      return part ? question(turn, { ...draft, step: part, back: true }) : shown(turn, draft, w.previewHow);
    }
    // Changing: a word names the part, anything else is the new text.
    if (draft.step === "edit" && part) return question(turn, { ...draft, step: part, back: true });
    const step: Step = draft.step === "edit" ? "text" : draft.step;
    const heard = await read(kit, turn, step, said);
    if ("fault" in heard) return again(turn, draft, heard.fault);
    const next = draft.step === "edit" || draft.back ? "preview" : (STEPS[STEPS.indexOf(step) + 1] ?? "preview");
    return question(turn, { ...draft, ...heard.patch, step: next, back: false });
  });

  bot.command(
    {
      name: "study.write",
      words: ["写学习 …"],
      examples: kit.examples("study.write"),
      about: w.about.write,
      role: "secretary",
    },
    async (turn) => {
      const id = `s${BigInt(`0x${randomBytes(5).toString("hex")}`).toString(36)}`;
      const empty: Draft = {
        id,
        editing: false,
        step: "title",
        back: false,
        title: "",
        text: "",
        push_at: null,
        slot: "",
        audience: "",
      };
      const heard = turn.rest ? await read(kit, turn, "title", turn.rest) : undefined;
      return question(turn, heard && "patch" in heard ? { ...empty, ...heard.patch, step: "text" } : empty);
    },
  );

  bot.command(
    { name: "study.edit", words: ["修改 …"], examples: [], about: w.about.edit, role: "secretary" },
    async (turn) => {
      const items = overlay(await itemsOf(kit.db), await shelf.fresh());
      const found = findItem(items, turn.rest);
      if (!found) throw new UserError(w.notFound("修改"));
      if (!(await mayDecide(kit, turn.by, found.item))) throw new UserError(w.notYours);
      const { id, title, text, push_at, slot, audience } = found.item;
      const draft: Draft = { id, editing: true, step: "edit", back: false, title, text, push_at, slot, audience };
      return found.rest ? question(turn, { ...draft, text: found.rest, step: "preview" }) : question(turn, draft);
    },
  );

  // A second tap on a preview that was dealt with: its dialog is closed, so the word arrives here.
  bot.command({ name: "study.submit", words: ["送审"], examples: [], about: "", role: "secretary" }, async (turn) =>
    aloud(turn, w.nothingToSubmit),
  );

  async function question(turn: Turn, draft: Draft): Promise<Reply> {
    if (draft.step === "preview") return shown(turn, draft);
    if (draft.step === "edit") {
      const buttons = STEPS.map((step) => ({ label: w.change[step], says: w.change[step] }));
      const text = w.editing(draft.title, draft.text, timeOf(kit, w, draft));
      return {
        ...aloud(turn, text),
        buttons: buttons.filter((button) => button.says !== w.change.text),
        next: ask(draft),
      };
    }
    const buttons = draft.step === "group" ? await audienceButtons(kit, w, turn.by) : [];
    return { ...aloud(turn, w.ask[draft.step]), ...(buttons.length > 0 ? { buttons } : {}), next: ask(draft) };
  }

  /** The same question once more, after why the answer could not be taken. */
  async function again(turn: Turn, draft: Draft, fault: Fault): Promise<Reply> {
    const time = fault === "past" && draft.step === "preview";
    const asked = await question(turn, time ? { ...draft, step: "time", back: true } : draft);
    return { ...asked, text: `${w.faults[fault]}\n${asked.text}` };
  }

  async function shown(turn: Turn, draft: Draft, before = w.previewTitle): Promise<Reply> {
    const buttons = [
      { label: w.submitButton, says: "送审" },
      { label: w.leaveButton, says: "取消" },
    ];
    const text = `${before}\n\n${await preview(kit, w, wordingOf(draft))}`;
    return { ...aloud(turn, text), buttons, next: ask({ ...draft, step: "preview", back: false }) };
  }
}

function wordingOf(draft: Draft): Pick<Item, "title" | "text" | "push_at" | "slot" | "audience"> {
  return { title: draft.title, text: draft.text, push_at: draft.push_at, slot: draft.slot, audience: draft.audience };
}
