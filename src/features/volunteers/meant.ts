/** Which call-out do these words mean? */
import type { Kit, Reply, Turn } from "#bot";
import { findCode } from "./code.ts";
import { aloud, inGroup } from "./desk.ts";
import { span } from "./span.ts";
import { byCode, type CallOut, hangingIn, running } from "./store.ts";
import type { Words } from "./words.ts";

export interface Meant {
  /** What was named, by code or by replying to its card; undefined when neither. */
  code: string | undefined;
  callout: CallOut | undefined;
  /** The words without the code. */
  rest: string;
}

/** A code in the words, else the card that the message replies to. */
export async function meant(kit: Kit, turn: Turn): Promise<Meant> {
  const found = findCode(turn.rest);
  const code = found.code ?? /^callout:(.+)$/.exec(turn.about ?? "")?.[1];
  return { code, callout: code ? await byCode(kit.db, code) : undefined, rest: found.rest };
}

/** The call-outs that this person can still join here, the newest first: those that hang in this group, or of their unit. */
export async function joinable(kit: Kit, turn: Turn): Promise<CallOut[]> {
  const now = kit.now();
  const all = (await running(kit.db, now)).filter((callout) => callout.starts > now);
  if (inGroup(turn)) {
    const here = await hangingIn(kit.db, turn.message.chat);
    const hanging = all.filter((callout) => here.has(callout.id));
    if (hanging.length > 0) return hanging;
  }
  const unit = (await kit.members.groupOf(turn.message.chat))?.unit.id ?? turn.by.unit?.id;
  if (!unit) return all;
  const near: CallOut[] = [];
  for (const callout of all) {
    const related =
      !callout.unit || (await kit.members.within(unit, callout.unit)) || (await kit.members.within(callout.unit, unit));
    if (related) near.push(callout);
  }
  return near;
}

/** "Which one?", with a button each; or that there is none. */
export function which(kit: Kit, w: Words, turn: Turn, verb: string, callouts: readonly CallOut[], none: string): Reply {
  if (callouts.length === 0) return aloud(turn, none);
  const shown = callouts.slice(0, 6);
  const lines = shown.map((callout) => w.listLine(callout.code, callout.task, span(kit, callout.starts, callout.ends)));
  const buttons = shown.map(({ code }) => ({ label: `${verb} ${code}`, says: `${verb} ${code}` }));
  return { ...aloud(turn, [w.whichOne, ...lines].join("\n")), buttons };
}
