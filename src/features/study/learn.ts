/** 学一点, 下一条, 我有空, 学专题, 资料: one bite at a time, privately, when the person asks. */
import type { Answer, Bot, Kit, Turn, Tx } from "#bot";
import { aloud, bite, inGroup, privately } from "./desk.ts";
import { nextFor, readable } from "./reading.ts";
import { search } from "./search.ts";
import { type Shelf, shelve } from "./shelf.ts";
import type { Item } from "./store.ts";
import { itemById } from "./store-items.ts";
import { changeReader, give, givenTo, readerOf } from "./store-readers.ts";
import type { Words } from "./words.ts";

const MOST_FOUND = 5;
const MOST_SAYS_BYTES = 48;

export function learn(bot: Bot, kit: Kit, w: Words, shelf: Shelf): void {
  bot.command(
    {
      name: "study.next",
      words: ["学一点", "下一条", "我有空"],
      examples: kit.examples("study.next"),
      about: w.about.next,
      reads: true,
    },
    async (turn) => {
      // A tap on the group's card: what is on the card has been seen, so the next one is another.
      const seen = /^study:(.+)$/.exec(turn.about ?? "")?.[1];
      return hand(turn, (await readerOf(kit.db, turn.by.id)).series, seen);
    },
  );

  bot.command(
    { name: "study.series", words: ["学专题 …"], examples: kit.examples("study.series"), about: w.about.series },
    async (turn): Promise<Answer> => {
      const items = await readable(kit, turn.by, await shelf.fresh());
      const all = [...new Set(items.map((item) => item.series).filter(Boolean))].sort();
      const wanted = turn.rest.replace(/[《》"“”]/g, "").trim();
      const series = all.find((name) => name === wanted) ?? all.find((name) => wanted !== "" && name.includes(wanted));
      if (!series) return seriesList(turn, all, wanted);
      const given = await givenTo(kit.db, turn.by.id, items);
      const left = items.some((item) => item.series === series && !given.has(item.id));
      if (!left) return privately(turn, w, { text: w.seriesDone(series) }, "学一点");
      return hand(turn, series, undefined, series);
    },
  );

  bot.command(
    { name: "study.find", words: ["资料 …"], examples: kit.examples("study.find"), about: w.about.find, reads: true },
    async (turn): Promise<Answer> => {
      const items = await readable(kit, turn.by, await shelf.fresh());
      const named = items.find((item) => item.id === turn.rest.trim().toLowerCase());
      const found = named ? [named] : turn.rest ? search(items, turn.rest) : items.toReversed();
      const [only] = found;
      if (!only) return aloud(turn, turn.rest ? w.nothingFound : w.nothingYet);
      if (found.length === 1 && turn.rest)
        return inGroup(turn) ? privately(turn, w, whole(only), "学一点") : whole(only);
      const shown = found.slice(0, MOST_FOUND);
      const lines = shown.map((item) => w.foundLine(item.title, item.minutes));
      const buttons = shown.map((item) => ({ label: item.title.slice(0, 20), says: `资料 ${item.id}` }));
      return { ...aloud(turn, [turn.rest ? w.found : w.shelfList, ...lines].join("\n")), buttons };
    },
  );

  function whole(item: Item) {
    return { text: w.bite(item.title, item.minutes, item.series, item.ord, item.text) };
  }

  function seriesList(turn: Turn, all: string[], wanted: string): Answer {
    const buttons = all
      .map((name) => ({ label: name, says: `学专题 ${name}` }))
      .filter((button) => Buffer.byteLength(button.says) <= MOST_SAYS_BYTES);
    const text = all.length === 0 ? w.noSeries : wanted ? w.unknownSeries(wanted, all) : w.seriesList(all);
    return { ...aloud(turn, text), ...(buttons.length > 0 ? { buttons } : {}) };
  }

  /** Gives the next item and remembers the day, nothing else. */
  async function hand(turn: Turn, follows: string, seen?: string, follow?: string): Promise<Answer> {
    const fresh = await shelf.fresh();
    const items = await readable(kit, turn.by, fresh);
    const given = await givenTo(kit.db, turn.by.id, items);
    const card = items.find((one) => one.id === seen);
    if (card) given.add(card.id);
    const item = nextFor(kit, items, given, follows);
    const day = kit.calendar.dateOf(kit.now());
    return async (tx: Tx) => {
      await shelve(tx, kit, fresh);
      if (card) await give(tx, turn.by.id, card, day);
      if (!item) return privately(turn, w, { text: given.size > 0 ? w.allDone : w.nothingYet }, "学一点");
      // Between thinking and now it may have been withdrawn or changed.
      const now = await itemById(tx, item.id);
      if (now?.status !== "approved" || now.hash !== item.hash) return aloud(turn, w.tryAgain);
      await give(tx, turn.by.id, item, day);
      await changeReader(tx, turn.by.id, { last_item: item.id, ...(follow ? { series: follow } : {}) });
      return privately(turn, w, bite(w, item), "学一点");
    };
  }
}
