/** Members: who is who, in which unit, with which role; what they consented to; what they may see, correct and erase. */
import type { Bot, Kit } from "#bot";
import { afterwards } from "./afterwards.ts";
import { appoint } from "./appoint.ts";
import type { Directory } from "./directory.ts";
import { erase } from "./erase.ts";
import { groups } from "./groups.ts";
import { link } from "./link.ts";
import { mine } from "./mine.ts";
import { noticeOf } from "./notice.ts";
import { migrations } from "./store.ts";
import { unlink } from "./unlink.ts";
import { en, zh } from "./words.ts";
import { en as linkEn, zh as linkZh } from "./words-link.ts";

/** A feature whose directory app.ts opens first, because the router needs it too. */
export const members = (directory: Directory) => (bot: Bot, kit: Kit) => {
  const words = kit.say({ zh, en });
  bot.tables("members", migrations);
  mine(bot, kit, directory, noticeOf(kit.settings), words);
  erase(bot, kit, words);
  const linking = kit.say({ zh: linkZh, en: linkEn });
  link(bot, kit, linking);
  unlink(bot, kit, linking);
  afterwards(bot, kit);
  groups(bot, kit, directory, words);
  appoint(bot, directory, words);
};
