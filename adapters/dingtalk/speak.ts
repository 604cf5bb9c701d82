/** Sending and editing: which way each part of a reply takes, and never one part twice. */
import { type Address, DeliveryError, type House, type Receipt, type Reply } from "#bot";
import { type Known, limited } from "./known.ts";
import type { Settings } from "./settings.ts";
import { type Part, toCard } from "./toCard.ts";
import type { Uploaded } from "./uploads.ts";
import type { Target, Ways } from "./ways.ts";
import type { Words } from "./words.ts";

export interface SpeakParts {
  settings: Settings;
  house: House;
  ways: Ways;
  known: Known;
  upload(files: NonNullable<Reply["files"]>): Promise<Uploaded>;
  words: Words;
}

interface Said {
  id: string;
  track?: string;
}

export function speaker({ settings, house, ways, known, upload, words }: SpeakParts) {
  /** Parts of unfinished replies: when a later part fails, the next try with the same key goes on with that one. */
  const unfinished = limited<Said[]>(1_000);

  async function parts(reply: Reply, to: Target): Promise<Part[]> {
    const { media, lost } = await upload(reply.files ?? []);
    const text = [reply.text, ...lost.map(words.lost)].filter(Boolean).join("\n\n");
    const group = to.kind === "group" ? to.id : "";
    const cards = settings.cardTemplate !== undefined && to.kind !== "stranger";
    return toCard({ ...reply, text }, { group, cards, media, nameOf: known.nameOf, words });
  }

  async function show(to: Target, part: Part, key: string, wantsId: boolean): Promise<Said> {
    if (part.kind === "media") {
      const { kind, mediaId, name, type } = part.media;
      const image = kind === "image";
      const param = image ? { photoURL: mediaId } : { mediaId, fileName: name, fileType: type };
      return { id: (await ways.push(to, image ? "sampleImageMsg" : "sampleFile", param)) ?? key };
    }
    if (part.kind === "card") return showCard(to, part, key);
    // Answers cost none of the app's monthly calls and can mention people, but only pushes have an id to be quoted by.
    const answered = wantsId && part.at.length === 0 ? undefined : await ways.answer(to, part, key);
    if (answered !== undefined) return { id: answered };
    return { id: (await ways.push(to, "sampleMarkdown", { title: part.title, text: part.named })) ?? key };
  }

  /** A template that is wrong or not published must not swallow the words: they are said, with what can be typed. */
  async function showCard(to: Target, part: Extract<Part, { kind: "card" }>, key: string): Promise<Said> {
    try {
      return await ways.card(to, part, key);
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.outcome !== "refused" || part.instead.length === 0) throw error;
      house.log.warn(
        { why: error.message },
        "dingtalk: a card was refused, its words go alone; see DINGTALK_CARD_TEMPLATE",
      );
    }
    let said: Said = { id: key };
    for (const [at, one] of part.instead.entries()) said = await show(to, one, `${key}/${at}`, false);
    return said;
  }

  async function sendTo(to: Target, reply: Reply, key: string): Promise<Receipt> {
    const all = await parts(reply, to);
    if (all.length === 0) throw new DeliveryError("refused", "dingtalk: there is nothing to show in this reply");
    const done = unfinished.get(key) ?? [];
    // In a direct chat everything is for us anyway; in a group a quoted card says which one is meant.
    const wantsId = reply.living !== undefined && to.kind === "group";
    for (const [at, part] of all.entries()) {
      if (at < done.length) continue;
      done.push(await show(to, part, at ? `${key}#${at}` : key, wantsId));
      unfinished.set(key, done);
    }
    unfinished.delete(key);
    const last = done.at(-1);
    if (!last) throw new DeliveryError("refused", "dingtalk: there is nothing to show in this reply");
    return { id: last.id, chat: to.chat, kind: to.kind, ...(last.track && { track: last.track }) };
  }

  return {
    async send(address: Address, reply: Reply, key: string): Promise<Receipt> {
      const { target, sure } = targetOf(address, known);
      if (sure) return sendTo(target, reply, key);
      // Neither heard of since the start nor plainly a group: a refusal has shown nothing, so the other may be meant.
      try {
        return await sendTo(target, reply, key);
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.outcome !== "refused") throw error;
        return sendTo({ ...target, kind: "group" }, reply, key).catch(() => {
          throw error;
        });
      }
    },

    /** Only cards can be changed. Doing it twice changes nothing, so an unknown outcome is tried again. */
    async edit(receipt: Receipt, reply: Reply): Promise<Receipt> {
      const { track, chat, kind } = receipt;
      if (typeof track !== "string" || typeof chat !== "string") {
        throw new DeliveryError("refused", "dingtalk: only cards can be changed");
      }
      const group = kind === "group" ? chat.slice("dingtalk:".length) : "";
      const living = { ...reply, living: reply.living ?? receipt.id };
      const part = toCard(living, { group, cards: true, media: [], nameOf: known.nameOf, words }).at(-1);
      if (part?.kind !== "card") throw new DeliveryError("refused", "dingtalk: nothing to show");
      try {
        await ways.changeCard(track, part);
      } catch (error) {
        const unsure = error instanceof DeliveryError && error.outcome === "unknown";
        throw unsure ? new DeliveryError("not-sent", error.message) : error;
      }
      return receipt;
    },
  };
}

/** A group or a person, by what was heard, else by the form of DingTalk's own ids ("cid…==", "$:LWCP…"). */
function targetOf(chat: Address, known: Known): { target: Target; sure: boolean } {
  const id = chat.startsWith("dingtalk:") ? chat.slice("dingtalk:".length) : "";
  if (!id) throw new DeliveryError("refused", "dingtalk: this is no DingTalk chat or person");
  if (id.startsWith("$:")) return { target: { chat, id, kind: "stranger" }, sure: true };
  const heard = known.kindOf(chat);
  const kind = heard ?? (/^cid|[=+/]/.test(id) ? "group" : "person");
  return { target: { chat, id, kind }, sure: heard !== undefined || kind === "group" };
}
