/** 撤回 and 进度: taking an item back wherever it was shown, and totals that point at nobody. */
import { type Address, type Answer, type Bot, type Kit, type Reply, type Tx, UserError } from "#bot";
import { aloud, findItem, mayDecide, privately } from "./desk.ts";
import { timeOf } from "./preview.ts";
import { overlay, type Shelf, shelve } from "./shelf.ts";
import { itemById, itemsOf, keepItem, markSend, readersOf, sendsOf, unplan } from "./store-items.ts";
import type { Words } from "./words.ts";

/** Smaller numbers could point at somebody (PRODUCT.md P42). */
const SMALLEST = 5;

export function withdraw(bot: Bot, kit: Kit, w: Words, shelf: Shelf): void {
  bot.command(
    { name: "study.withdraw", words: ["撤回 …"], examples: [], about: w.about.withdraw, role: "secretary" },
    async (turn): Promise<Answer> => {
      const fresh = await shelf.fresh();
      const found = findItem(overlay(await itemsOf(kit.db), fresh), turn.rest);
      if (!found) throw new UserError(w.notFound("撤回"));
      if (!(await mayDecide(kit, turn.by, found.item))) throw new UserError(w.notYours);
      const others = new Set([found.item.author, found.item.approver].filter((id) => id && id !== turn.by.id));
      const members = await Promise.all([...others].map((id) => kit.members.byId(id)));
      return async (tx: Tx) => {
        await shelve(tx, kit, fresh);
        await kit.lock(tx, `study:${found.item.id}`);
        const item = await itemById(tx, found.item.id);
        if (!item || item.status === "withdrawn") return aloud(turn, w.gone(found.item.title));
        await keepItem(tx, { ...item, status: "withdrawn", changed: kit.now() });
        await unplan(tx, item.id);
        const taken: Reply[] = [];
        for (const send of await sendsOf(tx, item.id)) {
          if (send.status !== "sent") continue;
          await markSend(tx, item.id, send.chat, { status: "recalled", at: kit.now() });
          taken.push({
            to: send.chat as Address,
            text: w.recalledHere(item.title),
            living: `study:${item.id}`,
            gone: true,
          });
        }
        const told = members.flatMap((one) =>
          one
            ? [{ to: one.address, text: w.withdrawnForYou(item.title, turn.by.name || w.someSecretary, taken.length) }]
            : [],
        );
        return [aloud(turn, w.withdrawn(item.title, taken.length)), ...told, ...taken];
      };
    },
  );

  bot.command(
    { name: "study.progress", words: ["进度 …"], examples: [], about: w.about.progress, role: "secretary" },
    async (turn) => {
      const found = findItem(overlay(await itemsOf(kit.db), await shelf.fresh()), turn.rest);
      if (!found) throw new UserError(w.notFound("进度"));
      if (!(await mayDecide(kit, turn.by, found.item))) throw new UserError(w.notYours);
      const { item } = found;
      const sends = await sendsOf(kit.db, item.id);
      const of = (status: string) => sends.filter((send) => send.status === status).length;
      const readers = await readersOf(kit.db, item.id);
      const lines = [
        w.progressTitle(item.title, w.statuses[item.status]),
        w.progressTime(timeOf(kit, w, item)),
        w.progressGroups(of("sent"), of("planned"), of("missed")),
        readers >= SMALLEST ? w.progressReaders(readers) : w.progressFew,
      ];
      return privately(turn, w, { text: lines.join("\n") }, "待审");
    },
  );
}
