/** The small language of the command line. */

export type Order =
  | { kind: "say"; person: string; group: string | undefined; words: string; mention: boolean }
  | { kind: "press"; person: string; group: string | undefined; label: string }
  | { kind: "fail"; how: "refused" | "limited" | "drop" };

export const HELP = `g1 wang: @bot 你好    wang says it in the group g1, mentioning the bot
g1 wang: 今天风真大    the same without a mention
wang: 你好             directly to the bot
g1 wang > 报名         wang taps the newest button 报名 in g1; without g1, in the direct chat
fail refused           the next send is refused; or: fail limited, fail drop (shown, and the answer is lost)`;

const NAME = "[\\p{L}\\p{N}_-]+";
const SPOKEN = new RegExp(`^(?:(${NAME})\\s+)?(${NAME})\\s*([:：>])\\s*(.+)$`, "u");

/** Undefined: not a line of this language. */
export function order(line: string): Order | undefined {
  const how = /^fail\s+(refused|limited|drop)$/.exec(line.trim())?.[1];
  if (how) return { kind: "fail", how: how as "refused" };
  const [, group, person, sign, rest] = SPOKEN.exec(line.trim()) ?? [];
  if (!person || !rest) return undefined;
  if (sign === ">") return { kind: "press", person, group, label: rest };
  const words = rest.replace(/^@bot\s*/, "");
  return { kind: "say", person, group, words, mention: words !== rest };
}
