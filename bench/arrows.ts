/** Holds imports against a plan of rooms; the plan itself stands in test/floors.test.ts. */
import { type Aliases, packageOf, resolve } from "./graph.ts";
import type { Source } from "./scan.ts";

/** A room: its files (what the pattern captures tells one of many rooms from its siblings), and where it may reach. */
export interface Room {
  name: string;
  holds: RegExp;
  /** Rooms by name; "<room> index" is only its index.ts; "anything" is anything. Its own room is always allowed. */
  may: string[];
  /** Packages it may import when the list is given; "types": any, for its types alone; "node:*": Node's own. */
  packages?: string[];
}

interface Place {
  room: Room;
  /** Tells siblings apart. */
  key: string;
}

/** Every import that the plan does not allow, in words. `kept` names packages that only one room may import. */
export function arrows(
  sources: Map<string, Source>,
  aliases: Aliases,
  rooms: Room[],
  kept: { packages: RegExp; room: string },
): string[] {
  const faults: string[] = [];
  for (const [path, source] of sources) {
    const from = placeOf(path, rooms);
    if (from === undefined) {
      faults.push(`${path}: in no room of the plan`);
      continue;
    }
    for (const { specifier, typeOnly, line } of source.imports) {
      const target = resolve(path, specifier, aliases, (each) => sources.has(each));
      const fault =
        target === undefined
          ? packageFault(from.room, packageOf(specifier), typeOnly, kept)
          : houseFault(from, target, placeOf(target, rooms), specifier);
      if (fault) faults.push(`${path}:${line}: ${fault}`);
    }
  }
  return faults;
}

function placeOf(path: string, rooms: Room[]): Place | undefined {
  for (const room of rooms) {
    const found = room.holds.exec(path);
    if (found) return { room, key: `${room.name}/${found[1] ?? ""}` };
  }
  return undefined;
}

function packageFault(
  room: Room,
  name: string,
  typeOnly: boolean,
  kept: { packages: RegExp; room: string },
): string | undefined {
  if (kept.packages.test(name) && room.name !== kept.room) return `${name} belongs to the room "${kept.room}"`;
  if (room.packages === undefined || room.packages.includes(name)) return undefined;
  if (typeOnly && room.packages.includes("types")) return undefined;
  if (name.startsWith("node:") && room.packages.includes("node:*")) return undefined;
  return `${room.name} may not import ${name}`;
}

function houseFault(from: Place, target: string, to: Place | undefined, specifier: string): string | undefined {
  if (to === undefined) return `${target} is outside the house`;
  if (to.key === from.key || from.room.may.includes("anything")) return undefined;
  // An index is a door only on the room's own floor: a deeper folder's index.ts is an inner door.
  const door = /^(?:adapters|src\/[^/]+)\/[^/]+\/index\.ts$/.test(target);
  const allowed = from.room.may.includes(to.room.name) || (door && from.room.may.includes(`${to.room.name} index`));
  if (!allowed) return `${from.room.name} may not reach ${target}`;
  // The contract has one door as well; only the bot, which lives with it, goes in by the file.
  if (to.room.name !== "contract" || from.room.name === "bot" || specifier === "#bot") return undefined;
  return `the contract is imported as "#bot", not as "${specifier}"`;
}
