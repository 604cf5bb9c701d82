/** 待发布, 发布文件, 退回文件, 撤下文件: a second secretary publishes exactly what was shown; one alone may take away. */
import { type Answer, type Bot, type Kit, type Member, type Reply, type Turn, type Tx, UserError } from "#bot";
import { type Kept, keptDocument, keptIn } from "../store-library.ts";
import { put } from "./intake.ts";
import { aloud, decisions, findKept, markOf, preview } from "./preview.ts";
import { documentOf, type Shelf } from "./shelf.ts";
import type { Words } from "./words.ts";

const PAGE = 5;

export function publish(bot: Bot, kit: Kit, w: Words, shelf: Shelf): void {
  const role = "secretary" as const;
  bot.command({ name: "policy.pending", words: ["待发布"], examples: [], about: w.about.pending, role }, pending);
  bot.command({ name: "policy.publish", words: ["发布文件 …"], examples: [], about: w.about.publish, role }, approve);
  bot.command({ name: "policy.return", words: ["退回文件 …"], examples: [], about: "", role }, sendBack);
  bot.command(
    { name: "policy.withdraw", words: ["撤下文件 …"], examples: [], about: w.about.withdraw, role },
    withdraw,
  );

  async function pending(turn: Turn): Promise<Answer> {
    const mine: Kept[] = [];
    for (const row of await keptIn(kit.db, ["pending"])) if (await mayDecide(turn.by, row)) mine.push(row);
    if (mine.length === 0) return aloud(turn, w.nothingPending);
    if (turn.message.chat !== turn.message.from)
      return [
        aloud(turn, w.pendingTitle(mine.length)),
        ...(await shown(turn, mine)).map((one) => ({ ...one, to: turn.by.address })),
      ];
    return [{ text: w.pendingTitle(mine.length) }, ...(await shown(turn, mine))];
  }

  async function shown(turn: Turn, rows: Kept[]): Promise<Reply[]> {
    const { documents } = await shelf.fresh();
    return rows.slice(0, PAGE).map((row) => {
      const document = documentOf(row);
      const text = preview(w, document, documents);
      return row.author === turn.by.id ? { text: `${text}\n\n${w.yours}` } : { text, buttons: decisions(w, document) };
    });
  }

  async function approve(turn: Turn): Promise<Answer> {
    if (turn.rest.trim() === "") return pending(turn);
    const { row: seen, rest } = await find(turn, ["pending"], "发布文件");
    const { documents } = await shelf.fresh();
    const words = preview(w, documentOf(seen), documents);
    const author = seen.author === "" ? undefined : await kit.members.byId(seen.author);
    return async (tx: Tx) => {
      await kit.lock(tx, "policy:library");
      const row = await keptDocument(tx, seen.id);
      if (row?.status !== "pending") return aloud(turn, w.notWaiting(seen.title));
      if (row.author === turn.by.id) return aloud(turn, w.notYourOwn(row.title));
      const document = documentOf(row);
      // A button belongs to what it was shown with; so do the words just now read.
      const meant = /^[0-9a-f]{8}$/.test(rest) ? rest : markOf(documentOf(seen));
      if (meant !== markOf(document))
        return { text: `${w.changedSince}\n\n${words}`, to: turn.by.address, buttons: decisions(w, document) };
      await put(kit, tx, document, {
        status: document.flags.length > 0 ? "flagged" : "published",
        source: row.source,
        author: row.author,
        approver: turn.by.id,
        unit: row.unit,
      });
      shelf.stale();
      const from = document.front.effective ?? document.front.date ?? kit.calendar.dateOf(kit.now());
      const said = aloud(turn, rest ? w.published(row.title, from) : `${w.published(row.title, from)}\n\n${words}`);
      return [said, ...told(turn, author, w.publishedForYou(row.title, turn.by.name || w.someone))];
    };
  }

  async function sendBack(turn: Turn): Promise<Answer> {
    const { row: seen, rest } = await find(turn, ["pending"], "退回文件");
    const author = seen.author === "" ? undefined : await kit.members.byId(seen.author);
    return async (tx: Tx) => {
      await kit.lock(tx, "policy:library");
      const row = await keptDocument(tx, seen.id);
      if (row?.status !== "pending") return aloud(turn, w.notWaiting(seen.title));
      const { source, author: by, unit } = row;
      await put(kit, tx, documentOf(row), { status: "returned", source, author: by, unit });
      return [
        aloud(turn, w.returned(row.title)),
        ...told(turn, author, w.returnedToYou(row.title, turn.by.name || w.someone, rest.slice(0, 200))),
      ];
    };
  }

  /** To stop quoting is the safe side: it takes one person, and the two who published it are told. */
  async function withdraw(turn: Turn): Promise<Answer> {
    const { row: seen } = await find(turn, ["published", "flagged", "pending"], "撤下文件");
    const behind = [...new Set([seen.author, seen.approver])].filter((id) => id !== "");
    const people = await Promise.all(behind.map((id) => kit.members.byId(id)));
    return async (tx: Tx) => {
      await kit.lock(tx, "policy:library");
      const row = await keptDocument(tx, seen.id);
      if (!row || row.status === "withdrawn") return aloud(turn, w.withdrawn(seen.title));
      const { source, author, approver, unit } = row;
      await put(kit, tx, documentOf(row), { status: "withdrawn", source, author, approver, unit });
      shelf.stale();
      return [
        aloud(turn, w.withdrawn(row.title)),
        ...people.flatMap((one) => told(turn, one, w.withdrawnByYou(row.title, turn.by.name || w.someone))),
      ];
    };
  }

  async function find(turn: Turn, states: Kept["status"][], word: string): Promise<{ row: Kept; rest: string }> {
    const found = findKept(await keptIn(kit.db, states), turn.rest);
    if (!found) {
      const file = (await shelf.fresh()).documents.find(
        (one) => one.origin === "file" && one.front.title === turn.rest.trim(),
      );
      throw new UserError(file ? w.aFile(file.front.title) : w.noSuch(word));
    }
    if (!(await mayDecide(turn.by, found.row))) throw new UserError(w.notYours);
    return found;
  }

  async function mayDecide(by: Member, row: Pick<Kept, "unit">): Promise<boolean> {
    return kit.members.may(by, "secretary", row.unit === "" ? undefined : row.unit);
  }
}

function told(turn: Turn, whom: Member | undefined, text: string): Reply[] {
  return whom && whom.id !== turn.by.id ? [{ to: whom.address, text }] : [];
}
