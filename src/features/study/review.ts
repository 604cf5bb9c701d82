/** 待审, 通过, 退回学习: a different secretary approves exactly what was shown (PRODUCT.md P24). */
import { type Answer, type Bot, type Kit, type Member, type Reply, type Turn, type Tx, UserError } from "#bot";
import { chatsOf, groupsFor, parse } from "./audience.ts";
import { aloud, decisions, findItem, mayDecide, privately } from "./desk.ts";
import { mark } from "./hash.ts";
import { preview } from "./preview.ts";
import { schedule } from "./schedule.ts";
import { overlay, type Shelf, shelve } from "./shelf.ts";
import type { Item } from "./store.ts";
import { itemById, itemsOf, keepItem } from "./store-items.ts";
import { shown } from "./when.ts";
import type { Words } from "./words.ts";

/** Items on one page of 待审, each a message of its own with its buttons. */
const PAGE = 5;
const LATE_MS = 12 * 3_600_000;

export function review(bot: Bot, kit: Kit, w: Words, shelf: Shelf): void {
  bot.command(
    { name: "study.pending", words: ["待审 …"], examples: [], about: w.about.pending, role: "secretary" },
    async (turn): Promise<Answer> => {
      const fresh = await shelf.fresh();
      const words = await pending(turn, fresh, Number(/\d+/.exec(turn.rest)?.[0] ?? 1));
      return async (tx: Tx) => {
        await shelve(tx, kit, fresh);
        return privately(turn, w, words, "待审");
      };
    },
  );

  bot.command(
    { name: "study.approve", words: ["通过 …"], examples: [], about: w.about.approve, role: "secretary" },
    async (turn): Promise<Answer> => {
      const fresh = await shelf.fresh();
      const items = overlay(await itemsOf(kit.db), fresh);
      const found = findItem(items, turn.rest);
      if (!found) {
        if (turn.rest) throw new UserError(w.notFound("通过"));
        return privately(turn, w, await pending(turn, fresh, 1), "待审");
      }
      if (!(await mayDecide(kit, turn.by, found.item))) throw new UserError(w.notYours);
      return approve(turn, found.item, found.rest, fresh);
    },
  );

  bot.command(
    { name: "study.return", words: ["退回学习 …"], examples: [], about: "", role: "secretary" },
    async (turn): Promise<Answer> => {
      const fresh = await shelf.fresh();
      const found = findItem(overlay(await itemsOf(kit.db), fresh), turn.rest);
      if (!found) throw new UserError(w.notFound("退回学习"));
      if (!(await mayDecide(kit, turn.by, found.item))) throw new UserError(w.notYours);
      const author = await authorOf(found.item);
      return async (tx: Tx) => {
        await shelve(tx, kit, fresh);
        await kit.lock(tx, `study:${found.item.id}`);
        const item = await itemById(tx, found.item.id);
        if (item?.status !== "in_review") return aloud(turn, w.notInReview(found.item.title));
        await keepItem(tx, { ...item, status: "returned" });
        const reason = found.rest.slice(0, 200);
        const told =
          author && author.id !== turn.by.id
            ? [{ to: author.address, text: w.returnedToYou(item.title, turn.by.name || w.someSecretary, reason) }]
            : [];
        return [aloud(turn, w.returned(item.title)), ...told];
      };
    },
  );

  async function authorOf(item: Pick<Item, "author">): Promise<Member | undefined> {
    return item.author ? kit.members.byId(item.author) : undefined;
  }

  /** What waits for this secretary: their own items are shown without the buttons. */
  async function pending(turn: Turn, fresh: readonly Item[], page: number): Promise<Omit<Reply, "to">[]> {
    const waiting = overlay(await itemsOf(kit.db), fresh).filter((item) => item.status === "in_review");
    const mine: Item[] = [];
    for (const item of waiting) if (await mayDecide(kit, turn.by, item)) mine.push(item);
    if (mine.length === 0) return [{ text: w.nothingPending }];
    // Somebody waits for an answer on what was written; the library can wait.
    mine.sort((a, b) => Number(a.source === "library") - Number(b.source === "library"));
    const from = (Math.max(1, page) - 1) * PAGE;
    const shownItems = mine.slice(from, from + PAGE);
    const more = mine.length - from - shownItems.length;
    const head: Omit<Reply, "to"> = {
      text: w.pendingTitle(
        mine.length,
        mine.map((item) => item.title),
      ),
    };
    if (more > 0) head.buttons = [{ label: w.morePending(more), says: `待审 ${page + 1}` }];
    const each = await Promise.all(shownItems.map((item) => oneToReview(turn, item)));
    return [head, ...each];
  }

  async function oneToReview(turn: Turn, item: Item): Promise<Omit<Reply, "to">> {
    const text = await preview(kit, w, item);
    if (item.author === turn.by.id) return { text: `${text}\n${w.ownItem}` };
    const name = item.author ? ((await authorOf(item))?.name ?? "") : "";
    return { text: `${text}\n${w.writtenBy(name)}`, buttons: decisions(w, item) };
  }

  async function approve(turn: Turn, target: Item, given: string, fresh: readonly Item[]): Promise<Answer> {
    const author = await authorOf(target);
    const audience = parse(target.audience);
    const chats = audience ? await chatsOf(kit, audience) : (await groupsFor(kit, turn.by)).map((group) => group.chat);
    const words = await preview(kit, w, target);
    return async (tx: Tx) => {
      await shelve(tx, kit, fresh);
      await kit.lock(tx, `study:${target.id}`);
      const item = await itemById(tx, target.id);
      if (!item) return aloud(turn, w.gone(target.title));
      if (item.status !== "approved" && item.status !== "in_review") return aloud(turn, w.notInReview(item.title));
      if (item.author === turn.by.id) return aloud(turn, w.notYourOwn(item.title));
      // A button belongs to the wording it was shown with; so do the words just now read.
      const meant = /^[0-9a-f]{8}$/.test(given) ? given : mark(target.hash);
      if (meant !== mark(item.hash)) {
        const now = { text: `${w.changedSince}\n\n${words}`, buttons: decisions(w, item) };
        return privately(turn, w, item.hash === target.hash ? now : { text: w.changedAgain }, "待审");
      }
      const now = kit.now();
      if (item.push_at !== null && item.push_at + LATE_MS <= now) return aloud(turn, w.timePassed(item.title));
      // Approved by one unit, the library's item may be wanted by the groups of another.
      if (item.status === "approved" && item.audience !== "") return aloud(turn, w.approvedBefore(item.title));
      const dues = await schedule(tx, kit, w, item, chats);
      if (item.status === "approved" && dues.length === 0) return aloud(turn, w.approvedBefore(item.title));
      if (item.status === "in_review")
        await keepItem(tx, { ...item, status: "approved", approver: turn.by.id, approved_at: now });
      const first = dues.length > 0 ? shown(kit, Math.min(...dues)) : "";
      const result = first ? w.approved(item.title, first, dues.length) : w.approvedOnDemand(item.title);
      // Typed by title, without the preview before one's eyes: the answer shows what was approved.
      const said = privately(turn, w, { text: given ? result : `${result}\n\n${words}` }, "待审");
      const told =
        author && author.id !== turn.by.id
          ? [
              {
                to: author.address,
                text: w.approvedForYou(item.title, turn.by.name || w.someSecretary, first, dues.length),
              },
            ]
          : [];
      return [...said, ...told];
    };
  }
}
