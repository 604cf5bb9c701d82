/** A case before it is submitted: what was given so far, and what still has to be asked. Pure; lives in dialog state only. */
import type { FileRef, Place } from "#bot";
import { kindNames, kinds } from "../case/kinds.ts";
import type { Spoken } from "../told/route.ts";
import type { Draft } from "./draft-shape.ts";
import { fieldsOf, keyOf, lacks, nameOf, needsPlace, nextField } from "./fields.ts";
import { guessKind } from "./guess.ts";
import { isPlace } from "./said.ts";
import { rounded } from "./similar.ts";

export { type Draft, draftShape, emptyDraft } from "./draft-shape.ts";

/** What the dialog heard, as the feature sees it: files are kept already, the text is trimmed. */
export interface Heard {
  text: string;
  files: FileRef[];
  place?: Place;
}

/** More than a person writes between two orders; guards the card and the database. */
export const MOST_LETTERS = 2000;
export const MOST_FILES = 9;
/** A longer answer to "where?" is a description that names the place in passing. */
const LONG_PLACE = 30;

export type Word = "submit" | "edit" | "cancel" | "join" | "apart" | null;

const SUBMIT = /^(提交|确认提交|确认|提交吧|发送)$/;
const AGREE = /^(好|好的|可以|行|对|是|是的|嗯|没问题|ok|确定)$/i;
const SKIP = /^(跳过|没有|没|无|不用|不用了|没有照片|没照片|没图|不知道|不清楚|暂无|skip|no)$/i;
const JOIN = /^(我也遇到|就是这个|就是这件|同一件)/;
const APART = /^(不是同一件|不是|另报一件|另报)$/;

export function isSkip(text: string): boolean {
  return SKIP.test(bare(text));
}

/** Takes in what was said, whatever was asked; `word` is what the person wants done now. */
export function absorb(before: Draft, heard: Heard): { draft: Draft; word: Word } {
  let draft = withThings(before, heard);
  const said = bare(heard.text);
  const word = wordOf(said, before);
  if (said === "" || word || /^继续(\s*\d+)?$/.test(said)) return { draft, word };
  const naming = namingOf(said, before.asked);
  const kind = kindOf(said);
  const part = before.asked === "edit" ? fieldsOf(draft).find((field) => said === `改${nameOf(field)}`) : undefined;
  if (naming) draft = { ...draft, naming };
  else if (kind) draft = { ...draft, kind };
  else if (part) draft = { ...draft, asked: "field", field: keyOf(part) };
  else if (SKIP.test(said)) draft = skipped(draft);
  else if (before.asked === "edit" && PART.test(said)) draft = parted(draft, said);
  else draft = withText(draft, heard.text.trim());
  return { draft, word: null };
}

/** What is still missing, in the order in which it is asked. */
export function missing(draft: Draft): Draft["asked"] {
  const { kind, text, files } = draft;
  const empty = text === "" && (kind !== "hazard" || files.length === 0);
  if (empty) return "what";
  if (kind === null) return "kind";
  const rule = kinds[kind];
  if (rule.asksPlace && lacks(draft, "place")) return "where";
  if (kind === "hazard" && lacks(draft, "photo")) return "where";
  if (nextField(draft)) return "field";
  if (rule.asksName && (draft.naming === null || !rule.choices.includes(draft.naming))) return "naming";
  return "preview";
}

/** The words that may name whom the case is about; undefined for kinds that are about things. */
export function accusing(draft: Draft): string | undefined {
  return draft.kind !== null && kinds[draft.kind].accuses ? allWords(draft) : undefined;
}

/** Everything that was said of the matter, the fields too. */
export function allWords({ text, given }: Draft): string {
  return [text, ...Object.values(given)].filter((words) => words !== "").join("\n");
}

/** What decides where it belongs. */
export function spokenOf(draft: Draft): Spoken {
  return { kind: draft.kind ?? "complaint", text: allWords(draft), where: draft.where, group: draft.unit };
}

