/** Finding a call-out for somebody who answers for it: doubt refuses. */
import { type Kit, type Turn, UserError } from "#bot";
import { meant } from "./meant.ts";
import type { CallOut } from "./store.ts";
import type { Words } from "./words.ts";

/** The call-out named, if the speaker is a secretary of its unit or of one above; throws UserError otherwise. */
export async function answerable(
  kit: Kit,
  w: Words,
  turn: Turn,
  verb: string,
): Promise<{ callout: CallOut; rest: string }> {
  const found = await meant(kit, turn);
  if (!found.code) throw new UserError(w.sayCode(verb));
  if (!found.callout) throw new UserError(w.unknownCode(found.code));
  if (!(await mayRun(kit, turn, found.callout))) throw new UserError(w.notYours);
  return { callout: found.callout, rest: found.rest };
}

/** May the speaker see and change this call-out? One of no unit belongs to its host and to whoever stands above all. */
export async function mayRun(kit: Kit, turn: Turn, callout: CallOut): Promise<boolean> {
  if (callout.unit) return kit.members.may(turn.by, "secretary", callout.unit);
  return turn.by.id === callout.host || (turn.by.role === "admin" && !turn.by.unit);
}
