/**
 * Cards with buttons ("button_interaction"). They show no Markdown and little text, so a reply becomes one card only
 * when nothing of it would be lost. Sizes: developer.work.weixin.qq.com/document/path/101032.
 */
import type { TemplateCard } from "@wecom/aibot-node-sdk";
import type { Button } from "#bot";
import { shortened, signs } from "./cut.ts";
import { plainLines } from "./render.ts";

export type Card = TemplateCard;

const BUTTONS = 6;
const TITLE = 26;
const TEXT = 112;
const ROWS = 6;
/** A line "时间：周六 8:00" is a row of its own, its name at most 5 characters, its value 26. */
const ROW = /^([^：:]{1,5})[：:]\s*(.{1,26})$/u;

/** The whole reply as one card, or undefined. `free`: rows may move below the text, as on a living card. */
export function wholeCard(
  words: string,
  buttons: readonly Button[],
  task: string,
  choose: string,
  free: boolean,
): Card | undefined {
  const lines = plainLines(words);
  if (!lines || buttons.length === 0 || buttons.length > BUTTONS) return undefined;
  const titled = lines[0] !== undefined && signs(lines[0]) <= TITLE;
  const rest = titled ? lines.slice(1) : lines;
  const { rows, text } = laidOut(rest, free);
  if (signs(text) > TEXT) return undefined;
  return {
    card_type: "button_interaction",
    main_title: { title: titled ? (lines[0] ?? choose) : choose },
    ...(text && { sub_title_text: text }),
    ...(rows.length > 0 && { horizontal_content_list: rows }),
    button_list: keyed(buttons),
    task_id: task,
  };
}

/** The buttons alone, under words already said: six on a card, as many cards as it takes. */
export function buttonCards(words: string, buttons: readonly Button[], task: string, choose: string): Card[] {
  const headline = plainLines(words.split("\n").find((line) => line.trim()) ?? "")?.[0];
  const cards: Card[] = [];
  for (let at = 0; at < buttons.length; at += BUTTONS) {
    cards.push({
      card_type: "button_interaction",
      main_title: headline ? { title: shortened(headline, TITLE), desc: choose } : { title: choose },
      button_list: keyed(buttons.slice(at, at + BUTTONS)),
      task_id: at === 0 ? task : `${task}@${at / BUTTONS + 1}`,
    });
  }
  return cards;
}

/** The client shows the text above the rows: rows in the middle of the text stay text, unless they are free to move. */
function laidOut(lines: string[], free: boolean) {
  const rows: { keyname: string; value: string }[] = [];
  const text: string[] = [];
  for (const line of lines.toReversed()) {
    const [, keyname, value] = ROW.exec(line) ?? [];
    const room = rows.length < ROWS && (free || text.length === 0);
    if (room && keyname && value) rows.unshift({ keyname, value });
    else text.unshift(line);
  }
  return { rows, text: text.join("\n") };
}

/** The key is what the button says; keys on a card must differ, so a repeated one gets its number behind a line break. */
function keyed(buttons: readonly Button[]): { text: string; key: string }[] {
  const taken = new Set<string>();
  return buttons.map(({ label, says }, at) => {
    const key = taken.has(says) ? `${says}\n${at + 1}` : says;
    taken.add(key);
    return { text: label, key };
  });
}
