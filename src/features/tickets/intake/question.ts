/** The next question of an intake, with its buttons, and the dialog that hears the answer. */
import type { Button, Member, Reply } from "#bot";
import { lines } from "../case/card.ts";
import { type Field, type Kind, kinds } from "../case/kinds.ts";
import type { Room } from "../room.ts";
import type { Naming, Ticket } from "../store/tables.ts";
import { zh } from "../words/intake.ts";
import { type Draft, offered } from "./draft.ts";
import { fieldsOf, keyOf, located, nextField } from "./fields.ts";
import { hideName } from "./mask.ts";

export interface Extras {
  /** Who will see it. */
  handlers: string;
  /** The open case that this may be the same as. */
  similar?: Ticket;
}

/** Asks `draft.asked`; whoever has not consented yet is told, before the last piece, that submitting is consent. */
export function question(room: Room, by: Member, draft: Draft, extras: Extras): Reply {
  const { text, buttons } = asking(room, by, draft, extras);
  // A hazard is filed with its last piece, so consent is spoken of before that; elsewhere the preview does.
  const told =
    draft.told || draft.asked === "preview" || (draft.kind === "hazard" && ["what", "where"].includes(draft.asked));
  return { text, ...(buttons.length > 0 ? { buttons } : {}), next: room.ask.intake({ ...draft, told }) };
}

function asking(room: Room, by: Member, draft: Draft, extras: Extras): { text: string; buttons: Button[] } {
  const { intake, label } = room.w;
  const agreed = by.consent !== undefined;
  const skip = { label: intake.skip, says: "跳过" };
  const submit = { label: intake.submit, says: "提交" };
  switch (draft.asked) {
    case "what": {
      if (draft.kind !== "hazard") return { text: opening(room, draft.kind ?? "complaint"), buttons: [] };
      const first = located(draft) ? intake.hazardWhat : intake.what.hazard;
      return { text: `${first}\n${agreed ? intake.hazardFiles : intake.consentByThing}`, buttons: [] };
    }
    case "kind":
      return {
        text: intake.kindOf,
        buttons: offered().map((kind) => ({ label: label.kind[kind], says: kinds[kind].name.zh })),
      };
    case "where": {
      if (draft.kind !== "hazard") {
        const needed =
          draft.kind !== null && kinds[draft.kind].fields.some((one) => one.ask === "place" && one.required);
        return asked(room, draft.files.length > 0 ? intake.whereAfterPhoto : intake.where, needed, draft.placed, skip);
      }
      const first = located(draft)
        ? intake.hazardPhoto
        : draft.files.length > 0
          ? intake.hazardPlace
          : intake.hazardBoth;
      const needed = draft.placed ? `\n${intake.needed}` : "";
      return { text: `${first}${needed}\n${agreed ? intake.hazardFiles : intake.consentByThing}`, buttons: [submit] };
    }
    case "field": {
      const field = fieldsOf(draft).find((one) => keyOf(one) === draft.field) ?? nextField(draft);
      if (!field) return { text: intake.edit, buttons: [] };
      const first = field.label ? intake.freeAsk(fieldName(room, field)) : intake.field[field.ask].ask;
      return asked(room, first, field.required, draft.given[keyOf(field)] === "", skip);
    }
    case "naming": {
      const names: Naming[] = kinds[draft.kind ?? "complaint"].choices;
      const warned = draft.no === null || !names.includes("anonymous") ? [] : [intake.newNumber];
      const says = { named: "实名", confidential: "保密", anonymous: "匿名" };
      return {
        text: [intake.naming, ...names.map((name) => intake.namings[name](extras.handlers)), ...warned].join("\n"),
        buttons: names.map((naming) => ({ label: label.naming[naming], says: says[naming] })),
      };
    }
    case "similar":
      return similar(room, draft, extras, agreed);
    case "preview":
      return {
        text: previewed(room, by, draft, extras, agreed),
        buttons: [submit, { label: intake.change, says: "修改" }, { label: intake.cancel, says: "取消" }],
      };
    case "edit": {
      const says = ["改内容", "改地点", "去掉照片", "改署名"];
      const parts = says.map((word, i) => ({ label: intake.parts[i] ?? word, says: word }));
      const own = fieldsOf(draft).filter((field) => field.ask !== "photo");
      const more = own.map((field) => ({
        label: intake.changeField(fieldName(room, field)),
        says: `改${field.label?.zh ?? zh.field[field.ask].name}`,
      }));
      return { text: intake.edit, buttons: [...parts, ...more] };
    }
    case "text":
      return { text: intake.newText, buttons: [] };
    case "place":
      return { text: intake.newPlace, buttons: [] };
  }
}

