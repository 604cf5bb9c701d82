/** What a kind asks beside its matter, and which of it is still open: nothing that was said already is asked (PRODUCT.md P45). Pure. */

import { type Field, kinds } from "../case/kinds.ts";
import { zh } from "../words/intake.ts";
import type { Draft } from "./draft-shape.ts";
import { placeIn, saysField } from "./said.ts";

/** Place and a hazard's photo are asked for together, and may be left out together unless they are needed. */
export function lacks(draft: Draft, ask: "place" | "photo"): boolean {
  const there = ask === "photo" ? draft.files.length > 0 : located(draft);
  const field = draft.kind === null ? undefined : kinds[draft.kind].fields.find((one) => one.ask === ask);
  return field !== undefined && !there && (field.required || !draft.placed);
}

/** A point, an answer, or a place called by its name in the words themselves: it stays where it was said. */
export function located({ where, place, text }: Draft): boolean {
  return where !== "" || place !== null || placeIn(text) !== undefined;
}

/** The first field that was neither answered nor left out, and that nothing said so far tells. */
export function nextField(draft: Draft): Field | undefined {
  return fieldsOf(draft).find((field) => {
    const given = draft.given[keyOf(field)];
    if (given !== undefined && (given !== "" || !field.required)) return false;
    if (field.ask === "photo") return draft.files.length === 0;
    return !saysField(draft.text, field.ask, field.label?.zh);
  });
}

/** What a kind asks beside what, where and a hazard's photo. */
export function fieldsOf({ kind }: Draft): Field[] {
  if (kind === null || kind === "hazard") return [];
  return kinds[kind].fields.filter((field) => field.ask !== "place");
}

export function keyOf({ ask, label }: Field): string {
  return ask === "free" ? `free:${label?.zh}` : ask;
}

/** What a field is called where it is written by hand or on a button: the same in every language. */
export function nameOf({ ask, label }: Field): string {
  return label?.zh ?? zh.field[ask].name;
}

/** The place may not be left out. */
export function needsPlace({ kind }: Draft): boolean {
  return kind !== null && kinds[kind].fields.some((field) => field.ask === "place" && field.required);
}
