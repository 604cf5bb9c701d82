/** Which person and which chat this window shows; kept in the address bar, so two windows can be two people. */
import { useCallback, useSyncExternalStore } from "react";
import type { Person, Room } from "../wire.ts";
import type { Known } from "./store.ts";

export interface View {
  me: Person;
  /** A room's address, or the person's own: their direct chat. */
  chat: string;
  room: Room | undefined;
  rooms: Room[];
}

/** "#wang/g1" */
function readHash(): [string | undefined, string | undefined] {
  const [who, chat] = decodeURIComponent(location.hash.slice(1)).split("/");
  return [who || undefined, chat || undefined];
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  addEventListener("hashchange", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("hashchange", listener);
  };
}

/** Falls back to the first person and to a chat that this person has. */
export function useView(known: Known): [View, (who: string, chat: string) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const [who, wanted] = hash ? readHash() : [];
  const me = known.people.find(({ address }) => address === `sandbox:${who}`) ?? known.people[0] ?? NOBODY;
  const rooms = known.rooms.filter(({ members }) => members.includes(me.address));
  const direct = wanted === "direct";
  const room = direct ? undefined : (rooms.find(({ address }) => address === `sandbox:${wanted}`) ?? rooms[0]);
  const go = useCallback((person: string, chat: string) => {
    const part = chat === person ? "direct" : chat.slice("sandbox:".length);
    location.hash = `${encodeURIComponent(person.slice("sandbox:".length))}/${encodeURIComponent(part)}`;
    // The browser tells of a new hash only later; a radio button would jump back in the meantime.
    for (const listener of listeners) listener();
  }, []);
  return [{ me, chat: room?.address ?? me.address, room, rooms }, go];
}

const NOBODY: Person = { address: "sandbox:nobody", name: "", job: "" };
