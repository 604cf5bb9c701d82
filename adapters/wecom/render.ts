/** Markdown of the house to what WeCom shows, with nothing in it acting on its own. */

/** A person's mention as the contract writes it; links of the web are left alone. */
const PERSON = /\[@([^\]\n]{1,80})\]\((?!https?:|mailto:|tel:)[a-z]+:([^)\s]+)\)/g;
/** What the client could take for a tag: a mention, a colour. A link in angle brackets is none. */
const TAG = /<(?=\s*[@a-z/!])(?!https?:)/gi;
/** A userid: WeCom, "member management": letters, digits and _-@. , at most 64 bytes. */
const USER_ID = /^[\w@.-]{1,64}$/;

/** How people are named: `called` says whether this one is to be notified. */
type Mention = (userId: string, name: string, called: boolean) => string;

/** For the bot itself, which cannot notify anybody: people are named. */
export const named: Mention = (_, name) => `@${name}`;

/** For a group robot: `<@userid>` notifies (developer.work.weixin.qq.com/document/path/91770). */
export const called: Mention = (userId, name, notify) => (notify && USER_ID.test(userId) ? `<@${userId}>` : `@${name}`);

/** Renders `words`; whoever is in `mentions` (addresses) and not named in the words is put in front. */
export function render(words: string, mentions: readonly string[], mention: Mention): string {
  const waiting = new Set(mentions.filter((one) => one.startsWith("wecom:")));
  let out = "";
  let done = 0;
  for (const found of words.matchAll(PERSON)) {
    const [whole, name = "", id = ""] = found;
    const address = `wecom:${id}`;
    const theirs = whole.endsWith(`(${address})`);
    out += harmless(words.slice(done, found.index)) + mention(id, harmless(name), theirs && waiting.has(address));
    if (theirs) waiting.delete(address);
    done = found.index + whole.length;
  }
  out += harmless(words.slice(done));
  const front = [...waiting]
    .map((address) => address.slice("wecom:".length))
    .map((id) => mention(id, harmless(id), true));
  return [...front, out].filter(Boolean).join(" ");
}

/** A bracket that people typed becomes its wide twin, a picture a link: nothing is fetched because of it. */
function harmless(words: string): string {
  return words.replace(TAG, "＜").replace(/!(?=\[[^\]\n]*\]\()/g, "");
}

/** Markdown as plain lines, for cards, which show no markup; undefined when that would lose something. */
export function plainLines(words: string): string[] | undefined {
  if (/```|^\s*\|.+\|\s*$|https?:\/\//m.test(words)) return undefined;
  const lines = words
    .replace(PERSON, "@$1")
    .split("\n")
    .map((line) => bare(line).trim())
    .filter(Boolean);
  return lines;
}

function bare(line: string): string {
  return line
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?)/, "")
    .replace(/^\s*([-*_])(?:\s*\1){2,}\s*$/, "")
    .replace(/^(\s*)[-*+]\s+/, "$1• ")
    .replace(/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])/g, "$1")
    .replace(/`([^`]+)`/g, "$1");
}
