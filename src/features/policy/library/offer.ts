/** A secretary sends a file: it is read, shown as it would be cut, put right by words, and submitted. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Answer, Bot, FileRef, Kit, Next, Reply, Turn, Tx } from "#bot";
import { UserError } from "#bot";
import { type Kept, keptDocument } from "../store-library.ts";
import type { Document } from "./document.ts";
import { put, weigh } from "./intake.ts";
import { mend } from "./mend.ts";
import { nameOf, prepare } from "./prepare.ts";
import { aloud, decisions, preview } from "./preview.ts";
import { Fault } from "./read/fault.ts";
import { openReader } from "./read/reader.ts";
import { documentOf, type Shelf } from "./shelf.ts";
import type { Words } from "./words.ts";

/** Files of one message that are looked at. */
const MOST = 5;
const State = z.object({ id: z.string() });

/** Returns what hears a file sent without a word: an answer, or undefined when it is none of the library's. */
export function offer(bot: Bot, kit: Kit, w: Words, shelf: Shelf): (turn: Turn) => Promise<Answer> | undefined {
  const about = bot.dialog("policy.facts", State, (turn, { id }) => heard(turn, id));
  const waiting: (state: Record<string, never>) => Next = bot.dialog("policy.file", z.object({}), (turn) =>
    asked(turn),
  );

  bot.command(
    { name: "policy.import", words: ["导入 …"], examples: [], about: w.about.import, role: "secretary" },
    async (turn) => {
      if (turn.message.chat !== turn.message.from) return aloud(turn, w.onlyDirect);
      return asked(turn);
    },
  );
  bot.command({ name: "policy.submit", words: ["提交文件 …"], examples: [], about: "", role: "secretary" }, (turn) =>
    submit(turn, turn.rest.trim()),
  );

  return (turn) => {
    const { message, by } = turn;
    const alone = message.files.some((file) => file.kind === "file") && message.text.trim() === "";
    const may = by.role === "secretary" || by.role === "admin";
    return alone && may && message.chat === message.from ? take(turn) : undefined;
  };

  async function asked(turn: Turn): Promise<Answer> {
    return turn.message.files.length > 0 ? take(turn) : { text: w.sendFile, next: waiting({}) };
  }

  async function take(turn: Turn): Promise<Answer> {
    const answers: (Reply | ((tx: Tx) => Promise<Reply>))[] = [];
    for (const file of turn.message.files.slice(0, MOST)) answers.push(await takeOne(turn, file));
    return async (tx: Tx) => {
      const said: Reply[] = [];
      for (const answer of answers) said.push(typeof answer === "function" ? await answer(tx) : answer);
      return said;
    };
  }

  async function takeOne(turn: Turn, file: FileRef): Promise<Reply | ((tx: Tx) => Promise<Reply>)> {
    const name = nameOf(file.name ?? "文件");
    const kept = await kit.keep(file);
    const source = kept.ref.slice("file:".length);
    const read = await readKept(source, file.name ?? "");
    if (read instanceof Fault) return { text: w.notTaken(name.slice(0, 32), w.faults[read.code]) };
    const { documents } = await shelf.fresh();
    const { document, there, same } = await weigh(kit, w, read, source, documents);
    if (there?.status === "pending") return { text: w.waits(there.title) };
    if (there?.status === "published" || (same && !there))
      return { text: w.there(there?.title ?? document.front.title) };
    return async (tx: Tx) => {
      await kit.lock(tx, "policy:library");
      const status = document.flags.length > 0 ? "flagged" : "draft";
      await put(kit, tx, document, { status, source, author: turn.by.id, unit: turn.by.unit?.id ?? "" });
      return shownTo(document, documents);
    };
  }

  /** The file goes through a place of its own on disk, because the process that reads it can only read files. */
  async function readKept(hash: string, name: string): Promise<Document | Fault> {
    const content = await kit.files.get(hash);
    if (!content) return new Fault("missing");
    const folder = await mkdtemp(join(tmpdir(), "yizhan-file-"));
    const reader = openReader();
    try {
      const path = join(folder, "file");
      await writeFile(path, content);
      return prepare(await reader.read(path, nameOf(name)), name);
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    } finally {
      reader.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }

  function shownTo(document: Document, shelved: Document[]): Reply {
    const text = preview(w, document, shelved);
    if (document.flags.length > 0) return { text: `${text}\n${w.flagged}` };
    const undated = document.front.effective === undefined;
    return {
      text: `${text}\n\n${undated ? w.when : w.howToMend}`,
      buttons: [
        ...(undated ? [] : [{ label: w.submitButton, says: `提交文件 ${document.id}` }]),
        { label: w.dropButton, says: "取消" },
      ],
      next: about({ id: document.id }),
    };
  }

  /** Words said about the document just shown. */
  async function heard(turn: Turn, id: string): Promise<Answer> {
    if (turn.message.files.length > 0) return take(turn);
    // The button it offered itself comes here, and so do people's own words for it.
    if (/^提交(文件|发布|$)/.test(turn.message.text.trim())) return submit(turn, id);
    const row = await mine(turn, id);
    if (!row) throw new UserError(w.noSuch("提交文件"));
    const document = documentOf(row);
    const front = mend(document.front, turn.message.text);
    const { documents } = await shelf.fresh();
    if (front === "day" || front === undefined) {
      const undated = document.front.effective === undefined;
      return { text: front === "day" || undated ? `${w.badDay}\n${w.when}` : w.howToMend, next: about({ id }) };
    }
    return async (tx: Tx) => {
      await kit.lock(tx, "policy:library");
      const notes = front.effective === undefined ? row.notes : row.notes.filter((note) => note !== "没有写明施行日期");
      const mended = { ...document, front, notes };
      await put(kit, tx, mended, { status: "draft", source: row.source, author: row.author, unit: row.unit });
      return shownTo(mended, documents);
    };
  }

  async function mine(turn: Turn, id: string): Promise<Kept | undefined> {
    const row = await keptDocument(kit.db, id);
    return row?.status === "draft" && row.author === turn.by.id ? row : undefined;
  }

  async function submit(turn: Turn, words: string): Promise<Answer> {
    const id = words.split(/\s/)[0] ?? "";
    const row = await mine(turn, id);
    if (!row) throw new UserError(w.noSuch("提交文件"));
    const document = documentOf(row);
    if (document.front.effective === undefined) throw new UserError(w.needsDay);
    const staff = await kit.members.staff("secretary", turn.by.unit?.id, true);
    const others = staff.filter((one) => one.id !== turn.by.id && one.address !== turn.by.address);
    const text = preview(w, document, (await shelf.fresh()).documents);
    return async (tx: Tx) => {
      await kit.lock(tx, "policy:library");
      const now = await keptDocument(tx, id);
      if (now?.status !== "draft")
        return aloud(turn, now?.status === "pending" ? w.waits(row.title) : w.noSuch("提交文件"));
      await put(kit, tx, document, { status: "pending", source: row.source, author: turn.by.id, unit: row.unit });
      const asked = others.map((one) => ({
        to: one.address,
        text: `${w.please(turn.by.name || w.someone)}\n\n${text}`,
        buttons: decisions(w, document),
      }));
      return [
        aloud(turn, others.length > 0 ? w.submitted(row.title, others.length) : w.submittedAlone(row.title)),
        ...asked,
      ];
    };
  }
}
