/**
 * One morning, one message: what several cases have to tell the same handler or group in the same moment is said in one
 * message instead of ten. Nobody is nagged, and platforms let a bot speak in one chat only so often. Pure.
 */
import type { Reply } from "#bot";

/** Cases in one message, and buttons that fit a phone. */
const MOST = 10;
const MOST_BUTTONS = 5;

/** Plain words about a case each, in order; returned by whom they are for. A single one stays as it is. */
export function together(news: readonly { no: string; reply: Reply }[]): Reply[] {
  const piles = new Map<Reply["to"], { no: string; reply: Reply }[]>();
  for (const one of news) {
    const pile = piles.get(one.reply.to);
    if (pile) pile.push(one);
    else piles.set(one.reply.to, [one]);
  }
  return [...piles].flatMap(([to, pile]) => {
    const said: Reply[] = [];
    for (let at = 0; at < pile.length; at += MOST) said.push(asOne(to, pile.slice(at, at + MOST)));
    return said;
  });
}

function asOne(to: Reply["to"], pile: { no: string; reply: Reply }[]): Reply {
  const [only] = pile;
  if (only && pile.length === 1) return only.reply;
  const text = pile.map(({ reply }) => reply.text).join("\n\n");
  // Alone a button speaks of the message it hangs under; among others it says which case it means.
  const buttons = pile.flatMap(({ no, reply }) =>
    (reply.buttons ?? []).map((button) => ({ ...button, label: `${button.label} ${no}` })),
  );
  return {
    text,
    ...(to ? { to } : {}),
    ...(buttons.length > 0 ? { buttons: buttons.slice(0, MOST_BUTTONS) } : {}),
  };
}
