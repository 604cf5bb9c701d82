/** First words to try, by what the person does. */
import type { View } from "../view.ts";

const EVERYONE = ["帮助", "学一点", "送餐路上被撞了算工伤吗", "提诉求 站长扣了我三百块", "招募令"];
const BY_JOB: Record<string, string[]> = {
  东街书记: ["招募", "写学习", "待审", "我的待办", "帮助"],
  承办人: ["我的待办", "帮助", "查进度", "学一点"],
};
const EN = ["帮助", "学一点", "送餐路上被撞了算工伤吗", "提诉求", "招募令"];

/** In a group the bot is mentioned first, because nothing else reaches it there. */
export function chipsFor({ me, room }: View, locale: "zh" | "en"): string[] {
  const words = BY_JOB[me.job] ?? (locale === "en" ? EN : EVERYONE);
  return words.map((each) => (room ? `@小驿 ${each}` : each));
}
