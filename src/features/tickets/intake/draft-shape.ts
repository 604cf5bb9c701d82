/** A case before it is submitted, as the dialog keeps it. */
import { z } from "zod";
import { kindShape } from "../case/kinds.ts";

const place = z.object({
  lat: z.number(),
  lon: z.number(),
  datum: z.enum(["wgs84", "gcj02"]),
  label: z.string().optional(),
});
const file = z.object({ kind: z.enum(["image", "video"]), ref: z.templateLiteral([z.string(), ":", z.string()]) });

export const asks = [
  "what",
  "kind",
  "where",
  "field",
  "naming",
  "similar",
  "preview",
  "edit",
  "text",
  "place",
] as const;

export const draftShape = z.object({
  kind: kindShape.nullable(),
  /** Already said in a group. */
  no: z.string().nullable(),
  /** The unit of the group where it was spoken. */
  unit: z.string().nullable(),
  text: z.string(),
  where: z.string(),
  place: place.nullable(),
  files: z.array(file),
  naming: z.enum(["named", "confidential", "anonymous"]).nullable(),
  alias: z.string(),
  /** Place and photo were asked for and left out, or answered. */
  placed: z.boolean(),
  asked: z.enum(asks),
  /** Answers to the fields of the kind, by key; "" for one that was left out. */
  given: z.record(z.string(), z.string()).default({}),
  /** Which field is asked for, by key. */
  field: z.string().nullable().default(null),
  /** The open case that this may be the same as; "" once the person said that it is not. */
  similar: z.string().nullable(),
  /** Was told, before the last piece came, that submitting is also consent. */
  told: z.boolean(),
});
export type Draft = z.infer<typeof draftShape>;

export function emptyDraft(kind: Draft["kind"], unit: string | null, alias: string): Draft {
  return {
    kind,
    no: null,
    unit,
    text: "",
    where: "",
    place: null,
    files: [],
    naming: null,
    alias,
    placed: false,
    asked: "what",
    given: {},
    field: null,
    similar: null,
    told: false,
  };
}
