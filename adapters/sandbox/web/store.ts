/** What this window knows of the sandbox, kept up to date by the feed. React reads it through `useSyncExternalStore`. */
import type { Happening, Shown, State } from "../wire.ts";
import { BASE, get } from "./net.ts";

export interface Known extends State {
  /** False while the line to the server is down. */
  live: boolean;
  /** When this window first saw a line: the order that unread counts go by. Edits do not move a line. */
  order: ReadonlyMap<string, number>;
}

let known: Known | undefined;
let source: EventSource | undefined;
let counter = 0;
const listeners = new Set<() => void>();

export const store = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  snapshot: () => known,
};

function set(next: Known | undefined) {
  known = next;
  for (const listener of listeners) listener();
}

/** Loads everything, then follows. A browser gives one site six lines in all, so a hidden window lets go of its own. */
export function connect(): void {
  void load();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") source?.close();
    else follow();
  });
}

async function load(): Promise<void> {
  source?.close();
  try {
    const state = await get<State>("state");
    set({ ...state, live: true, order: new Map(state.shown.map((line) => [line.id, ++counter])) });
    follow();
  } catch {
    if (known) set({ ...known, live: false });
    setTimeout(() => void load(), 1500);
  }
}

function follow(): void {
  if (!known) return;
  source?.close();
  const line = new EventSource(`${BASE}api/events?after=${encodeURIComponent(known.last)}`);
  source = line;
  line.onopen = () => known && set({ ...known, live: true });
  line.onmessage = ({ data, lastEventId }) => {
    const event = JSON.parse(String(data)) as Happening;
    if (event.type === "reset") void load();
    else if (known) set({ ...reduce(known, event), last: lastEventId, live: true });
  };
  line.onerror = () => {
    if (known) set({ ...known, live: false });
    // The browser tries again by itself, unless the answer was a refusal; then start from the whole state.
    if (line.readyState === EventSource.CLOSED && source === line) setTimeout(() => void load(), 1500);
  };
}

function reduce(was: Known, event: Exclude<Happening, { type: "reset" }>): Known {
  switch (event.type) {
    case "shown":
      return { ...was, shown: place(was.shown, event.shown), order: seen(was.order, event.shown.id) };
    case "people":
      return { ...was, people: event.people };
    case "rooms":
      return { ...was, rooms: event.rooms };
    case "raw":
      return { ...was, raw: [...was.raw.slice(-299), event.raw] };
    case "fault":
      return { ...was, fault: event.fault };
  }
}

function place(lines: Shown[], line: Shown): Shown[] {
  const at = lines.findIndex(({ id }) => id === line.id);
  return at < 0 ? [...lines.slice(-1999), line] : lines.with(at, line);
}

function seen(order: ReadonlyMap<string, number>, id: string): ReadonlyMap<string, number> {
  return order.has(id) ? order : new Map(order).set(id, ++counter);
}
