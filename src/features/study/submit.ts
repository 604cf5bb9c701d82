/** 送审: keeps the wording, voids any approval it had, and tells the other secretaries. */
import { type Answer, type Kit, type Member, type Reply, type Turn, type Tx, UserError } from "#bot";
import { aloud, decisions, mayDecide } from "./desk.ts";
import type { Draft, Fault } from "./draft.ts";
import { hashOf } from "./hash.ts";
import { preview } from "./preview.ts";
import { type Shelf, shelve } from "./shelf.ts";
import type { Item } from "./store.ts";
import { itemById, itemsOf, keepItem, unplan } from "./store-items.ts";
import type { Words } from "./words.ts";

export async function submit(
  kit: Kit,
  w: Words,
  shelf: Shelf,
  turn: Turn,
  draft: Draft,
  again: (fault: Fault) => Promise<Reply>,
): Promise<Answer> {
  const { id, title, text, push_at, slot, audience } = draft;
  const timed = !draft.editing || slot === "";
  if (timed && (push_at === null || push_at <= kit.now())) return again("past");
  const fresh = await shelf.fresh();
  const same = (await itemsOf(kit.db)).find((item) => item.title === title && item.id !== id);
  if (same) throw new UserError(w.sameTitle(title));
  const unit = (await itemById(kit.db, id))?.unit ?? turn.by.unit?.id ?? "";
  if (draft.editing && !(await mayDecide(kit, turn.by, { source: unit ? "chat" : "library", unit })))
    throw new UserError(w.notYours);
  const staff = await kit.members.staff("secretary", unit || turn.by.unit?.id, true);
  const reviewers = staff.filter((one) => one.id !== turn.by.id && one.address !== turn.by.address);
  const wording = { title, text, push_at, slot, audience };
  const words = await preview(kit, w, wording);
  return async (tx: Tx) => {
    await shelve(tx, kit, fresh);
    await kit.lock(tx, `study:${id}`);
    const before = await itemById(tx, id);
    if (draft.editing && (!before || before.status === "withdrawn")) return aloud(turn, w.gone(title));
    const hash = hashOf(wording);
    // The same tap twice, or a change that changes nothing: an approval stands as long as the wording does.
    if (before && before.hash === hash && before.status !== "returned")
      return aloud(turn, before.status === "approved" ? w.unchanged(title) : w.submittedBefore(title));
    const item: Item = {
      ...(before ?? fresher(draft, turn.by)),
      ...wording,
      hash,
      author: turn.by.id,
      status: "in_review",
      approver: "",
      approved_at: null,
      changed: kit.now(),
    };
    await unplan(tx, id);
    await keepItem(tx, item);
    const told = reviewers.map((one) => ({
      to: one.address,
      text: `${w.pleaseReview(turn.by.name || w.someSecretary, before?.status === "approved")}\n\n${words}`,
      buttons: decisions(w, item),
    }));
    const said = reviewers.length > 0 ? w.submitted(title, reviewers.length) : w.noReviewer(title);
    return [aloud(turn, before?.status === "approved" ? `${w.voided}\n${said}` : said), ...told];
  };
}

function fresher(draft: Draft, by: Member) {
  return {
    id: draft.id,
    source: "chat" as const,
    path: "",
    file_hash: "",
    minutes: Math.max(1, Math.round(draft.text.length / 300)),
    series: "",
    ord: 0,
    area: "",
    unit: by.unit?.id ?? "",
  };
}
