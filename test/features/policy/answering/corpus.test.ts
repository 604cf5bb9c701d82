/**
 * The verifier on real articles: whatever stands there is accepted word for word, and nothing with one word changed is,
 * neither in the quote nor in the sentence above a true quote.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain } from "../../../../src/features/policy/answering/plain.ts";
import { type Claim, verify } from "../../../../src/features/policy/answering/verify.ts";
import { type Article, corpus, given } from "./given.ts";

const SENTENCES = 1_500;
const LEAST = 598;

/** One word for another of the opposite sense; the first that fits a sentence is changed, each kind in its turn. */
const CHANGES: [name: string, from: RegExp, to: string][] = [
  ["不得→可以", /不得(?!不)/, "可以"],
  ["应当→可以", /应当/, "可以"],
  ["可以→不得", /(?<!不)可以/, "不得"],
  ["以上→以下", /(?<=[\d一二三四五六七八九十百千万][个]?[\p{L}]{0,3})以上/u, "以下"],
  ["以下→以上", /(?<=[\d一二三四五六七八九十百千万][个]?[\p{L}]{0,3})以下(?!简称|统称|称)/u, "以上"],
  ["以内→以上", /(?<=[日月年时])以?内(?=[，。向提作应])/, "以上"],
  ["三→五", /(?<!第)三(?=[十百千万]|日|年|个|元|倍|人|次)/, "五"],
  ["十五→十八", /(?<!第)十五(?=日|年|个|元|人)/, "十八"],
  ["日→月", /(?<=[一二三四五六七八九十])日(?=内|以)/, "个月"],
  ["年→月", /(?<=[一二三四五六七八九十])年(?=以|内|的)/, "个月"],
  ["万元→元", /万元/, "元"],
  ["百分之→千分之", /百分之/, "千分之"],
  ["不→", /不(?=承担|支付|包括|适用|影响|符合|履行)/, ""],
  ["未→已", /未(?=经|按|依|取得|履行)/, "已"],
  ["无→有", /无(?=正当|法|权)/, "有"],
];

const data = corpus();
test("real articles: word for word accepted, one word changed refused", { skip: "skip" in data && data.skip }, (t) => {
  assert.ok("articles" in data);
  const picked = sentences(data.articles);
  assert.ok(picked.length >= LEAST, `${picked.length} sentences`);
  const counts = { accepted: 0, quotes: 0, quotesRefused: 0, texts: 0, textsRefused: 0 };
  const kinds = new Map<string, number>();
  const wrong: string[] = [];
  for (const [i, { article, sentence }] of picked.entries()) {
    const other = picked[(i + 700) % picked.length]?.article ?? article;
    const passages = given(
      [article.law, article.article, article.text],
      [other.law, other.article || "第一条", other.text],
    );
    const id = passages[0]?.id ?? "";
    const judge = (text: string, quote: string) => {
      const claim: Claim = { text, cites: [{ id, quote }] };
      return verify([claim], passages, () => false).dropped[0];
    };
    const verbatim = judge(sentence, sentence);
    if (verbatim === undefined) counts.accepted++;
    else wrong.push(`${verbatim}: ${sentence}`);
    for (const [name, from, to] of CHANGES) {
      const changed = sentence.replace(from, to);
      if (changed === sentence || plain(article.text).text.includes(plain(changed).text)) continue;
      kinds.set(name, (kinds.get(name) ?? 0) + 1);
      counts.quotes++;
      counts.texts++;
      if (judge(sentence, changed) !== undefined) counts.quotesRefused++;
      else wrong.push(`quote ${name}: ${changed}`);
      if (judge(changed, sentence) !== undefined) counts.textsRefused++;
      else wrong.push(`text ${name}: ${changed}`);
    }
  }
  t.diagnostic(
    `${counts.accepted} of ${picked.length} accepted word for word; refused with one word changed: ${counts.quotesRefused} of ${counts.quotes} quotes, ${counts.textsRefused} of ${counts.texts} sentences`,
  );
  t.diagnostic([...kinds].map(([name, n]) => `${name} ${n}`).join(", "));
  assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length}`);
  assert.ok(counts.quotes >= LEAST && kinds.size === CHANGES.length, "every kind of change was met");
});

/** Sentences that hold something to change, evenly over the whole corpus. */
function sentences(articles: Article[]): { article: Article; sentence: string }[] {
  const all = articles
    .filter((article) => /^第.+条/.test(article.article) && !article.text.includes("\0"))
    .flatMap((article) =>
      (article.text.match(/[^。；\n]+[。；]/g) ?? [])
        .map((sentence) => sentence.trim())
        .filter((sentence) => sentence.length >= 12 && sentence.length <= 120)
        .filter((sentence) => CHANGES.some(([, from]) => from.test(sentence)))
        .slice(0, 1)
        .map((sentence) => ({ article, sentence })),
    );
  const step = all.length / SENTENCES;
  return Array.from({ length: Math.min(SENTENCES, all.length) }, (_, i) => all[Math.floor(i * step)]).filter(
    (one) => one !== undefined,
  );
}
