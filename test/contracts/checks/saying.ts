/** Words as people read them. */
import assert from "node:assert/strict";
import { DeliveryError } from "#bot";
import type { Check } from "../check.ts";
import { NotClaimed, type Stage } from "../stage.ts";

const LINK = "https://example.org/a_b?c=1&d=2";
/** Families joined from four people, flags, a skin tone, letters with marks above and below, a pair beyond 16 bits. */
const SIGNS = ["👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "e\u0301\u0323", "𠮷", "नि", "汉"];

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
const split = (text: string) => Array.from(graphemes.segment(text), (one) => one.segment);
const without = (text: string) => text.replace(/\s+/g, "");

/** Sends signs of `times` the claimed length; returns in how many messages they came, none of them torn. */
async function pieces(stage: Stage, head: string, times: number): Promise<number> {
  const { bench } = stage;
  let text = "";
  const most = bench.adapter.traits.textBytes * times;
  for (let bytes = 0, at = 0; bytes < most; at += 1) {
    const sign = SIGNS[at % SIGNS.length] ?? "";
    text += sign;
    bytes += Buffer.byteLength(sign);
  }
  const before = (await bench.seen(bench.group)).length;
  const { seen } = await stage.shows(bench.group, { text: head + text }).catch(async (error: unknown) => {
    const whole = error instanceof DeliveryError && error.outcome === "refused";
    if (!whole || (await bench.seen(bench.group)).length > before) throw error;
    throw new NotClaimed("what is too long is refused whole");
  });
  for (const one of seen) assert.ok(one.text.isWellFormed(), "a surrogate pair was torn");
  const signs = seen.flatMap((one) => split(without(one.text).replace(/\*\*|长文/g, "")));
  assert.equal(signs.length, split(text).length, "a character was torn or lost");
  assert.ok(signs.join("") === text, "other characters arrived");
  return seen.length;
}

export const saying: Check[] = [
  {
    name: "plain words arrive as they are",
    async run({ bench, shows }) {
      const text = "2*3*4=24，file_id_1 <b>不是标记</b> & 「引号」";
      for (const chat of [bench.group, bench.person]) {
        const { seen } = await shows(chat, { text });
        assert.equal(seen.length, 1);
        // A sign may be shown as its wide twin where the client would take it for a tag.
        assert.equal(seen[0]?.text.replaceAll("＜", "<").replaceAll("\\", ""), text);
      }
    },
  },
  {
    name: "Markdown is simplified faithfully",
    async run({ bench, shows }) {
      const text = `# 通知\n\n**重要**：见 [办事指南](${LINK})\n\n- 第一\n- 第二`;
      const { seen } = await shows(bench.group, { text });
      const shown = seen.map((one) => one.text).join("\n");
      for (const word of ["通知", "重要", "办事指南", "第一", "第二"])
        assert.ok(shown.includes(word), `${word} is lost`);
      assert.ok(shown.includes(LINK) || seen.some((one) => one.links.includes(LINK)), "the link is lost");
      if (seen.some((one) => one.markdown)) return;
      assert.doesNotMatch(shown, /\*\*|^#|\]\(/m, "marks are left that nobody renders");
    },
  },
  {
    name: "Markdown under buttons loses nothing",
    async run({ bench, shows }) {
      if (!bench.adapter.traits.buttons) throw new NotClaimed("buttons");
      const text = `**招募令 A12**\n时间：周六 8:00\n见 [办事指南](${LINK})`;
      const { seen } = await shows(bench.group, { text, buttons: [{ label: "报名", says: "报名 A12" }] });
      const shown = seen.map((one) => one.text).join("\n");
      for (const word of ["招募令 A12", "周六 8:00", "办事指南"]) assert.ok(shown.includes(word), `${word} is lost`);
      assert.ok(shown.includes(LINK) || seen.some((one) => one.links.includes(LINK)), "the link is lost");
      for (const one of seen) assert.ok(one.markdown || !one.text.includes("**"), "marks are left that nobody renders");
    },
  },
  {
    name: "a long text is cut between characters",
    async run(stage) {
      const { textBytes } = stage.bench.adapter.traits;
      if (textBytes >= 1_000_000) throw new NotClaimed("no limit that people meet");
      // Where plain words and Markdown take different ways their limits differ too.
      const cuts = [await pieces(stage, "", 3.5), await pieces(stage, "**长文**\n\n", 3.5), await pieces(stage, "", 8)];
      assert.ok(Math.max(...cuts) > 1, "nothing was cut");
    },
  },
  {
    name: "one message holds the claimed length",
    proves: ["textBytes"],
    async run({ bench, shows }) {
      const { textBytes } = bench.adapter.traits;
      const han = "东街站的骑手师傅们好，".repeat(Math.ceil(textBytes / 33)).slice(0, Math.floor(textBytes / 3));
      const latin = "Dear riders of East Street. ".repeat(Math.ceil(textBytes / 28)).slice(0, textBytes - 1);
      for (const body of [han, `${latin}.`]) {
        const { seen } = await shows(bench.group, { text: body });
        assert.equal(seen.length, 1, `${Buffer.byteLength(body)} bytes became ${seen.length} messages`);
        assert.equal(without(seen[0]?.text ?? ""), without(body));
      }
    },
  },
  {
    name: "a mention calls the person",
    proves: ["mentions"],
    async run({ bench, hears, shows }) {
      if (!bench.adapter.traits.mentions) throw new NotClaimed("mentions");
      await hears(bench.group, "提诉求", { mention: true });
      const { seen } = await shows(bench.group, { text: "我们私下说。", mentions: [bench.person] });
      assert.ok(
        seen.some((one) => one.mentions.includes(bench.person)),
        "nobody was called",
      );
      assert.ok(seen.some((one) => one.text.includes("我们私下说。")));
    },
  },
];
