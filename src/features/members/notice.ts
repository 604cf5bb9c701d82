/** The notice: its words, and a version that changes with them, so that changed purposes are asked about again. */
import { createHash } from "node:crypto";
import type { Settings } from "#bot";
import { en, zh } from "./words.ts";

/** Raised by hand when the purposes change; the hash catches every other edit. */
const EDITION = 1;

export interface Notice {
  text: string;
  /** The label of the button under it. */
  agree: string;
  /** "1-3fa29c". */
  version: string;
}

export function noticeOf(settings: Settings): Notice {
  const words = settings.locale === "en" ? en : zh;
  const text = words.notice(settings.orgName, settings.dutyPhone);
  return {
    text,
    agree: words.agree,
    version: `${EDITION}-${createHash("sha256").update(text).digest("hex").slice(0, 6)}`,
  };
}
