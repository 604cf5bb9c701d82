/** What each kind of reply becomes on a platform: seen on the bench, told in words. */
import { DeliveryError, type Reply } from "#bot";
import type { Platform, Seen } from "./bench.ts";
import { picture } from "./checks/storing.ts";
import { onStage, type Stage } from "./stage.ts";

const LINK = "https://example.org/guide";
const SIGN_UP = [{ label: "报名", says: "报名 A12" }];

interface Kind {
  name: string;
  see(stage: Stage): Promise<string>;
}

/** In the order of the table. */
export const kinds: readonly Kind[] = [
  { name: "plain text", see: async (stage) => (await group(stage, { text: "明早六点集合" })).map(form).join(", ") },
  { name: "Markdown", see: markdown },
  { name: "buttons", see: buttons },
  { name: "Markdown with a link, and buttons", see: markedButtons },
  { name: "private button, in a group", see: privately },
  { name: "living message, said again", see: living },
  { name: "reply taken back", see: takenBack },
  { name: "text with a picture", see: pictured },
  { name: "mention, in a group", see: mentioned },
  { name: "text longer than one message", see: long },
];

/** By the name of the kind. */
export async function degrade({ open }: Platform): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const { name, see } of kinds) {
    await onStage(open, async (stage) => {
      seen.set(name, await see(stage));
    });
  }
  return seen;
}

async function group({ bench, shows, hears }: Stage, reply: Reply): Promise<Seen[]> {
  await hears(bench.group, "帮助", { mention: true });
  return (await shows(bench.group, reply)).seen;
}

function form(one: Seen): string {
  if (one.buttons.length > 0) return one.text ? "a card with its words" : "a card";
  if (one.pictures.length > 0 && !one.text) return "a picture";
  return one.markdown ? "one message of Markdown" : "one message of text";
}

async function markdown(stage: Stage): Promise<string> {
  const [one] = await group(stage, { text: `**重要**：见 [办事指南](${LINK})` });
  if (!one) return "nothing";
  if (one.markdown) return "kept, shown by the platform's own Markdown";
  const link = one.links.includes(LINK) ? "links under their words" : "the address of a link beside its words";
  return `${one.bold ? "bold as bold" : "marks taken out"}, ${link}`;
}

async function buttons(stage: Stage): Promise<string> {
  const { traits } = stage.bench.adapter;
  if (!traits.buttons) return "numbered words, understood for ten minutes";
  const seen = await group(stage, { text: "周六护送考生", buttons: SIGN_UP });
  return seen.length === 1 ? "under the words, in one message" : "words first, the buttons in a message of their own";
}

async function markedButtons(stage: Stage): Promise<string> {
  const seen = await group(stage, { text: `**招募令**\n见 [办事指南](${LINK})`, buttons: SIGN_UP });
  if (seen.length === 1) return "one message";
  return "the words in one message, the buttons on a card after it";
}

async function privately(stage: Stage): Promise<string> {
  const says = "继续 K7M2";
  const seen = await group(stage, { text: "我们私下说。", buttons: [{ label: "私下说", says, private: true }] });
  const links = seen.flatMap((one) => one.links).filter((link) => link.includes("K7M2"));
  if (links.length > 0) return "a button that opens the direct chat by a link, and the link in words";
  if (seen.some((one) => one.text.includes(says))) return "told in words: what to say to the bot in the direct chat";
  return stage.bench.adapter.traits.coldDirect ? "left out: the bot writes first" : "lost";
}

async function living(stage: Stage): Promise<string> {
  const { adapter, group: chat } = stage.bench;
  if (!adapter.edit) return "said anew";
  const reply = { text: "报名 0 / 2 人", living: "A12", buttons: SIGN_UP };
  await stage.hears(chat, "帮助", { mention: true });
  const { receipt, last } = await stage.shows(chat, reply);
  const later = { ...reply, text: "报名 1 / 2 人" };
  const changed = await adapter.edit(receipt, later).then(() => true, refusal);
  if (changed) return "changed in place";
  const before = stage.heard.length;
  await stage.bench.press(stage.bench.person, last, "报名");
  await stage.until(() => stage.heard.length > before, "the press is heard");
  const answered = await adapter.edit(receipt, later).then(() => true, refusal);
  return answered ? "changed in place in answer to a press on it, else said anew" : "said anew";
}

async function takenBack(stage: Stage): Promise<string> {
  const { adapter, group: chat } = stage.bench;
  if (!adapter.recall) return "stays: this adapter cannot take it back";
  await stage.hears(chat, "帮助", { mention: true });
  const { receipt, seen } = await stage.shows(chat, { text: "作废的通知", living: "old" });
  const before = (await stage.bench.seen(chat)).length;
  await adapter.recall(receipt);
  return (await stage.bench.seen(chat)).length === before - seen.length ? "gone" : "stays";
}

async function pictured(stage: Stage): Promise<string> {
  const file = stage.bench.keep(picture(20_000));
  const seen = await group(stage, { text: "今日学习", files: [file] });
  const at = seen.findIndex((one) => one.pictures.length > 0);
  if (at < 0) return "lost";
  if (seen.length === 1) return "one message: the picture with the words";
  return at === 0 ? "the picture, then the words" : "the words, then the picture";
}

async function mentioned(stage: Stage): Promise<string> {
  const { group: chat, person } = stage.bench;
  const reply = { text: "轮到您了", mentions: [person] };
  const calls = (seen: Seen[]) => seen.some((one) => one.mentions.includes(person));
  const pushed = calls((await stage.shows(chat, reply)).seen);
  const answered = calls(await group(stage, reply));
  if (pushed && answered) return "the person is called";
  return answered ? "called where the bot answers, only named where it speaks first" : "named, without a call";
}

async function long(stage: Stage): Promise<string> {
  const { textBytes } = stage.bench.adapter.traits;
  if (textBytes >= 1_000_000) return "one message: there is no limit that people meet";
  const line = "**要点**：骑手在送餐途中受到事故伤害的，按照规定处理。";
  for (const times of [2.2, 4.5, 9]) {
    const lines = Array.from({ length: Math.ceil((textBytes * times) / Buffer.byteLength(line)) }, () => line);
    try {
      const seen = await group(stage, { text: lines.join("\n") });
      const whole = seen.every((one) => one.text.trim().endsWith("处理。"));
      const longest = Math.max(...seen.map((one) => one.text.length));
      const where = whole ? "between lines" : "within lines";
      if (seen.length > 1) return `several messages of up to ${longest.toLocaleString("en")} characters, cut ${where}`;
    } catch (error) {
      if (!refusal(error)) return `refused as a whole: one message holds ${textBytes.toLocaleString("en")} bytes`;
    }
  }
  return "one message";
}

/** False for a refusal, which is an answer; anything else is a fault. */
function refusal(error: unknown): boolean {
  if (error instanceof DeliveryError && error.outcome === "refused") return false;
  throw error;
}
