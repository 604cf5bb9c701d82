/** Words that carry a question, not its subject. Longest first wins; they count little wherever they stand. */
const WORDS = `
什么时候 啥时候 请问 请教 想问 问一下 问下 咨询 求助 想知道 帮我看看 麻烦 大家好 你好 您好 谢谢 各位 老师 律师
怎么办 怎么样 怎么 怎样 咋办 咋整 咋 如何 为什么 为啥 什么 啥 哪些 哪个 哪里 哪儿 多少 多少钱 多大 多长 多久 多长时间 几天 几 谁
是否 是不是 能不能 可不可以 会不会 要不要 有没有 算不算 合法吗 合理吗 对不对 行不行 可以 能够 能 吗 呢 吧 啊 呀 么 嘛 哦
随便 随意 到底 真的 直接 究竟 我想 想要 现在 目前 这种情况 这种 这个 那个 这样 那么 情况 一下 一个 如果 要是 的话 因为 所以 但是 然后 而且 还是 还有 就是 需要 应该 属于 进行 关于 对于 根据 有关
我们 你们 他们 我 你 您 他 她 它 自己 人家 别人
的 了 是 在 有 和 与 及 或 把 被 给 让 跟 对 向 从 到 为 于 也 都 就 才 又 还 很 不 没 没有 说 上 下 里 着 过 要 会 个 等 之 其 该 以
`
  .split(/\s+/)
  .filter((word) => word !== "");

const LONGEST = Math.max(...WORDS.map((word) => word.length));
const FILLERS = new Set(WORDS);

/** The sum in somebody's own story (三百块, 200元) is a circumstance: no article is about that sum. */
const SUM = /[0-9零一二两三四五六七八九十百千万几半多]{1,12}(?:块钱?|元钱?|毛钱?)/g;

/** Marks which characters of a folded question stand in a filler; one look from left to right, longest word first. */
export function markFillers(folded: string): Uint8Array {
  const marks = new Uint8Array(folded.length);
  for (let i = 0; i < folded.length; ) {
    let length = Math.min(LONGEST, folded.length - i);
    while (length > 0 && !FILLERS.has(folded.slice(i, i + length))) length--;
    marks.fill(1, i, i + length);
    i += Math.max(1, length);
  }
  for (const sum of folded.matchAll(SUM)) marks.fill(1, sum.index, sum.index + sum[0].length);
  return marks;
}
