/** A reply to the messages that WeCom shows. Pure: what has to be uploaded has been uploaded. */
import type { Reply } from "#bot";
import { buttonCards, type Card, wholeCard } from "./card.ts";
import { cut } from "./cut.ts";
import { called, named, render } from "./render.ts";
import type { Words } from "./words.ts";

/** Bytes of UTF-8: the bot's Markdown (document 101463) and a group robot's (document 91770). */
export const MARKDOWN_BYTES = 20_480;
export const ROBOT_BYTES = 4_096;

export interface Uploaded {
  type: "image" | "file";
  media_id: string;
}

export interface Extras {
  /** It is said in a group. */
  group: boolean;
  /** This group has a robot, through which people can be called. */
  robot: boolean;
  /** Names the cards; also the receipt. */
  task: string;
  media: Uploaded[];
  words: Words;
}

export type Part =
  | { kind: "markdown"; content: string }
  | { kind: "card"; card: Card }
  | ({ kind: "media" } & Uploaded)
  /** Through the group's robot; `instead` is what the bot says when the robot may not. */
  | { kind: "robot"; content: string; instead: string };

/** One message or more, in order, the buttons last. Empty when nothing is said. */
export function toCard(reply: Reply, extras: Extras): Part[] {
  const { group, robot, task, words } = extras;
  const buttons = (reply.buttons ?? []).filter((one) => !one.private);
  const text = [reply.text.trim(), ...ways(reply, extras)].filter(Boolean).join("\n\n");
  const mentions = group ? (reply.mentions ?? []) : [];
  const media = extras.media.map((one): Part => ({ kind: "media", ...one }));
  const calls = robot && mentions.length > 0;

  const shown = render(text, mentions, named);
  const card = calls ? undefined : wholeCard(shown, buttons, task, words.choose, reply.living !== undefined);
  if (card) return [...media, { kind: "card", card }];

  const said: Part[] = calls
    ? cut(render(text, mentions, called), ROBOT_BYTES).map((content) => ({
        kind: "robot",
        content,
        instead: content.replace(/<@([^>\s]+)>/g, "@$1"),
      }))
    : cut(shown, MARKDOWN_BYTES).map((content) => ({ kind: "markdown", content }));
  const cards = buttonCards(text, buttons, task, words.choose).map((one): Part => ({ kind: "card", card: one }));
  return [...said, ...media, ...cards];
}

/** No link leads to the bot's direct chat, so the way there is told in words; in the direct chat nobody needs it. */
function ways(reply: Reply, { group, words }: Extras): string[] {
  if (!group) return [];
  const says = (reply.buttons ?? []).filter((one) => one.private).map((one) => one.says);
  return [...new Set(says)].map(words.privately);
}
