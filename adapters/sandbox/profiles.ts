/**
 * What the platforms can show, for the page's "as it would look there". Figures from the platforms' documents
 * (Feishu cards 30 KB; Telegram 4,096 characters; WeCom markdown 20,480 bytes and six buttons; DingTalk markdown
 * 5,000 characters, cards only from a template published beforehand; WeChat has no official bot in groups).
 */
export interface Profile {
  id: "sandbox" | "lark" | "telegram" | "wecom" | "dingtalk" | "wechat";
  zh: string;
  en: string;
  /** Most buttons under one message; 0: numbered words instead. */
  buttons: number;
  markdown: boolean;
  /** Can a sent message still be changed, long after? */
  edits: boolean;
  longest?: { n: number; unit: "bytes" | "characters" };
}

export const profiles: readonly Profile[] = [
  { id: "sandbox", zh: "演示群", en: "Demo", buttons: 20, markdown: true, edits: true },
  {
    id: "lark",
    zh: "飞书",
    en: "Feishu",
    buttons: 20,
    markdown: true,
    edits: true,
    longest: { n: 30_000, unit: "bytes" },
  },
  {
    id: "telegram",
    zh: "Telegram",
    en: "Telegram",
    buttons: 100,
    markdown: true,
    edits: true,
    longest: { n: 4096, unit: "characters" },
  },
  {
    id: "wecom",
    zh: "企业微信",
    en: "WeCom",
    buttons: 6,
    markdown: true,
    edits: false,
    longest: { n: 20_480, unit: "bytes" },
  },
  {
    id: "dingtalk",
    zh: "钉钉",
    en: "DingTalk",
    buttons: 0,
    markdown: true,
    edits: false,
    longest: { n: 5000, unit: "characters" },
  },
  { id: "wechat", zh: "微信", en: "WeChat", buttons: 0, markdown: false, edits: false },
];
