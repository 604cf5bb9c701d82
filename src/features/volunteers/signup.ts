/** 报名: first come first served, decided inside the transaction, told in the group without a name. */
import type { Answer, Bot, Kit, Reply, Turn, Tx } from "#bot";
import { party } from "./amount.ts";
import { aloud, inGroup, privately, reseat, standing } from "./desk.ts";
import { overlaps, strain } from "./load.ts";
import { joinable, meant, which } from "./meant.ts";
import { span } from "./span.ts";
import { byId, type CallOut } from "./store.ts";
import { commitmentsOf, joinLine, signUpOf } from "./store-people.ts";
import type { Words } from "./words.ts";

export function signup(bot: Bot, kit: Kit, w: Words): void {
  bot.command(
    {
      name: "volunteer.signup",
      words: ["报名 …", "+1 …", "+2 …", "+3 …"],
      examples: kit.examples("volunteer.signup"),
      about: w.aboutSignUp,
    },
    async (turn): Promise<Answer> => {
      const found = await meant(kit, turn);
      if (found.code && !found.callout) return aloud(turn, w.unknownCode(found.code));
      const plus = /^\s*\+\s*(\d{1,3})/.exec(turn.message.text.normalize("NFKC"))?.[1];
      const heads = plus ? Number(plus) : party(found.rest);
      if (found.callout) return join(turn, found.callout.id, heads);
      const open = await joinable(kit, turn);
      // "+1" without a reply means the newest one; 报名 means the only one, or asks.
      const one = plus || open.length === 1 ? open[0] : undefined;
      return one ? join(turn, one.id, heads) : which(kit, w, turn, "报名", open, w.noneOpen);
    },
  );

  function join(turn: Turn, id: string, heads: number): Answer {
    return async (tx: Tx) => {
      // The person is held too: two sign-ups at once must not overlap unseen.
      await kit.lock(tx, `callout:${id}`, `volunteer:${turn.by.id}`);
      const callout = await byId(tx, id);
      if (!callout) return aloud(turn, w.noneOpen);
      const no = await refusal(tx, turn, callout, heads);
      if (no) return no;
      const others = (await commitmentsOf(tx, turn.by.id, kit.now())).map((other) => other.callout);
      // Who was shown the notice and signs up, consents by this act; who was not, is shown it with the private words.
      const consents = turn.by.met && turn.by.consent === undefined;
      if (consents) await kit.members.consent(tx, turn.by);
      await joinLine(tx, id, turn.by.id, Math.max(1, heads), kit.now());
      const shown = await reseat(tx, kit, w, callout, new Map(), turn.by.id);
      const mine = await signUpOf(tx, id, turn.by.id);
      return [...(await told(tx, turn, callout, mine?.status === "signed_up", others, consents)), ...shown];
    };
  }

  /** Why this person cannot join, in words that help; undefined when nothing stands in the way. */
  async function refusal(tx: Tx, turn: Turn, callout: CallOut, heads: number): Promise<Reply | undefined> {
    const { code } = callout;
    if (callout.status === "cancelled") return aloud(turn, w.wasCancelled(code));
    if (kit.now() >= callout.starts)
      return aloud(turn, kit.now() >= callout.ends ? w.isOver(code) : w.hasStarted(code));
    const mine = await signUpOf(tx, callout.id, turn.by.id);
    if (mine?.status === "signed_up") return aloud(turn, w.already(code, mine.party));
    if (mine?.status === "waitlisted") return aloud(turn, w.alreadyWaiting(code));
    if (heads > callout.capacity) return aloud(turn, w.tooMany(code, callout.capacity));
    const clash = (await commitmentsOf(tx, turn.by.id, kit.now())).find((other) => overlaps(other.callout, callout));
    // What else a person does is theirs: in a group the other call-out is named to them alone.
    if (clash) {
      const when = span(kit, clash.callout.starts, clash.callout.ends);
      const words = w.clash(code, clash.callout.code, clash.callout.task, when);
      const buttons = [{ label: w.cancelButton(clash.callout.code), says: `取消报名 ${clash.callout.code}` }];
      return inGroup(turn)
        ? { ...aloud(turn, w.clashShort(code, clash.callout.code)), buttons }
        : { text: words, buttons };
    }
    return undefined;
  }

  async function told(
    tx: Tx,
    turn: Turn,
    callout: CallOut,
    seated: boolean,
    others: CallOut[],
    consents: boolean,
  ): Promise<Reply[]> {
    const { hours, rest } = strain(callout, others);
    const lines = [
      seated ? w.signedUp(callout.code, callout.task) : w.waitlisted(callout.code, callout.task),
      await standing(tx, w, callout, turn.by.id),
      w.cardTime(span(kit, callout.starts, callout.ends)),
      w.cardPlace(callout.place),
      w.cardRisks(callout.risks),
      callout.insurance ? w.cardInsurance(callout.insurance) : w.cardUninsured,
      ...(hours ? [w.strainHours] : []),
      ...(rest ? [w.strainRest] : []),
      ...(consents ? [w.consented] : []),
      w.changeMind,
    ];
    const buttons = [{ label: w.cancelButton(callout.code), says: `取消报名 ${callout.code}` }];
    const line = seated ? w.groupSignedUp(callout.code) : w.groupWaitlisted(callout.code);
    return privately(turn, w, { text: lines.join("\n"), buttons }, line);
  }
}
