/** 绑定账号: one person, several platforms. A code asked for in one direct chat is said in another; no name links anything. */
import { type Answer, type Bot, type Kit, type Reply, type Turn, UserError } from "#bot";
import { confirm } from "./confirm.ts";
import { hasStanding, joining, type Side } from "./join.ts";
import { hashOf, newCode, newTag, printed, readCode } from "./link-code.ts";
import type { LinkCode } from "./store.ts";
import { changeCode, codeOf, dropCode, hold, openCode, sideOf } from "./store-links.ts";
import { countTry, resting } from "./tries.ts";
import { called, platformOf, roleOf } from "./where.ts";
import type { LinkWords } from "./words-link.ts";

/** How long a code, and the questions that follow it, may be answered. */
export const LIFE_MS = 10 * 60_000;

export function link(bot: Bot, kit: Kit, w: LinkWords): void {
  bot.command(
    {
      name: "member.link",
      words: ["绑定账号 …", "绑定我的账号 …", "link account …"],
      examples: kit.examples("member.link"),
      about: w.about.link,
    },
    async (turn): Promise<Answer> => {
      const heard = readCode(turn.rest);
      const group = turn.message.chat !== turn.message.from;
      if (heard.kind === "none") return group ? issueFromGroup(turn) : issue(turn);
      if (group) return burn(turn, heard.kind === "code" ? heard.code : undefined);
      if (heard.kind === "broken") throw new UserError(w.broken);
      return say(turn, heard.code);
    },
  );
  confirm(bot, kit, w);

  function issue(turn: Turn, to?: Reply["to"]): Answer {
    return async (tx) => {
      await hold(kit, tx);
      const me = await sideOf(kit, tx, turn.by.address);
      if (!me) throw new UserError(w.again);
      const code = newCode();
      await openCode(tx, {
        hash: hashOf(code),
        person: me.id,
        address: me.address,
        tag: newTag(),
        until: kit.now() + LIFE_MS,
        asker: null,
        agreed: 0,
        used: 0,
      });
      const text = w.code(printed(code), LIFE_MS / 60_000, hasStanding(me));
      return to
        ? [
            { text: w.sentPrivately, buttons: [way()] },
            { text, to },
          ]
        : { text };
    };
  }

  /** To whom the bot has never spoken a code would come late: they are shown the way, and ask there. */
  function issueFromGroup(turn: Turn): Answer {
    if (!turn.by.met) return { text: w.askPrivately, buttons: [way()] };
    return issue(turn, turn.by.address);
  }

  function way() {
    return { label: w.goPrivate, says: "绑定账号", private: true as const };
  }

  /** A code that a whole group has read is worth nothing any more; the answer does not tell whether it was one. */
  function burn(turn: Turn, code: string | undefined): Answer {
    return async (tx) => {
      await hold(kit, tx);
      const row = code === undefined ? undefined : await codeOf(tx, hashOf(code));
      if (row?.used === 0) await dropCode(tx, row.hash);
      return { text: w.burnt, mentions: [turn.message.from], buttons: [way()] };
    };
  }

  function say(turn: Turn, code: string): Answer {
    return async (tx): Promise<Reply | Reply[]> => {
      await hold(kit, tx);
      const now = kit.now();
      const me = await sideOf(kit, tx, turn.by.address);
      if (!me) throw new UserError(w.again);
      if (await resting(tx, me.id, now)) return { text: w.resting };
      const row = await codeOf(tx, hashOf(code));
      const wrong = row === undefined ? w.wrong : row.used === 1 ? w.used : row.until <= now ? w.expired : undefined;
      if (!row || wrong !== undefined) {
        await countTry(tx, me.id, now);
        return { text: wrong ?? w.wrong };
      }
      if (row.address === me.address) return { text: w.own };
      const issuer = await sideOf(kit, tx, row.address);
      if (!issuer || issuer.id !== row.person || issuer.id === me.id || (row.asker && row.asker !== me.address))
        return refuse(row, issuer, me);
      if (!joining(issuer, me).ok) {
        await dropCode(tx, row.hash);
        return { text: w.roles };
      }
      await changeCode(tx, row.hash, { asker: me.address });
      const text = w.ask(platformOf(issuer), called(w, issuer), roleOf(w, me), roleOf(w, issuer));
      return { text, buttons: w.taps(row.tag) };

      async function refuse(row: LinkCode, issuer: Side | undefined, me: Side): Promise<Reply | Reply[]> {
        await dropCode(tx, row.hash);
        if (!issuer || issuer.id !== row.person) return { text: w.expired };
        if (issuer.id === me.id) return { text: w.already };
        // Two have it who are not the one who asked for it: somebody passed it on.
        return [{ text: w.saidTwice }, { to: issuer.address as Reply["to"] & string, text: w.saidTwiceThere }];
      }
    };
  }
}