/** What a kind begins with: its own words, else ours. */
function opening({ kit, w }: Room, kind: Kind): string {
  return kinds[kind].prompt?.[kit.settings.locale] ?? w.intake.what[kind] ?? w.intake.whatElse(w.label.kind[kind]);
}

/** May be left out by a tap; what may not says so, once it was tried. */
function asked({ w }: Room, ask: string, needed: boolean, tried: boolean, skip: Button) {
  const cancel = { label: w.intake.cancel, says: "取消" };
  if (!needed) return { text: w.intake.orSkip(ask), buttons: [skip] };
  return { text: tried ? `${ask}\n${w.intake.needed}` : ask, buttons: [cancel] };
}

function fieldName({ kit, w }: Room, field: Field): string {
  return field.label?.[kit.settings.locale] ?? w.intake.field[field.ask].name;
}

/** Nothing of another's private words: a hazard's category and place, of anything else only that it exists. */
function similar(room: Room, draft: Draft, { similar: row }: Extras, agreed: boolean) {
  const { intake, label, reporter } = room.w;
  const first =
    draft.kind === "hazard" && row
      ? intake.similarHazard(label.hazard[row.hazard ?? "other"], row.where_text)
      : intake.similarOther;
  return {
    text: [first, intake.similarHow, ...(agreed ? [] : [reporter.consentByJoin])].join("\n"),
    buttons: [
      { label: intake.join, says: intake.joinSays },
      { label: intake.apart, says: "不是同一件" },
    ],
  };
}

/** Exactly what will be seen, and by whom. */
function previewed(room: Room, by: Member, draft: Draft, extras: Extras, agreed: boolean): string {
  const { intake, label } = room.w;
  const kind = draft.kind ?? "complaint";
  const naming = namingOf(draft);
  return [
    intake.preview(extras.handlers),
    "",
    `${label.kind[kind]}${draft.no && naming !== "anonymous" ? `　${draft.no}` : ""}`,
    ...lines(room.w, {
      kind,
      ...shownDraft(room, by, draft),
      naming,
      alias: draft.alias,
      name: by.name,
      pictures: draft.files.length,
    }),
    "",
    intake.promise,
    ...(draft.no !== null && naming === "anonymous" ? [intake.newNumber] : []),
    ...(agreed ? [] : [intake.consentBySubmit]),
  ].join("\n");
}

/** The words as they are kept: whoever wants not to be named is not named by their own words either. */
export function shownDraft(
  room: Room,
  by: Member,
  draft: Draft,
): Pick<Ticket, "text" | "where_text" | "lat" | "lon" | "datum"> {
  const naming = namingOf(draft);
  const alias = naming === "confidential" ? draft.alias : room.w.label.me;
  const hide = (text: string) => (naming === "named" ? text : hideName(text, by.name, alias));
  const { place } = draft;
  const given = fieldsOf(draft).flatMap((field) => {
    const words = draft.given[keyOf(field)];
    return words ? [room.w.intake.line(fieldName(room, field), words)] : [];
  });
  return {
    text: hide([draft.text, ...given].filter(Boolean).join("\n")),
    where_text: hide(draft.where),
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    datum: place?.datum ?? null,
  };
}

/** Kinds that do not ask are confidential: the reporter is told, the handlers do not see who it is. */
export function namingOf({ kind, naming }: Draft): Naming {
  if (kind === null) return naming ?? "confidential";
  const { choices, asksName } = kinds[kind];
  const wanted = naming ?? (asksName ? "anonymous" : "confidential");
  // The most guarded of what there is, where that is not to be had.
  return choices.includes(wanted) ? wanted : (choices.find((one) => one !== "named") ?? "named");
}
