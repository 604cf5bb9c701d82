/** 招募令 and 我的报名: what there is to do, and what I have promised. */
import type { Bot, Kit } from "#bot";
import { tallyOf } from "./card.ts";
import { aloud, privately, standing } from "./desk.ts";
import { joinable } from "./meant.ts";
import { span } from "./span.ts";
import { commitmentsOf, live } from "./store-people.ts";
import type { Words } from "./words.ts";

/** More than this is no list but a wall. */
const MOST = 6;

export function list(bot: Bot, kit: Kit, w: Words): void {
  bot.command(
    {
      name: "volunteer.list",
      words: ["当志愿者", "招募令", "志愿活动", "志愿服务"],
      examples: kit.examples("volunteer.list"),
      about: w.aboutList,
      reads: true,
    },
    async (turn) => {
      const open = (await joinable(kit, turn)).sort((a, b) => a.starts - b.starts);
      if (open.length === 0) return aloud(turn, w.noneOpen);
      const shown = open.slice(0, MOST);
      const lines: string[] = [];
      for (const callout of shown) {
        const { taken, waiting } = tallyOf(await live(kit.db, callout.id));
        const when = span(kit, callout.starts, callout.ends);
        lines.push(
          w.listEntry(callout.code, callout.task, when, callout.place, w.cardCount(taken, callout.capacity, waiting)),
        );
      }
      const more = open.length > MOST ? [w.listMore(open.length - MOST)] : [];
      const buttons = shown.map(({ code }) => ({ label: w.signUpButton(code), says: `报名 ${code}` }));
      return { ...aloud(turn, [w.listTitle, ...lines, ...more, w.listHow].join("\n")), buttons };
    },
  );

  bot.command(
    {
      name: "volunteer.mine",
      words: ["我的报名 …"],
      examples: kit.examples("volunteer.mine"),
      about: w.aboutMine,
      reads: true,
    },
    async (turn) => {
      const mine = await commitmentsOf(kit.db, turn.by.id, kit.now());
      if (mine.length === 0) return privately(turn, w, { text: w.noneMine });
      const lines: string[] = [];
      for (const { callout } of mine) {
        const when = span(kit, callout.starts, callout.ends);
        lines.push(w.mineEntry(callout.code, callout.task, when, callout.place));
        lines.push(await standing(kit.db, w, callout, turn.by.id));
      }
      const buttons = mine.slice(0, MOST).map(({ callout }) => ({
        label: w.cancelButton(callout.code),
        says: `取消报名 ${callout.code}`,
      }));
      return privately(turn, w, { text: lines.join("\n"), buttons });
    },
  );
}
