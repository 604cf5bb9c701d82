/** 我的时长 and 时长有误: a person's own record, and the way to have it put right. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer, Bot, Button, Kit, Member, Reply, Turn, Tx } from "#bot";
import { minutes } from "./amount.ts";
import { aloud, inGroup, privately } from "./desk.ts";
import { measured, recordOf } from "./hours.ts";
import { meant } from "./meant.ts";
import { day } from "./span.ts";
import { byId, type CallOut, type SignUp, tables } from "./store.ts";
import { historyOf, signUpOf } from "./store-people.ts";
import type { Words } from "./words.ts";

export function myHours(bot: Bot, kit: Kit, w: Words): void {
  bot.command(
    {
      name: "volunteer.hours",
      words: ["我的时长"],
      examples: kit.examples("volunteer.hours"),
      about: w.aboutHours,
      reads: true,
    },
    async (turn) => {
      const served = await servedBy(turn);
      if (served.length === 0) return privately(turn, w, { text: w.noHours });
      const sum = served.reduce((all, { signUp }) => all + (signUp.minutes ?? 0), 0);
      const lines = served.map(({ callout, signUp }) =>
        w.hoursLine(callout.code, callout.task, day(kit, callout.starts), recordOf(kit, w, callout, signUp)),
      );
      const words = { text: [w.hoursSum(w.duration(sum)), ...lines].join("\n"), buttons: disputes(served) };
      return privately(turn, w, words);
    },
  );

  const ask = bot.dialog("volunteers.dispute", z.object({ callout: z.string() }), async (turn, { callout }, again) => {
    const said = turn.rest.trim();
    return said ? file(turn, callout, said) : { text: w.disputeAsk, next: again({ callout }) };
  });

  bot.command(
    {
      name: "volunteer.dispute",
      words: ["时长有误 …"],
      examples: kit.examples("volunteer.dispute"),
      about: w.aboutDispute,
    },
    async (turn): Promise<Answer> => {
      const found = await meant(kit, turn);
      if (found.code && !found.callout) return aloud(turn, w.unknownCode(found.code));
      const served = await signedUpPast(turn);
      const one = found.callout
        ? served.find(({ callout }) => callout.id === found.callout?.id)
        : served.length === 1
          ? served[0]
          : undefined;
      if (found.code && !one) return privately(turn, w, { text: w.nothingToDispute });
      if (!one) {
        if (served.length === 0) return privately(turn, w, { text: w.nothingToDispute });
        return privately(turn, w, { text: w.whichOne, buttons: disputes(served) });
      }
      if (found.rest) return file(turn, one.callout.id, found.rest);
      const question: Reply = {
        text: w.disputeWhat(one.callout.code, one.callout.task, recordOf(kit, w, one.callout, one.signUp)),
        next: ask({ callout: one.callout.id }),
      };
      return privately(turn, w, question);
    },
  );

  type Served = { callout: CallOut; signUp: SignUp };

  /** What a place was held for and has begun: also a check-in that was forgotten can be disputed. */
  async function signedUpPast(turn: Turn): Promise<Served[]> {
    const all = await historyOf(kit.db, turn.by.id);
    return all.filter(({ signUp, callout }) => signUp.status === "signed_up" && callout.starts <= kit.now());
  }

  async function servedBy(turn: Turn): Promise<Served[]> {
    return (await signedUpPast(turn)).filter(({ signUp }) => signUp.in_at !== null || signUp.minutes !== null);
  }

  function disputes(served: readonly Served[]): Button[] {
    return served
      .slice(0, 3)
      .map(({ callout }) => ({ label: w.disputeButton(callout.code), says: `时长有误 ${callout.code}` }));
  }

  /** Who published it, while they still answer for that unit; else its secretaries and those above. */
  async function hostsOf(callout: CallOut): Promise<Member[]> {
    const host = callout.host ? await kit.members.byId(callout.host) : undefined;
    const unit = callout.unit || undefined;
    if (host && (await kit.members.may(host, "secretary", unit))) return [host];
    return kit.members.staff("secretary", unit, true);
  }

  /** Keeps both values and tells the host, who alone decides (PRODUCT.md P21). */
  async function file(turn: Turn, id: string, said: string): Promise<Answer> {
    const callout = await byId(kit.db, id);
    const signUp = await signUpOf(kit.db, id, turn.by.id);
    if (!callout || signUp?.status !== "signed_up") return privately(turn, w, { text: w.nothingToDispute });
    const told = await hostsOf(callout);
    const before = signUp.minutes ?? measured(callout, signUp) ?? null;
    const after = minutes(said) ?? null;
    const words = said.slice(0, 500);
    const buttons: Button[] = [{ label: w.keepHours, says: `确认时长 ${callout.code} ${signUp.seq} 维持` }];
    if (after !== null) {
      buttons.unshift({
        label: w.changeTo(w.duration(after)),
        says: `确认时长 ${callout.code} ${signUp.seq} ${after}分钟`,
      });
    }
    const text = w.disputeForHost(
      turn.by.name || w.unnamed,
      callout.code,
      callout.task,
      recordOf(kit, w, callout, signUp),
      words,
      signUp.seq,
    );
    const asked = told.map((member) => ({ to: member.address, text, buttons }));
    const line = {
      id: randomUUID(),
      callout: id,
      person: turn.by.id,
      by: turn.by.id,
      before,
      after,
      words,
      at: kit.now(),
    };
    return async (tx: Tx) => {
      await tables(tx).insertInto("callout_hours").values(line).execute();
      const answer = inGroup(turn) ? privately(turn, w, { text: w.disputeFiled }) : [{ text: w.disputeFiled }];
      return [...answer, ...asked];
    };
  }
}
