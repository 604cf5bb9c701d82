/** On a platform without buttons a button is a number: which words does "2" stand for? */
import type { Button } from "#bot";
import { bot } from "./cast.ts";
import { profiles } from "./profiles.ts";
import type { Shown } from "./wire.ts";

/** The buttons that a profile shows as numbers, from 1. */
export function numberedButtons(profileId: string | undefined, buttons: Button[] = []): Button[] {
  const profile = profiles.find(({ id }) => id === profileId);
  return profile?.buttons === false ? buttons : [];
}

/** The words behind a number, given the bot's message that was quoted or came last; undefined when it is just a number. */
export function wordsBehind(profileId: string | undefined, text: string, on: Shown | undefined): string | undefined {
  if (!/^\d{1,2}$/.test(text) || on?.from !== bot.address) return undefined;
  return numberedButtons(profileId, on.buttons)[Number(text) - 1]?.says;
}
