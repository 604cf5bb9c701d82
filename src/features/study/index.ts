/** Study: an item is written or dropped into the library, approved by another secretary, pushed to the groups, and read one bite at a time. */
import type { Feature } from "#bot";
import { learn } from "./learn.ts";
import { privatePush } from "./private-push.ts";
import { push } from "./push.ts";
import { review } from "./review.ts";
import { rights } from "./rights.ts";
import { openShelf } from "./shelf.ts";
import { migrations } from "./store.ts";
import { wishes } from "./wishes.ts";
import { withdraw } from "./withdraw.ts";
import { en, zh } from "./words.ts";
import { write } from "./write.ts";

export const study: Feature = (bot, kit) => {
  const w = kit.say({ zh, en });
  const shelf = openShelf(kit);
  bot.tables("study", migrations, rights(kit, w));

  learn(bot, kit, w, shelf);
  wishes(bot, kit, w);

  write(bot, kit, w, shelf);
  review(bot, kit, w, shelf);
  withdraw(bot, kit, w, shelf);

  push(bot, kit, w, shelf);
  privatePush(bot, kit, w, shelf);
};
