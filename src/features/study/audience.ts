/** Whose groups an item goes to. Stored as JSON inside the item; empty means: all groups of the approver's unit. */
import { z } from "zod";
import type { Address, Button, Group, Kit, Member, Turn } from "#bot";
import type { Words } from "./words.ts";

const Shape = z.discriminatedUnion("kind", [
  /** Every members' group of a unit and below it; an empty unit is the whole organisation. */
  z.object({ kind: z.literal("unit"), unit: z.string() }),
  z.object({ kind: z.literal("chats"), chats: z.array(z.string()).min(1) }),
]);
export type Audience = z.infer<typeof Shape>;

const MOST_BUTTONS = 6;
const MOST_SAYS_BYTES = 48;

export function parse(stored: string): Audience | undefined {
  return stored === "" ? undefined : Shape.parse(JSON.parse(stored));
}

/** The members' groups that a secretary may send to. */
export async function groupsFor(kit: Kit, by: Member): Promise<Group[]> {
  // Without a unit only an admin stands above all; anybody else answers for no group.
  return by.unit || by.role === "admin" ? kit.members.groups("members", by.unit?.id) : [];
}

/** The chat's own id without the adapter: how people and scripts name it. */
function short(chat: Address): string {
  return chat.slice(chat.indexOf(":") + 1);
}

/** Reads 全部, 本群, a unit's name, a chat's id or several of them; undefined when something is not known or not allowed. */
export async function readAudience(kit: Kit, turn: Turn, words: string): Promise<Audience | undefined> {
  const said = words.normalize("NFKC").trim();
  const groups = await groupsFor(kit, turn.by);
  if (/^(?:全部|所有群?|全部群|all)$/i.test(said)) {
    return turn.by.unit || turn.by.role === "admin" ? { kind: "unit", unit: turn.by.unit?.id ?? "" } : undefined;
  }
  if (/^(?:本群|这个群|here)$/i.test(said)) {
    return groups.some((group) => group.chat === turn.message.chat)
      ? { kind: "chats", chats: [turn.message.chat] }
      : undefined;
  }
  const unit = await kit.members.unit(said);
  if (unit) return (await kit.members.may(turn.by, "secretary", unit.id)) ? { kind: "unit", unit: unit.id } : undefined;
  const chats: string[] = [];
  for (const name of said.split(/[\s,，、;；]+/).filter(Boolean)) {
    const found = groups.find((group) => group.chat === name || short(group.chat) === name);
    if (!found) return undefined;
    chats.push(found.chat);
  }
  return chats.length > 0 ? { kind: "chats", chats: [...new Set(chats)].sort() } : undefined;
}

/** The chats as they are bound now; chats that were unbound meanwhile get nothing. */
export async function chatsOf(kit: Kit, audience: Audience): Promise<Address[]> {
  const unit = audience.kind === "unit" ? audience.unit : "";
  const chats = (await kit.members.groups("members", unit || undefined)).map((group) => group.chat);
  return audience.kind === "chats" ? chats.filter((chat) => audience.chats.includes(chat)) : chats;
}

/** How an audience is named to secretaries. */
export async function named(kit: Kit, w: Words, audience: Audience | undefined): Promise<string> {
  if (!audience) return w.audienceSlot;
  if (audience.kind === "unit") {
    const unit = audience.unit ? await kit.members.unitById(audience.unit) : undefined;
    return w.audienceUnit(unit?.name ?? "");
  }
  const bound = await kit.members.groups("members");
  const names = audience.chats.map((chat) => {
    const unit = bound.find((group) => group.chat === chat)?.unit.name;
    return unit ? `${unit}·${short(chat as Address)}` : short(chat as Address);
  });
  return w.audienceChats(names);
}

/** A button for all, and one for each group while they are few. */
export async function audienceButtons(kit: Kit, w: Words, by: Member): Promise<Button[]> {
  const groups = await groupsFor(kit, by);
  const each = groups
    .slice(0, MOST_BUTTONS)
    .map((group) => ({ label: `${group.unit.name}·${short(group.chat)}`, says: short(group.chat) }));
  return [
    { label: w.everyGroup(groups.length), says: "全部" },
    ...each.filter((button) => Buffer.byteLength(button.says) <= MOST_SAYS_BYTES),
  ];
}
