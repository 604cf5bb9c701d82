/** The port of policy: a question that nobody could answer becomes a consultation, told to staff at the next tick. */
import type { Member, Tx } from "#bot";
import { newAlias } from "../case/code.ts";
import { decent, type Room } from "../room.ts";
import { addEvent, insertTicket, reserveNumber } from "../store/write.ts";
import { emptyDraft } from "./draft.ts";
import { newTicket } from "./submit.ts";

/** Opens it inside the caller's transaction and returns the words for the asker. Throws UserError for forbidden numbers. */
export async function consult(room: Room, tx: Tx, by: Member, question: string): Promise<string> {
  const { kit, w } = room;
  const text = decent(room, question);
  const draft = { ...emptyDraft("consultation", null, newAlias(w.label.visitor)), text };
  const no = await reserveNumber(tx);
  // Nobody can be looked up inside a transaction: the clock routes and tells it at once.
  const ticket = {
    ...newTicket(room, by, draft, "confidential"),
    no,
    state: "submitted" as const,
    unit: by.unit?.id ?? null,
    task: "announce" as const,
    next_at: kit.now(),
    seq: 1,
  };
  await insertTicket(tx, ticket);
  const event = { ticket: no, seq: 1, at: kit.now(), deed: "submit" as const, side: "reporter" as const };
  await addEvent(kit, tx, { ...event, by_person: by.id, text: "", unit: ticket.unit }, []);
  const contact = w.reporter.contact(kit.settings.orgName, kit.settings.dutyPhone);
  return w.reporter.consult(no, w.label.day(ticket.due, ticket.provisional === 1), contact);
}
