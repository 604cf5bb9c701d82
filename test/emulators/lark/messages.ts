/** Send, reply, edit, recall: what the message endpoints do to the world. */
import { Refusal, show } from "./show.ts";
import type { Person, Room, Sent, World } from "./world.ts";

export interface Limits {
  /** Count 5/s per chat (230020), 50/s and 1000/min per app (99991400) for real. */
  enforced: boolean;
  /** A uuid is good for this long. */
  idempotentForMs: number;
}

export interface SendRequest {
  receive_id?: string;
  msg_type?: string;
  content?: string;
  uuid?: string;
}

/** The frequency limits; `resetSeconds` goes into the header. */
export class TooOften extends Error {
  readonly code: number;
  readonly resetSeconds: number;
  constructor(code: number, resetSeconds: number) {
    super("too often");
    this.code = code;
    this.resetSeconds = resetSeconds;
  }
}

/** Shows the message, or returns the one already shown under this uuid. */
export function send(world: World, limits: Limits, idType: string, body: SendRequest, requestBytes: number): Sent {
  const { receive_id = "", msg_type = "", content = "", uuid } = body;
  if (uuid !== undefined && uuid.length > 50) throw new Refusal(230001, "uuid is longer than 50");
  if (limits.enforced) count(world, receive_id);
  const { to, chatId } = place(world, idType, receive_id);
  const before = world.sent.find((one) => one.uuid === uuid && Date.now() - one.at < limits.idempotentForMs);
  if (uuid !== undefined && before) {
    before.requests += 1;
    return before;
  }
  const sent: Sent = {
    ...show(world, msg_type, content, requestBytes),
    id: `om_bot${world.next()}`,
    to,
    chatId,
    type: msg_type,
    uuid,
    requests: 1,
    edits: [],
    recalled: false,
    at: Date.now(),
  };
  world.chatOf.set(sent.id, chatId);
  world.sent.push(sent);
  return sent;
}

export function edit(world: World, id: string, content: string, requestBytes: number): Sent {
  const sent = mine(world, id);
  if (sent.type !== "interactive") throw new Refusal(230001, "only cards can be updated");
  const config = (sent.card as { config?: { update_multi?: boolean } } | undefined)?.config;
  if (!config?.update_multi) throw new Refusal(230099, "update_multi is not set");
  sent.edits.push(sent.text);
  Object.assign(sent, show(world, sent.type, content, requestBytes));
  return sent;
}

export function recall(world: World, id: string): void {
  mine(world, id).recalled = true;
}

function mine(world: World, id: string): Sent {
  const sent = world.sent.find((one) => one.id === id);
  if (!sent) throw new Refusal(230001, "no such message");
  if (sent.recalled) throw new Refusal(230011, "the message was recalled");
  return sent;
}

function place(world: World, idType: string, id: string): { to: string; chatId: string } {
  if (idType === "open_id") {
    const person: Person | undefined = world.people.get(id);
    if (!person) throw new Refusal(230013, "bot has no availability to this user");
    return { to: id, chatId: person.direct };
  }
  if (idType !== "chat_id") throw new Refusal(230001, `receive_id_type ${idType}`);
  const person = [...world.people.values()].find((one) => one.direct === id);
  if (person) return { to: person.openId, chatId: id };
  const room: Room | undefined = world.rooms.get(id);
  if (!room?.bot) throw new Refusal(230002, "bot can not be out of the group");
  return { to: id, chatId: id };
}

const windows = new WeakMap<World, { at: number; to: string }[]>();

function count(world: World, to: string): void {
  const now = Date.now();
  const recent = (windows.get(world) ?? []).filter((one) => now - one.at < 60_000);
  windows.set(world, recent);
  const second = recent.filter((one) => now - one.at < 1_000);
  if (recent.length >= 1_000 || second.length >= 50) throw new TooOften(99991400, recent.length >= 1_000 ? 60 : 1);
  if (second.filter((one) => one.to === to).length >= 5) throw new TooOften(230020, 1);
  recent.push({ at: now, to });
}
