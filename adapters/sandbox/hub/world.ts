/** The people and the rooms of the sandbox. What an address means here, and who is where. */
import type { Address } from "#bot";
import { bot, chats, personas } from "../cast.ts";
import type { Person, Room } from "../wire.ts";
import type { Feed } from "./feed.ts";

export interface World {
  people(): Person[];
  rooms(): Room[];
  person(address: string): Person | undefined;
  room(address: string): Room | undefined;
  /** May this person read and write there? Their own direct chat, or a room they are in. */
  sees(person: Person, chat: string): boolean;
  /** Is the bot there? It always is in a direct chat. */
  botIn(chat: string): boolean;
  addPerson(name: string): Person | undefined;
  addRoom(name: string): Room;
  setMember(room: Room, person: Person, present: boolean): void;
  setBot(room: Room, present: boolean): void;
  /** Something was said to an address that this run does not know (it was made before a restart): make it again. */
  recall(address: Address): void;
  clear(): void;
}

/** Made rooms are g3, g4 …, made people p1, p2 …: an address alone tells which it was. */
export function createWorld(feed: Feed): World {
  const people = new Map<string, Person>();
  const rooms = new Map<string, Room>();
  const tellPeople = () => feed.push({ type: "people", people: [...people.values()] });
  const tellRooms = () => feed.push({ type: "rooms", rooms: [...rooms.values()] });
  const change = (room: Room) => {
    rooms.set(room.address, room);
    tellRooms();
    return room;
  };
  const free = (letter: string, taken: Map<string, unknown>): Address => {
    for (let n = 1; ; n += 1) if (!taken.has(`sandbox:${letter}${n}`)) return `sandbox:${letter}${n}`;
  };
  const everybody = () => [...people.values()].map((person) => person.address);
  const clear = () => {
    people.clear();
    rooms.clear();
    for (const { address, name, job } of personas) people.set(address, { address, name, job });
    for (const { address, name, members } of chats)
      rooms.set(address, { address, name, members: members.map((id): Address => `sandbox:${id}`), bot: true });
  };
  const newcomer = (address: Address, name: string) => {
    const person = { address, name, job: "" };
    people.set(address, person);
    tellPeople();
    return person;
  };
  clear();
  return {
    people: () => [...people.values()],
    rooms: () => [...rooms.values()],
    person: (address) => people.get(address),
    room: (address) => rooms.get(address),
    sees: (person, chat) => chat === person.address || !!rooms.get(chat)?.members.includes(person.address),
    botIn: (chat) => people.has(chat) || !!rooms.get(chat)?.bot,
    addPerson(name) {
      // Mentions go by name here, so a name belongs to one person.
      if (name === bot.name || [...people.values()].some((person) => person.name === name)) return undefined;
      return newcomer(free("p", people), name);
    },
    addRoom: (name) => change({ address: free("g", rooms), name, members: everybody(), bot: true }),
    setMember(room, person, present) {
      const others = room.members.filter((address) => address !== person.address);
      change({ ...room, members: present ? [...others, person.address] : others });
    },
    setBot: (room, present) => void change({ ...room, bot: present }),
    recall(address) {
      if (people.has(address) || rooms.has(address)) return;
      const id = address.slice("sandbox:".length);
      if (/^g\d+$/.test(id)) change({ address, name: id, members: everybody(), bot: true });
      else newcomer(address, id);
    },
    clear,
  };
}
