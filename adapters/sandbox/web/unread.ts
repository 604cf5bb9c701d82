/** Which chats hold lines that a person has not looked at yet. */
import { useEffect, useRef } from "react";
import type { Known } from "./store.ts";

/** Counts by "person|chat". What was there when the window opened counts as read. */
export function useUnread(known: Known, me: string, chat: string): (person: string, chat: string) => number {
  const read = useRef(new Map<string, number>());
  const opened = useRef(newest(known));
  const last = newest(known);
  read.current.set(`${me}|${chat}`, last);
  // Leaving a chat must not make its lines unread again, so what was read stays noted after the switch.
  useEffect(() => void read.current.set(`${me}|${chat}`, last), [me, chat, last]);
  return (person, where) => {
    const until = read.current.get(`${person}|${where}`) ?? opened.current;
    return known.shown.filter(
      (line) =>
        line.chat === where &&
        line.from !== person &&
        line.kind === "said" &&
        !line.gone &&
        (known.order.get(line.id) ?? 0) > until,
    ).length;
  };
}

function newest(known: Known): number {
  return known.order.get(known.shown.at(-1)?.id ?? "") ?? 0;
}
