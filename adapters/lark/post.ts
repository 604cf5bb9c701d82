/** Feishu's rich text ("post") to Markdown. Field list: Feishu, "receive message content", 2025-06. */
import { z } from "zod";

const element = z.object({
  tag: z.string(),
  text: z.string().optional(),
  href: z.string().optional(),
  /** In received messages the key of a mention ("@_user_1"). */
  user_id: z.string().optional(),
  user_name: z.string().optional(),
  image_key: z.string().optional(),
  file_key: z.string().optional(),
  language: z.string().optional(),
  emoji_type: z.string().optional(),
  style: z.array(z.string()).nullish(),
});
const body = z.object({ title: z.string().nullish(), content: z.array(z.array(element)) });
/** Sometimes the body lies under its language. */
const post = z.union([body, z.record(z.string(), body).transform((by) => Object.values(by)[0])]);

type Element = z.infer<typeof element>;

export interface Rich {
  /** Markdown in which mentions are still keys. */
  text: string;
  files: { kind: "image" | "video"; key: string }[];
}

/** Undefined when it is no rich text. */
export function richText(content: unknown): Rich | undefined {
  const parsed = post.safeParse(content);
  if (!parsed.success || !parsed.data) return undefined;
  const files: Rich["files"] = [];
  for (const one of parsed.data.content.flat()) {
    if (one.tag === "img" && one.image_key) files.push({ kind: "image", key: one.image_key });
    if (one.tag === "media" && one.file_key) files.push({ kind: "video", key: one.file_key });
  }
  const lines = parsed.data.content.map((line) => line.map(markdown).join(""));
  const title = parsed.data.title?.trim();
  return { text: [...(title ? [`**${title}**`] : []), ...lines].join("\n").trim(), files };
}

function markdown(one: Element): string {
  const text = one.text ?? "";
  if (one.tag === "text") return styled(text, one.style ?? []);
  if (one.tag === "a") return one.href ? `[${text || one.href}](${one.href})` : text;
  if (one.tag === "at") return `${one.user_id === "all" ? "@_all" : (one.user_id ?? `@${one.user_name ?? ""}`)} `;
  if (one.tag === "code_block") return `\`\`\`${one.language?.toLowerCase() ?? ""}\n${text}\n\`\`\``;
  if (one.tag === "hr") return "---";
  if (one.tag === "emotion") return one.emoji_type ? `[${one.emoji_type}]` : "";
  return one.tag === "img" || one.tag === "media" ? "" : text;
}

function styled(text: string, styles: string[]): string {
  if (!text.trim()) return text;
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  const marks = styles.map((style) => MARKS[style] ?? "").join("");
  return `${before}${marks}${inner}${[...marks.matchAll(/\*\*|~~|\*/g)]
    .map(([mark]) => mark)
    .toReversed()
    .join("")}${after}`;
}

const MARKS: Record<string, string> = { bold: "**", italic: "*", lineThrough: "~~" };
