/** One chat: its lines from the oldest to the newest, and the place to write. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Profile } from "../../profiles.ts";
import type { Shown } from "../../wire.ts";
import type { Known } from "../store.ts";
import type { Clock } from "../time.ts";
import type { View } from "../view.ts";
import { useWords } from "../wording.ts";
import { Composer } from "./Composer.tsx";
import { Line } from "./Line.tsx";
import { useDraft } from "./useDraft.ts";
import { Welcome } from "./Welcome.tsx";

/** A pause of five minutes is worth saying the time again. */
const PAUSE_MS = 5 * 60 * 1000;
/** Lines drawn at first, and with each look further back. */
const PAGE = 150;

interface Props {
  known: Known;
  view: View;
  clock: Clock;
  profile: Profile;
  /** The next words are to arrive late. */
  late: boolean;
  onSent: () => void;
}

export function Chat({ known, view, clock, profile, late, onSent }: Props) {
  const words = useWords();
  const [length, setLength] = useState(PAGE);
  const [quoted, setQuoted] = useState<Shown>();
  const sent = () => {
    setQuoted(undefined);
    onSent();
  };
  const draft = useDraft({ view, profile, late, quoted, onSent: sent });
  const lines = known.shown.filter(({ chat }) => chat === view.chat);
  const list = useRef<HTMLDivElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);
  const last = lines.at(-1);

  const toEnd = useCallback(() => {
    const { current } = list;
    if (current) current.scrollTop = current.scrollHeight;
  }, []);
  // Follows the talk, but never pulls away somebody who is reading further up.
  useLayoutEffect(() => {
    if (atEnd.current || last?.from === view.me.address) toEnd();
    else setBehind(true);
  }, [last, view.me.address, toEnd]);
  // A card that grows or a picture that arrives late must not push the end out of sight.
  useEffect(() => {
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    if (inside.current) watcher.observe(inside.current);
    if (list.current) watcher.observe(list.current);
    return () => watcher.disconnect();
  }, [toEnd]);

  return (
    <>
      <div
        className="lines"
        ref={list}
        role="log"
        aria-label={words.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 60;
          if (atEnd.current) setBehind(false);
        }}
      >
        <div ref={inside}>
          {lines.length === 0 && <Welcome direct={!view.room} onSay={(text) => void draft.say(text)} />}
          {lines.length > length && (
            <button type="button" className="earlier" onClick={() => setLength(length + PAGE)}>
              {words.earlier}
            </button>
          )}
          {lines.slice(-length).map((line, n, seen) => {
            const before = seen[n - 1];
            const pause = !before || Date.parse(line.at) - Date.parse(before.at) > PAUSE_MS;
            return (
              <div key={line.id}>
                {pause && <p className="when">{clock.full(line.at, new Date())}</p>}
                <Line
                  line={line}
                  quoted={line.replyTo === undefined ? undefined : lines.find(({ id }) => id === line.replyTo)}
                  people={known.people}
                  me={view.me.address}
                  inGroup={!!view.room}
                  clock={clock}
                  profile={profile}
                  onReply={setQuoted}
                />
              </div>
            );
          })}
        </div>
      </div>
      {behind && (
        <button type="button" className="to-end" onClick={toEnd}>
          {words.newer}
        </button>
      )}
      <Composer known={known} view={view} draft={draft} quoted={quoted} onQuoteDone={() => setQuoted(undefined)} />
    </>
  );
}
