/** A card in Feishu's schema 2.0: words, pictures, buttons. */
import type { Button } from "#bot";

export interface CardParts {
  /** Rendered Markdown; may be empty when there are pictures. */
  markdown: string;
  /** Keys of uploaded images. */
  images: string[];
  buttons: Button[];
  /** Shown in a direct chat: the buttons remember it, because the callback does not tell. */
  direct: boolean;
  /** One line for the list of chats and for notifications. */
  summary: string;
}

export function cardOf({ markdown, images, buttons, direct, summary }: CardParts): object {
  const elements: object[] = [];
  if (markdown) elements.push({ tag: "markdown", content: markdown });
  for (const img_key of images) elements.push({ tag: "img", img_key, alt: { tag: "plain_text", content: "" } });
  for (const row of rows(buttons)) elements.push(row.length === 1 ? button(row[0], direct) : columns(row, direct));
  return {
    schema: "2.0",
    config: { update_multi: true, ...(summary && { summary: { content: summary } }) }, // only such cards can be edited
    body: { elements },
  };
}

/** Two short labels share a row, a longer one has its own: on a phone a half row holds six characters. */
function rows(buttons: Button[]): Button[][] {
  const out: Button[][] = [];
  for (const one of buttons) {
    const row = out.at(-1);
    if (row?.length === 1 && row[0] && isShort(row[0].label) && isShort(one.label)) row.push(one);
    else out.push([one]);
  }
  return out;
}

function isShort(label: string): boolean {
  return [...label].reduce((width, sign) => width + (sign < "\u1100" ? 1 : 2), 0) <= 12;
}

function columns(row: Button[], direct: boolean): object {
  const column = (one: Button) => ({ tag: "column", width: "weighted", weight: 1, elements: [button(one, direct)] });
  return { tag: "column_set", flex_mode: "none", horizontal_spacing: "8px", columns: row.map(column) };
}

function button(one: Button | undefined, direct: boolean): object {
  return {
    tag: "button",
    type: "primary",
    width: "fill",
    text: { tag: "plain_text", content: one?.label ?? "" },
    behaviors: [{ type: "callback", value: { says: one?.says ?? "", ...(direct && { d: 1 }) } }],
  };
}
