/** The next question of an intake, with its buttons, and the dialog that hears the answer. */
import type { Button, Member, Reply } from "#bot";
import { lines } from "./card.ts";
import type { Draft } from "./draft.ts";
import { kinds } from "./kinds.ts";
import { hideName } from "./mask.ts";
import type { Room } from "./room.ts";
import type { Naming, Ticket } from "./store.ts";

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
      if (draft.kind !== "hazard") return { text: intake.what[draft.kind ?? "complaint"], buttons: [] };
      const first = draft.place || draft.where ? intake.hazardWhat : intake.what.hazard;
      return { text: `${first}\n${agreed ? intake.hazardFiles : intake.consentByThing}`, buttons: [] };
    }
    case "kind":
      return {
        text: intake.kindOf,
        buttons: [
          { label: intake.kinds.complaint, says: "投诉" },
          { label: intake.kinds.help, says: "求助" },
          { label: intake.kinds.consultation, says: "咨询" },
        ],
      };
    case "where": {
      if (draft.kind !== "hazard")
        return { text: draft.files.length > 0 ? intake.whereAfterPhoto : intake.where, buttons: [skip] };
      const located = draft.where !== "" || draft.place !== null;
      const first = located ? intake.hazardPhoto : draft.files.length > 0 ? intake.hazardPlace : intake.hazardBoth;
      return { text: `${first}\n${agreed ? intake.hazardFiles : intake.consentByThing}`, buttons: [submit] };
    }
    case "naming": {
      const warned = draft.no === null ? "" : `\n${intake.newNumber}`;
      const names: Naming[] = ["named", "confidential", "anonymous"];
      const says = { named: "实名", confidential: "保密", anonymous: "匿名" };
      return {
        text: intake.naming(extras.handlers) + warned,
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
      return { text: intake.edit, buttons: says.map((word, i) => ({ label: intake.parts[i] ?? word, says: word })) };
    }
    case "text":
      return { text: intake.newText, buttons: [] };
    case "place":
      return { text: intake.newPlace, buttons: [] };
  }
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
  return {
    text: hide(draft.text),
    where_text: hide(draft.where),
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    datum: place?.datum ?? null,
  };
}

/** Kinds that do not ask are confidential: the reporter is told, the handlers do not see who it is. */
export function namingOf({ kind, naming }: Draft): Naming {
  return naming ?? (kind !== null && kinds[kind].asksName ? "anonymous" : "confidential");
}
