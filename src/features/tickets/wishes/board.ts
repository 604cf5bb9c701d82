/** 看心愿 and 我的心愿: what waits for somebody, and what is between this person and others. */
import type { Answer, Button, Reply, Turn } from "#bot";
import { privately, type Room } from "../room.ts";
import { published, type WishRow, wishesOf } from "./store.ts";

/** Looked through and shown at once: a list on a phone. */
const LOOKED = 200;
const SHOWN = 5;

/** Of the person's own units, the one that has waited longest first; nobody else's are listed. */
export async function board(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const group = turn.message.chat === turn.message.from ? undefined : await kit.members.groupOf(turn.message.chat);
  const here = group?.unit.id ?? turn.by.unit?.id;
  const rows: WishRow[] = [];
  for (const row of await published(kit.db, LOOKED)) {
    if (rows.length === SHOWN) break;
    const near = here === undefined || row.scope === null || (await kit.members.within(here, row.scope));
    if (near && (group || row.person !== turn.by.id)) rows.push(row);
  }
  if (rows.length === 0) return { text: w.wish.boardNone };
  const lines = rows.map((row) => w.wish.boardLine(row.pub, row.shown));
  const buttons = rows.map((row) => ({ label: `${w.wish.claim} ${row.pub}`, says: `认领心愿 ${row.pub}` }));
  return { text: [w.wish.board, ...lines].join("\n"), buttons };
}

export async function myWishes(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const own = await wishesOf(kit.db, turn.by.id, "person");
  const given = await wishesOf(kit.db, turn.by.id, "giver");
  if (own.length + given.length === 0) return privately(room, turn, { text: w.wish.mineNone }, "我的心愿");
  const parts = [...own, ...given].map((row) => wishStatus(room, turn, row));
  const buttons = parts.flatMap((part) => part.buttons ?? []).slice(0, SHOWN);
  const text = [w.wish.mine, ...parts.map((part) => part.text)].join("\n\n");
  return privately(room, turn, { text, ...(buttons.length > 0 ? { buttons } : {}) }, "我的心愿");
}

/** One line for the list of 查进度. */
export function wishLine({ w }: Room, row: WishRow): string {
  return w.wish.statusLine(row.no, w.wish.state[row.state]);
}

/** One wish, as its wisher or its giver may see it, with what they may say now. */
export function wishStatus({ w }: Room, turn: Turn, row: WishRow): Reply & { text: string } {
  const say = w.wish;
  if (row.person !== turn.by.id) {
    const buttons: Button[] = [
      ...(row.state === "claimed"
        ? [
            { label: say.fulfil, says: `心愿办好 ${row.pub}` },
            { label: say.release, says: `圆不了了 ${row.pub}` },
          ]
        : []),
      ...(row.state === "claimed" || row.state === "fulfilled" ? [{ label: say.talk, says: `捎话 ${row.pub}` }] : []),
    ];
    return { text: say.giving(row.pub, say.givingState[row.state] ?? say.state[row.state], row.shown), buttons };
  }
  const text = [
    say.status(row.no, say.state[row.state], row.text),
    ...(row.shown ? [say.statusShown(row.shown)] : []),
    ...(row.note ? [say.statusNote(row.note)] : []),
  ].join("\n");
  const verdict = [
    { label: say.yes, says: `心愿圆了 ${row.no}` },
    { label: say.no, says: `心愿没圆 ${row.no}` },
  ];
  const buttons: Button[] = [
    ...(row.state === "fulfilled" ? verdict : []),
    ...(row.state === "claimed" ? [{ label: say.talk, says: `捎话 ${row.no}` }] : []),
    ...(row.state === "expired" ? [{ label: say.renew, says: `再许心愿 ${row.no}` }] : []),
    ...(["submitted", "published", "claimed"].includes(row.state)
      ? [{ label: say.withdraw, says: `撤回诉求 ${row.no}` }]
      : []),
  ];
  return { text, buttons };
}
