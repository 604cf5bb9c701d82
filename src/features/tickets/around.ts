/** Everybody whom news of a case may concern, looked up before the transaction: nothing but `tx` is used inside it. */
import type { Address, FileRef, Kit, Member } from "#bot";
import { type Beside, besideOf } from "./beside.ts";
import { chiefsOf, type Desk, deskOf } from "./route.ts";
import type { Ticket, TicketFile } from "./store.ts";

/** A unit that helps, and who is told of it there. */
export interface Assisting {
  unit: string;
  name: string;
  desk: Desk;
}

export interface Around {
  desk: Desk;
  /** The units that assist (协办). */
  assisting: Assisting[];
  /** The responsible unit's name; empty when there is none. */
  unit: string;
  reporter?: Address;
  /** The reporter's name, only where they gave it. */
  name: string;
  /** Where those who joined are written to, by house id. */
  joiners: Map<string, Address>;
  /** Where cards hang, by what the store calls them. */
  holders: Map<string, Address>;
  handler?: { name: string; address: Address };
  chiefs: Member[];
  recused: Set<string>;
  /** The photos that the case came with. */
  files: FileRef[];
}

/** What is about to be: another unit, people who must recuse themselves. */
export interface Coming {
  unit?: string | null;
  recused?: string[];
  /** The units that will assist. */
  assists?: string[];
}

/** Looks everybody up, for the case as it will be. `known`: what was read for many cases at once. */
export async function around(kit: Kit, row: Ticket, coming: Coming = {}, known?: Beside): Promise<Around> {
  const beside = known ?? (await besideOf(kit.db, row.no));
  const unit = coming.unit === undefined ? row.unit : coming.unit;
  const recused = new Set([...beside.recused, ...(coming.recused ?? [])]);
  const handler = row.handler === null ? undefined : await kit.members.byId(row.handler);
  const reporter = row.person === null ? undefined : await kit.members.addressOf(row.person);
  const named = row.naming === "named" && row.person !== null ? await kit.members.byId(row.person) : undefined;
  const assists = coming.assists ?? beside.assists;
  const assisting: Assisting[] = [];
  for (const one of assists) {
    if (one === unit) continue;
    const name = (await kit.members.unitById(one))?.name ?? "";
    assisting.push({ unit: one, name, desk: await deskOf(kit, one, recused) });
  }
  return {
    desk: await deskOf(kit, unit, recused, row.kind),
    assisting,
    unit: unit === null ? "" : ((await kit.members.unitById(unit))?.name ?? ""),
    name: named?.name ?? "",
    joiners: await addresses(kit, beside.joiners),
    holders: await addresses(kit, beside.holders),
    chiefs: await chiefsOf(kit, unit, recused),
    recused,
    files: beside.files.map(asFile),
    ...(reporter ? { reporter } : {}),
    ...(handler
      ? { handler: { name: handler.name, address: (await kit.members.addressOf(handler.id)) ?? handler.address } }
      : {}),
  };
}

export function asFile({ kind, hash }: TicketFile): FileRef {
  return { kind, ref: `file:${hash}` };
}

/** What the store calls a holder: a group's address, or a person's house id (theirs is never kept). */
export function holderOf(member: Member): string {
  return member.id || member.address;
}

async function addresses(kit: Kit, ids: string[]): Promise<Map<string, Address>> {
  const found = new Map<string, Address>();
  for (const id of ids) {
    const address = isAddress(id) ? id : await kit.members.addressOf(id);
    if (address) found.set(id, address);
  }
  return found;
}

/** House ids hold no colon. */
function isAddress(id: string): id is Address {
  return id.includes(":");
}
