/** 捎话: wisher and giver speak through the bot, neither knowing who the other is. What is passed on is kept nowhere. */
import { type Answer, type Turn, UserError } from "#bot";
import { reference } from "../case/numbers.ts";
import { maskPhones } from "../intake/mask.ts";
import { decent, inGroup, privately, type Room, within } from "../room.ts";
import { wishRefusal } from "./act.ts";
import type { WishAsk } from "./ask.ts";
import { fulfilWish } from "./give.ts";
import { toOne } from "./near.ts";
import { type WishRow, wishByNo } from "./store.ts";

const HOURS = 24;
const OPENLY = "给对方看";
const HIDDEN = "遮住再捎";

/** Hears what was asked for, with the number in front. */
export async function hearWish(room: Room, turn: Turn, { no, word, text }: WishAsk): Promise<Answer> {
  const said = turn.rest.trim();
  if (word === "心愿办好") return fulfilWish(room, { ...turn, rest: `${no} ${said}` });
  if (text !== "" && said === OPENLY) return pass(room, turn, no, text);
  if (text !== "" && said === HIDDEN) return pass(room, turn, no, hidden(text, turn.by.name));
  return relay(room, { ...turn, rest: `${no} ${said}` });
}

/** 捎话 NO words. A number or the speaker's own name is shown only after they say so. */
export async function relay(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { no, rest } = reference(turn.rest);
  if (no === undefined) throw new UserError(w.wish.whichOne("捎话"));
  const row = await between(room, turn, no);
  const mine = row.person === turn.by.id ? row.no : row.pub;
  const text = decent(room, rest, inGroup(turn));
  const ask = (words: string) => within(kit, HOURS, room.ask.wish({ no: mine, word: "捎话", text: words }));
  if (text === "") return privately(room, turn, { text: w.wish.sayWords(mine), next: ask("") }, `捎话 ${mine}`);
  if (hidden(text, turn.by.name) !== text) {
    const buttons = [
      { label: w.wish.sendHidden, says: HIDDEN },
      { label: w.wish.sendOpenly, says: OPENLY },
    ];
    return privately(room, turn, { text: w.wish.openly, buttons, next: ask(text) }, `捎话 ${mine}`);
  }
  return pass(room, turn, mine, text);
}

async function pass(room: Room, turn: Turn, no: string, text: string): Promise<Answer> {
  const { kit, w } = room;
  const row = await between(room, turn, no);
  const wisher = row.person === turn.by.id;
  const other = wisher ? row.giver : row.person;
  const to = other === null ? undefined : await kit.members.addressOf(other);
  const theirs = wisher ? row.pub : row.no;
  const words = wisher ? w.wish.fromWisher(theirs, text) : w.wish.fromGiver(theirs, text);
  return [
    ...privately(room, turn, { text: w.wish.relayed(no) }, "我的心愿"),
    ...toOne(to, words, [{ label: w.wish.answer, says: `捎话 ${theirs}` }]),
  ];
}

/** The wish that joins this person to another just now. */
async function between(room: Room, turn: Turn, no: string): Promise<WishRow> {
  const row = await wishByNo(room.kit.db, no);
  const part = row && [row.person, row.giver].includes(turn.by.id);
  if (!row || !part) throw new UserError(room.w.wish.notFound);
  if (row.state !== "claimed" && row.state !== "fulfilled")
    throw new UserError(wishRefusal(room.w, row, "fulfil", "state", { id: turn.by.id, chief: false }));
  return row;
}

function hidden(text: string, name: string): string {
  const own = name.trim();
  const plain = maskPhones(text);
  return [...own].length >= 2 ? plain.replaceAll(own, "*") : plain;
}
