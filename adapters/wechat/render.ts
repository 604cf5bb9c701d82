/** Markdown of the house as plain words: WeChat shows no marks. */

/** A person's mention as the contract writes it. */
const PERSON = /\[@([^\]\n]{1,80})\]\(([a-z]+:[^)\s]+)\)/g;
const LINK = /!?\[([^\]\n]*)\]\(([^)\s]+)\)/g;
/** WeChat's clients put it behind a mention. */
const AFTER_MENTION = "\u2005";

export interface Rendered {
  text: string;
  /** Ids of those who are called. */
  called: string[];
}

/** `mentions`: addresses to be called; whoever is not named in the words is named in front of them. */
export function render(words: string, mentions: readonly string[], nameOf: (id: string) => string): Rendered {
  const waiting = new Set(mentions.filter((one) => one.startsWith("wechat:")));
  const called: string[] = [];
  const call = (address: string) => {
    called.push(address.slice("wechat:".length));
    waiting.delete(address);
  };
  const named = words.replace(PERSON, (_, name: string, address: string) => {
    if (!/^(?:https?|mailto|tel):/.test(address) && waiting.has(address)) call(address);
    return `@${name}${AFTER_MENTION}`;
  });
  const front = [...waiting].map((address) => {
    call(address);
    return `@${nameOf(address.slice("wechat:".length))}${AFTER_MENTION}`;
  });
  return { text: front.join("") + plain(named), called };
}

/** Line by line, what stands between fences left as it is. */
function plain(words: string): string {
  let inside = false;
  const lines = words.split("\n").flatMap((line) => {
    if (/^\s*```/.test(line)) {
      inside = !inside;
      return [];
    }
    return inside ? line : bare(line);
  });
  return lines.join("\n").trim();
}

function bare(line: string): string {
  if (/^\s*([-*_])(?:\s*\1){2,}\s*$/.test(line)) return "";
  return line
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?)/, "")
    .replace(/^(\s*)[-*+]\s+/, "$1• ")
    .replace(LINK, (_, label: string, url: string) => (label && label !== url ? `${label}（${url}）` : url))
    .replace(/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replace(/`([^`]+)`/g, "$1");
}
