/** 我的数据 and 删除我的数据 for study. */
import type { Db, Kit, Member, Rights, Tx } from "#bot";
import { onePerson } from "./one-person.ts";
import { tables } from "./store.ts";
import { itemsOf } from "./store-items.ts";
import { readerOf } from "./store-readers.ts";
import type { Words } from "./words.ts";

export function rights(kit: Kit, w: Words): Rights {
  return {
    async export(db: Db, person: Member) {
      const reader = await readerOf(db, person.id);
      const given = await tables(db)
        .selectFrom("study_given")
        .leftJoin("study_items", "study_items.id", "study_given.item")
        .select(["study_given.item", "study_given.day", "study_items.title"])
        .where("study_given.person", "=", person.id)
        .orderBy("study_given.day")
        .execute();
      const written = (await itemsOf(db)).filter((item) => item.author === person.id);
      const shifts: string[] = JSON.parse(reader.shifts);
      const lines = [
        ...(shifts.length > 0 || reader.paused || reader.series
          ? [w.exportWishes(shifts, reader.paused === 1, reader.series)]
          : []),
        ...given.map((one) => w.exportGiven(one.title ?? one.item, one.day)),
        ...written.map((item) => w.exportWritten(item.title)),
      ];
      const data = {
        wishes: { shifts, paused: reader.paused === 1, series: reader.series },
        given,
        written: written.map(({ id, title, text }) => ({ id, title, text })),
      };
      return { title: w.exportTitle, lines, data };
    },

    async erase(tx: Tx, person: Member) {
      const readers = await tables(tx).deleteFrom("study_readers").where("person", "=", person.id).executeTakeFirst();
      const given = await tables(tx).deleteFrom("study_given").where("person", "=", person.id).executeTakeFirst();
      // Unfinished words go; what was approved is the unit's publication and stays without the name.
      await tables(tx)
        .deleteFrom("study_items")
        .where("author", "=", person.id)
        .where("source", "=", "chat")
        .where("status", "in", ["in_review", "returned", "withdrawn"])
        .execute();
      await tables(tx).updateTable("study_items").set({ author: "" }).where("author", "=", person.id).execute();
      await tables(tx).updateTable("study_items").set({ approver: "" }).where("approver", "=", person.id).execute();
      const any = Number(readers.numDeletedRows) + Number(given.numDeletedRows) > 0;
      return any ? [w.erased] : [];
    },

    merge: (tx, from, into) => onePerson(kit, tx, from, into),
  };
}
