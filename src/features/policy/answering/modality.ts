/** Words that turn a rule round: who must, may, must not; what is left out. */
import { denies, pairs, tidy } from "./negation.ts";

type Kind = "forbidden" | "free" | "must" | "may" | "except" | "sure";

/** As a sentence may say it: the clear words of each kind. A word inside a longer one of another kind is not counted twice. */
const SAID: [Kind, RegExp][] = [
  ["forbidden", /不得|不能|不可以|不可|不准|不许|不应当|不应该|不应|禁止|严禁|勿/],
  ["free", /无需|无须|不必|不用|不需要|免予|免于|免除|免缴|免费/],
  ["except", /除外|不予|不适用|不包括/],
  ["must", /应当|应该|必须|务必|一律/],
  ["may", /可以|有权|准予|允许/],
  // Nobody's case is decided here: such words must be the document's own.
  ["sure", /一定能|一定会|一定要|肯定|必然|绝对|保证|胜诉|稳赢|能赢|会赢/],
];
/** What a document may say for it. */
const MEANT: Record<Kind, RegExp> = {
  forbidden: /不得|不能|不可|不准|不许|不应|禁止|严禁|勿/,
  free: /无需|无须|不必|不用|不需|不要求|免|不缴|不交|不收|不承担|不支付|不负担/,
  except: /除外|不予|不适用|不包括|不属于|不视为|不作为/,
  must: /应当|应该|必须|务必|须|一律|应/,
  may: /可以|可(?!能)|有权|准予|允许|准许/,
  sure: /一定|肯定|必然|绝对|保证|胜诉|赢/,
};
/** Where nothing of it stands, a plain "it is so" may be told as "you may". */
const BINDING = /应当|应该|必须|须|不得|不能|不可|不准|不许|不予|禁止/;

/** What `sentence` says that `evidence` does not, or the other way round: a word, or undefined when they agree. */
export function disagree(sentence: string, evidence: string): string | undefined {
  const [said, meant] = [tidy(sentence), tidy(evidence)];
  let rest = said;
  for (const [kind, pattern] of SAID) {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) continue;
    if (!MEANT[kind].test(meant) && !(kind === "may" && !BINDING.test(meant))) return found;
    rest = rest.replace(new RegExp(pattern.source, "g"), "□");
  }
  return turned(said, meant);
}

/** What one denies and the other, wherever it says it, does not. */
function turned(said: string, meant: string): string | undefined {
  const [here, there] = [pairs(said), pairs(meant)];
  for (const [word, mine] of here) {
    const source = there.get(word);
    if (!source) continue;
    if (mine.right && !mine.free && !mine.near && source.free && !source.right && !source.near) return `不${word}`;
    if (!mine.free || mine.right || mine.near || source.free) continue;
    // 扣除报酬不得… and 不得扣除报酬 say the same: only where nothing is denied beside it was the denial lost.
    if (source.right || (source.near && !mine.beside)) return word;
  }
  // Something is denied here that nothing there denies, in whatever words.
  return denies(said) && !denies(meant) ? "不" : undefined;
}
