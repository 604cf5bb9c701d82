/** 稍后, 不想收, 暂停, 退订, 恢复推送, 上班时间: the person decides when, and it holds at once. */
import type { Bot, Kit, Tx } from "#bot";
import { aloud } from "./desk.ts";
import { nextPush, readShifts } from "./shift.ts";
import { changeReader, readerOf, takeBack } from "./store-readers.ts";
import { shown } from "./when.ts";
import type { Words } from "./words.ts";

/** "I am riding": the same item comes once more after this long. */
const LATER_MS = 2 * 3_600_000;

export function wishes(bot: Bot, kit: Kit, w: Words): void {
  bot.command(
    {
      name: "study.mute",
      words: ["暂停", "不想收", "退订"],
      examples: kit.examples("study.mute"),
      about: w.about.mute,
    },
    async (turn) => async (tx: Tx) => {
      // 退订 also forgets when the shift begins and which series was followed.
      const all = /退订|退定|取消订阅/.test(turn.message.text);
      const gone = all ? { shifts: "[]", series: "" } : {};
      await changeReader(tx, turn.by.id, { paused: 1, next_at: null, snooze_at: null, snooze_item: "", ...gone });
      return aloud(turn, all ? w.unsubscribed : w.muted);
    },
  );

  bot.command(
    {
      name: "study.resume",
      words: ["恢复推送", "恢复学习", "重新订阅"],
      examples: kit.examples("study.resume"),
      about: w.about.resume,
    },
    async (turn) => async (tx: Tx) => {
      const { shifts } = await readerOf(tx, turn.by.id);
      const times: string[] = JSON.parse(shifts);
      const next_at = nextPush(times, kit.now(), kit.calendar) ?? null;
      await changeReader(tx, turn.by.id, { paused: 0, next_at });
      return aloud(turn, next_at === null ? w.resumed : w.resumedWith(times, shown(kit, next_at)));
    },
  );

  bot.command(
    { name: "study.later", words: ["稍后"], examples: kit.examples("study.later"), about: w.about.later },
    async (turn) => async (tx: Tx) => {
      const reader = await readerOf(tx, turn.by.id);
      if (!reader.last_item) return aloud(turn, w.laterNothing);
      const at = kit.calendar.afterQuiet(kit.now() + LATER_MS);
      await takeBack(tx, turn.by.id, reader.last_item);
      await changeReader(tx, turn.by.id, { snooze_item: reader.last_item, snooze_at: at });
      return aloud(turn, w.laterAt(shown(kit, at)));
    },
  );

  bot.command(
    { name: "study.shift", words: ["上班时间 …"], examples: kit.examples("study.shift"), about: w.about.shift },
    async (turn) => {
      const reader = await readerOf(kit.db, turn.by.id);
      const before: string[] = JSON.parse(reader.shifts);
      if (turn.rest === "") return aloud(turn, w.shiftHow(before));
      if (/取消|不要|关闭|没有|cancel|off/i.test(turn.rest)) {
        return async (tx: Tx) => {
          await changeReader(tx, turn.by.id, { shifts: "[]", next_at: null });
          return aloud(turn, w.shiftOff);
        };
      }
      const shifts = readShifts(turn.rest);
      if (!shifts) return aloud(turn, w.shiftUnread);
      const next_at = nextPush(shifts, kit.now(), kit.calendar) ?? null;
      return async (tx: Tx) => {
        await changeReader(tx, turn.by.id, { shifts: JSON.stringify(shifts), next_at, paused: 0 });
        return aloud(turn, next_at === null ? w.shiftQuiet(shifts) : w.shiftSet(shifts, shown(kit, next_at)));
      };
    },
  );
}
