/** What is said for an outcome. In a group too: nothing of the asker's own words ever stands in it. */
import type { Button } from "#bot";
import { type Quote, quote } from "./answer.ts";
import type { Document } from "./library/document.ts";
import type { Outcome, Stale } from "./seek.ts";
import type { Words } from "./words.ts";

export interface Rendered {
  text: string;
  buttons: Button[];
  quotes: Quote[];
}

export function render(w: Words, outcome: Outcome): Rendered {
  const quotes = outcome.passages.map(quote);
  const stale = outcome.stale && saidOfStale(w, outcome.stale);
  const human = { label: w.human, says: "转人工" };
  if (quotes.length === 0) {
    const near = outcome.near.length > 0 ? w.near(outcome.near.map((one) => titleOf(w, one))) : undefined;
    return { text: [w.unknown, stale, near, w.person].filter(Boolean).join("\n"), buttons: [human], quotes };
  }
  const parts = quotes.map((one) => `${source(w, one)}\n${one.text}${one.cut ? w.cut : ""}`);
  const sample = quotes.some((one) => one.document.front.sample) ? w.sampleNote : undefined;
  const whole = quotes.some((one) => one.cut) ? [{ label: w.whole, says: "看全文" }] : [];
  return {
    text: [w.heading, ...parts, stale, sample].filter(Boolean).join("\n\n"),
    buttons: [...whole, { label: w.useful, says: "有用" }, { label: w.useless, says: "没用" }, human],
    quotes,
  };
}

/** "【示例】《…办法》示例〔2025〕1号 第五条（自2025年7月1日起施行，适用：示例县）": where the words stand and since when they hold. */
export function source(w: Words, { document, passage }: Pick<Quote, "document" | "passage">): string {
  const { number, area, effective, amendedBy } = document.front;
  const changed = amendedBy && w.amendedBy(amendedBy.title, amendedBy.day);
  const facts = [effective && w.from(effective), area !== "全国" && w.area(area), changed].filter(Boolean).join("，");
  return [`${titleOf(w, document)}${number}`, `${passage.article}${facts && `（${facts}）`}`].join(" ");
}

function titleOf(w: Words, document: Document): string {
  // A name taken from a file may hold marks that turn the letters after them round.
  return `${document.front.sample ? w.sample : ""}${w.title(document.front.title.replace(/\p{Cf}/gu, ""))}`;
}

function saidOfStale(w: Words, { document, passage, standing }: Stale): string {
  const { title, effective, repealed } = document.front;
  return standing === "repealed"
    ? w.repealed(title, passage.article, repealed)
    : w.notYet(title, passage.article, effective ?? document.front.date);
}
