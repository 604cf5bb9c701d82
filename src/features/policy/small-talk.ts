import { fold } from "./retrieval/normalise.ts";

/** A greeting or thanks is no question; neither is a text without a word in it. */
export type SmallTalk = "hello" | "thanks";

const HELLO = `你好 您好 你好啊 你好呀 哈喽 哈啰 嗨 喂 在吗 在不在 在么 在不 有人吗 有人在吗 小驿 小驿你好 你好小驿 小驿在吗
早 早上好 早安 上午好 中午好 下午好 晚上好 晚安 大家好 hi hello hey yo test 测试 嗯 嗯嗯 哦 哦哦 好 好的 好嘞 行 可以 收到 知道了 明白 明白了 ok okay`;
const THANKS =
  "谢谢 谢谢你 谢谢您 谢谢啊 谢了 谢谢了 多谢 感谢 辛苦了 辛苦 谢谢小驿 多谢了 非常感谢 thanks thankyou thx 3q";
/** Longer words are a sentence. */
const LONGEST = 12;

/** Looks words up among greetings; `more` are further words of the same kind (the recogniser's examples of small talk). */
export function smallTalk(more: string[]): (text: string) => SmallTalk | undefined {
  const plain = (text: string) => fold(text).replaceAll(" ", "");
  const thanks = new Set(THANKS.split(/\s+/).map(plain));
  const hello = new Set([...HELLO.split(/\s+/), ...more].map(plain));
  return (text) => {
    // Only the beginning is folded: a long text is no greeting, but may be nothing at all (a thousand emoji).
    const said = plain(text.slice(0, 200));
    if (said === "") return text.length <= 200 || plain(text.slice(0, 2_000)) === "" ? "hello" : undefined;
    if (said.length > LONGEST) return undefined;
    return thanks.has(said) ? "thanks" : hello.has(said) || /^\d{1,2}$/.test(said) ? "hello" : undefined;
  };
}
