/** The library's part of the feature: how documents come in from a chat, and who lets them count. */
import type { Answer, Bot, Kit, Rights, Turn } from "#bot";
import { offer } from "./offer.ts";
import { publish } from "./publish.ts";
import { withPublishing } from "./rights.ts";
import type { Shelf } from "./shelf.ts";
import { en, zh } from "./words.ts";

/** Returns what hears a file sent without a word; undefined when it is none of the library's. */
export function library(bot: Bot, kit: Kit, shelf: Shelf): (turn: Turn) => Promise<Answer> | undefined {
  const w = kit.say({ zh, en });
  publish(bot, kit, w, shelf);
  return offer(bot, kit, w, shelf);
}

/** The rights of the whole feature, those of its publishers included. */
export function libraryRights(kit: Kit, rest: Rights): Rights {
  return withPublishing(kit.say({ zh, en }).rights, rest);
}
