/** Volunteers: a call-out in the groups, a place or a wait list, a reminder, and the hours that were served. */
import type { Feature } from "#bot";
import { callOff } from "./call-off.ts";
import { cancel } from "./cancel.ts";
import { doorMigrations, doors } from "./doors.ts";
import { list } from "./list.ts";
import { myHours } from "./my-hours.ts";
import { presence } from "./presence.ts";
import { recruit } from "./recruit.ts";
import { rights } from "./rights.ts";
import { roster } from "./roster.ts";
import { signup } from "./signup.ts";
import { migrations } from "./store.ts";
import { ticks } from "./ticks.ts";
import { en, zh } from "./words.ts";

export const volunteers: Feature = (bot, kit) => {
  const w = kit.say({ zh, en });
  bot.tables("volunteers", [...migrations, ...doorMigrations], rights(kit, w));

  list(bot, kit, w);
  signup(bot, kit, w);
  cancel(bot, kit, w);
  presence(bot, kit, w);
  myHours(bot, kit, w);

  recruit(bot, kit, w);
  roster(bot, kit, w);
  callOff(bot, kit, w);
  doors(bot, kit, w);

  ticks(bot, kit, w);
};