function withThings(draft: Draft, heard: Heard): Draft {
  const files = [...draft.files];
  for (const { kind, ref } of heard.files) {
    const known = files.some((other) => other.ref === ref);
    if (!known && (kind === "image" || kind === "video") && files.length < MOST_FILES) files.push({ kind, ref });
  }
  if (!heard.place) return { ...draft, files };
  const { label, ...point } = rounded(heard.place);
  const where = draft.asked === "place" ? "" : draft.where;
  return { ...draft, files, place: point, where: where || (label ?? "") };
}

/** Free words go where something was asked; else they add to the description. Nothing that was said is lost. */
function withText(draft: Draft, text: string): Draft {
  const add = (now: Draft): Draft => {
    const whole = now.text === "" ? text : `${now.text}\n${text}`;
    return { ...now, text: whole, kind: now.kind ?? guessKind(whole) };
  };
  switch (draft.asked) {
    case "text":
      return { ...draft, text };
    case "place":
      return { ...draft, where: text };
    case "where":
      if (draft.text === "" && draft.kind === "hazard") return add(draft);
      if (draft.where !== "") return add(draft);
      if ([...text].length > LONG_PLACE && !needsPlace(draft)) return { ...add(draft), placed: true };
      return { ...draft, where: text };
    case "field": {
      // Words are no photo; they are kept, and the photo is left out.
      if (draft.field === "photo") return skipped(add(draft));
      return draft.field === null ? add(draft) : { ...draft, given: { ...draft.given, [draft.field]: text } };
    }
    default:
      // A bare place that nobody asked for is the place all the same: "东门口" after "幸福小区消防通道堵了".
      if (draft.where === "" && draft.place === null && isPlace(text)) return { ...draft, where: text };
      return add(draft);
  }
}

/** What was asked for is left out, as far as it may be. */
function skipped(draft: Draft): Draft {
  if (draft.asked !== "field" || draft.field === null)
    return { ...draft, placed: true, kind: draft.asked === "kind" ? "complaint" : draft.kind };
  return { ...draft, given: { ...draft.given, [draft.field]: "" } };
}

function wordOf(said: string, { asked }: Draft): Word {
  if (SUBMIT.test(said) || (asked === "preview" && AGREE.test(said))) return "submit";
  if (/^(修改|改一下|改)$/.test(said)) return "edit";
  if (/^(取消|不提了|算了)$/.test(said)) return "cancel";
  if (asked === "similar" && (JOIN.test(said) || AGREE.test(said))) return "join";
  if (asked === "similar" && APART.test(said)) return "apart";
  return null;
}

function namingOf(said: string, asked: Draft["asked"]): Draft["naming"] {
  const only = /^(.{0,3})(实名|保密|匿名)(吧|提交)?$/.exec(said)?.[2];
  const word = only ?? (asked === "naming" ? /实名|保密|匿名/.exec(said)?.[0] : undefined);
  return word === "实名" ? "named" : word === "保密" ? "confidential" : word === "匿名" ? "anonymous" : null;
}

/** The kinds among which a person chooses when the words do not tell. */
export function offered(): NonNullable<Draft["kind"]>[] {
  return kindNames.filter((kind) => kinds[kind].hints !== undefined);
}

function kindOf(said: string): Draft["kind"] {
  return offered().find((kind) => kinds[kind].name.zh === said) ?? null;
}

const PART = /^(改|去掉|换)?(内容|文字|描述|地点|位置|地方|署名|照片)$/;

/** The part that is to be changed is asked for anew; photos are taken out at once. */
function parted(draft: Draft, said: string): Draft {
  if (/照片/.test(said)) return { ...draft, files: [] };
  if (/署名/.test(said)) return { ...draft, naming: null };
  return { ...draft, asked: /内容|文字|描述/.test(said) ? "text" : "place" };
}

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .trim()
    .replace(/[。.!！~？?]+$/, "");
}
