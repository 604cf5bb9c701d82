/** One converter per message type: what was said, what was attached, where it is. */

import { z } from "zod";
import type { FileRef, Place } from "#bot";
import type { MessageEvent } from "./events.ts";
import { richText } from "./post.ts";

export interface Content {
  /** Mentions are still keys. */
  text: string;
  files: FileRef[];
  place?: Place;
}

type Converter = (body: unknown, messageId: string) => Content | undefined;

const text = z.object({ text: z.string() });
const image = z.object({ image_key: z.string().min(1) });
const file = z.object({ file_key: z.string().min(1), file_name: z.string().optional() });
const location = z.object({ name: z.string().optional(), longitude: z.coerce.number(), latitude: z.coerce.number() });

/** Stickers, forwarded bundles, cards, shared chats and the like are left out: they say nothing we could act on. */
const CONVERTERS: Record<string, Converter> = {
  text: (body) => {
    const { data } = text.safeParse(body);
    return data && { text: data.text, files: [] };
  },
  post: (body, id) => {
    const rich = richText(body);
    return rich && { text: rich.text, files: rich.files.map(({ kind, key }) => ({ kind, ref: refOf(id, key) })) };
  },
  image: (body, id) => {
    const { data } = image.safeParse(body);
    return data && { text: "", files: [{ kind: "image", ref: refOf(id, data.image_key) }] };
  },
  file: attachment("file"),
  audio: attachment("audio"),
  media: attachment("video"),
  location: (body) => {
    const { data } = location.safeParse(body);
    if (!data || Math.abs(data.latitude) > 90 || Math.abs(data.longitude) > 180) return undefined;
    const label = data.name?.trim();
    // Feishu's own map in China is in the shifted national coordinates.
    const place: Place = { lat: data.latitude, lon: data.longitude, datum: "gcj02", ...(label && { label }) };
    return { text: "", files: [], place };
  },
};

/** Undefined for what we do not understand. */
export function contentOf(message: MessageEvent["message"]): Content | undefined {
  const convert = CONVERTERS[message.message_type];
  if (!convert) return undefined;
  try {
    return convert(JSON.parse(message.content), message.message_id);
  } catch {
    return undefined;
  }
}

function attachment(kind: FileRef["kind"]): Converter {
  return (body, id) => {
    const { data } = file.safeParse(body);
    if (!data) return undefined;
    const name = data.file_name?.trim();
    return { text: "", files: [{ kind, ref: refOf(id, data.file_key), ...(name && { name }) }] };
  };
}

/** Feishu hands out a file only together with the message it came in. */
function refOf(messageId: string, key: string): FileRef["ref"] {
  return `lark:${messageId}/${key}`;
}
