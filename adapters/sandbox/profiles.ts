/**
 * What the platforms can show, for the page's "as it would look there". The adapters' own traits say the same, and
 * test/adapters/sandbox/profiles.test.ts holds one against the other. DingTalk is shown as it is without a card template.
 */
export interface Profile {
  id: "sandbox" | "lark" | "telegram" | "wecom" | "dingtalk" | "wechat";
  zh: string;
  en: string;
  /** False: numbered words instead. */
  buttons: boolean;
  markdown: boolean;
  /** Can a sent message still be changed, whenever it must be? */
  edits: boolean;
  /** Longer words are cut into several messages. */
  longest?: { n: number; unit: "bytes" | "characters" };
}

export const profiles: readonly Profile[] = [
  { id: "sandbox", zh: "演示群", en: "Demo", buttons: true, markdown: true, edits: true },
  {
    id: "lark",
    zh: "飞书",
    en: "Feishu",
    buttons: true,
    markdown: true,
    edits: true,
    longest: { n: 24_576, unit: "bytes" },
  },
  {
    id: "telegram",
    zh: "Telegram",
    en: "Telegram",
    buttons: true,
    markdown: true,
    edits: true,
    longest: { n: 4096, unit: "characters" },
  },
  {
    id: "wecom",
    zh: "企业微信",
    en: "WeCom",
    buttons: true,
    markdown: true,
    edits: false,
    longest: { n: 20_480, unit: "bytes" },
  },
  {
    id: "dingtalk",
    zh: "钉钉",
    en: "DingTalk",
    buttons: false,
    markdown: true,
    edits: false,
    longest: { n: 4_000, unit: "bytes" },
  },
  {
    id: "wechat",
    zh: "微信",
    en: "WeChat",
    buttons: false,
    markdown: false,
    edits: false,
    longest: { n: 4_000, unit: "bytes" },
  },
];
