/** 我的数据 and 删除我的数据 for volunteers. */
import { randomUUID } from "node:crypto";
import type { Db, Kit, Member, Rights, Tx } from "#bot";
import { giveBack } from "./give-back.ts";
import { onePerson } from "./one-person.ts";
import { day } from "./span.ts";
import { tables } from "./store.ts";
import { historyOf } from "./store-people.ts";
import type { Words } from "./words.ts";

export function rights(kit: Kit, w: Words): Rights {
  return {
    async export(db: Db, person: Member) {
      const signUps = await historyOf(db, person.id);
      const notes = await tables(db).selectFrom("callout_hours").selectAll().where("person", "=", person.id).execute();
      const hosted = await tables(db)
        .selectFrom("callouts")
        .select(["code", "task", "created"])
        .where("host", "=", person.id)
        .execute();
      const lines = [
        ...signUps.map(({ callout, signUp }) => {
          const when = day(kit, callout.starts);
          const served = signUp.minutes === null ? "" : w.duration(signUp.minutes);
          return w.exportLine(callout.code, callout.task, when, w.statuses[signUp.status], signUp.party, served);
        }),
        ...hosted.map((callout) => w.exportHosted(callout.code, callout.task)),
      ];
      // Who else wrote in a correction is that person's own datum.
      const own = notes.map(({ by, ...note }) => ({ ...note, by: by === person.id ? "me" : "host" }));
      const data = {
        signUps: signUps.map(({ callout, signUp }) => ({ code: callout.code, task: callout.task, ...signUp })),
        notes: own,
        hosted,
      };
      return { title: w.exportTitle, lines, data };
    },

    async erase(tx: Tx, person: Member) {
      const mine = await historyOf(tx, person.id);
      await kit.lock(tx, ...mine.map(({ callout }) => `callout:${callout.id}`).sort());
      for (const { callout, signUp } of mine) {
        const served = signUp.status === "signed_up" && callout.starts <= kit.now();
        // A place that was used stays as a number under a name nobody knows; everything else goes.
        if (served) {
          await tables(tx)
            .updateTable("callout_signups")
            .set({ person: `gone:${randomUUID()}`, in_at: null, out_at: null, at: callout.starts })
            .where("callout", "=", callout.id)
            .where("person", "=", person.id)
            .execute();
          continue;
        }
        await tables(tx)
          .deleteFrom("callout_signups")
          .where("callout", "=", callout.id)
          .where("person", "=", person.id)
          .execute();
        if (signUp.status === "signed_up" || signUp.status === "waitlisted") await giveBack(kit, tx, callout.id);
      }
      await tables(tx).deleteFrom("callout_hours").where("person", "=", person.id).execute();
      await tables(tx).updateTable("callout_hours").set({ by: "" }).where("by", "=", person.id).execute();
      await tables(tx).deleteFrom("callout_news").where("person", "=", person.id).execute();
      await tables(tx).updateTable("callouts").set({ host: "" }).where("host", "=", person.id).execute();
      return mine.length > 0 ? [w.erased(mine.length)] : [];
    },

    merge: (tx, from, into) => onePerson(kit, tx, from, into),
  };
}
