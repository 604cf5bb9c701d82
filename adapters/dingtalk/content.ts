/** One converter per message type: what was said and what was attached. */
import { z } from "zod";
import type { FileRef } from "#bot";
import { parsed, type RobotMessage } from "./frames.ts";

export interface Content {
  /** As DingTalk wrote it, blanks at the edges included: they tell where a mention was taken out. */
  text: string;
  files: FileRef[];
}

const code = z.string().nullish();
const picture = z.object({ downloadCode: code, pictureDownloadCode: code });
const richText = z.object({ richText: z.array(picture.extend({ text: z.string().nullish() })) });
const audio = z.object({ downloadCode: code, recognition: z.string().nullish() });
const file = z.object({ downloadCode: code, fileName: z.string().nullish() });

type Converter = (message: RobotMessage, body: unknown) => Content | undefined;

/** Forwarded bundles, cards, stickers without words and the like are left out: they say nothing we could act on. */
const CONVERTERS: Record<string, Converter> = {
  text: ({ text }) => (text ? { text: text.content, files: [] } : undefined),
  richText: (_, body) => {
    const { data } = richText.safeParse(body);
    return (
      data && { text: data.richText.map((one) => one.text ?? "").join(""), files: data.richText.flatMap(pictures) }
    );
  },
  picture: (_, body) => {
    const { data } = picture.safeParse(body);
    return data && held(pictures(data));
  },
  // DingTalk has listened already; its words stand for the voice, which is kept beside them.
  audio: (_, body) => {
    const { data } = audio.safeParse(body);
    return data && { text: data.recognition ?? "", files: fileOf("audio", data.downloadCode) };
  },
  video: (_, body) => {
    const { data } = file.safeParse(body);
    return data && held(fileOf("video", data.downloadCode));
  },
  file: (_, body) => {
    const { data } = file.safeParse(body);
    return data && held(fileOf("file", data.downloadCode, data.fileName));
  },
};

/** Undefined for what we do not understand. */
export function contentOf(message: RobotMessage): Content | undefined {
  return CONVERTERS[message.msgtype]?.(message, parsed(message.content));
}

function held(files: FileRef[]): Content | undefined {
  return files.length > 0 ? { text: "", files } : undefined;
}

function pictures(one: z.infer<typeof picture>): FileRef[] {
  return fileOf("image", one.downloadCode ?? one.pictureDownloadCode);
}

function fileOf(kind: FileRef["kind"], downloadCode: string | null | undefined, fileName?: string | null): FileRef[] {
  const name = fileName?.trim();
  return downloadCode ? [{ kind, ref: `dingtalk:${downloadCode}`, ...(name && { name }) }] : [];
}
