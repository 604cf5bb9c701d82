/** What a platform would make of one of the bot's messages. Pure. */
import type { Button } from "#bot";
import { numberedButtons } from "../../numbered.ts";
import type { Profile } from "../../profiles.ts";
import type { Shown } from "../../wire.ts";
import { plainText } from "../markdown/plain.ts";

export interface Becomes {
  text: string;
  markdown: boolean;
  buttons: Button[];
  /** Shown as "回复 1 报名" lines. */
  numbered: Button[];
  /** How many messages the text needs. */
  parts: number;
  /** An update would be a message of its own. */
  anew: boolean;
}

export function becomes(line: Shown, profile: Profile): Becomes {
  const numbered = numberedButtons(profile.id, line.buttons);
  const text = profile.markdown ? line.text : plainText(line.text);
  const { longest } = profile;
  const length = longest?.unit === "bytes" ? new TextEncoder().encode(text).length : text.length;
  return {
    text,
    markdown: profile.markdown,
    buttons: numbered.length > 0 ? [] : (line.buttons ?? []),
    numbered,
    parts: longest ? Math.max(1, Math.ceil(length / longest.n)) : 1,
    anew: !profile.edits && !!line.living,
  };
}
