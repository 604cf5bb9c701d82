/** Markdown of the house to what a Feishu card or a Feishu text understands, with nothing of it acting on its own. */

/** What differs between the two kinds of message. */
export interface Dialect {
  mention(openId: string, name: string): string;
  /** Makes markup harmless that people typed. */
  plain(text: string): string;
}

/** `<at` and every other tag lose their bracket; a picture needs an uploaded key, so a typed one becomes a link. */
export const card: Dialect = {
  mention: (openId) => `<at id=${openId}></at>`,
  plain: (text) => text.replace(TAG, "&#60;").replace(/!(?=\[)/g, "&#33;"),
};

/** Texts know no escapes, so the bracket becomes its wide twin. */
export const text: Dialect = {
  mention: (openId, name) => `<at user_id="${openId}">${name}</at>`,
  plain: (words) => words.replace(TAG, "＜"),
};

const TAG = /<(?=\s*[a-z/!])/gi;
/** `[@name](adapter:id)`, as the contract writes mentions; links of the web are left alone. */
const PERSON = /\[@([^\]\n]{1,80})\]\((?!https?:|mailto:|tel:)([a-z]+):([^)\s]+)\)/g;
/** An open_id and nothing else: "all" would call everybody. */
const OPEN_ID = /^ou_[0-9A-Za-z_-]+$/;

/**
 * Renders `words`. Whoever is in `mentions` (addresses) is really called, where the words name them and otherwise in
 * front; anybody else named in the words is only named.
 */
export function render(words: string, mentions: readonly string[], dialect: Dialect, nameOf: (id: string) => string) {
  const waiting = new Set(mentions.map(openIdOf).filter((id) => id !== undefined));
  let out = "";
  let done = 0;
  for (const found of words.matchAll(PERSON)) {
    const [whole, name = "", adapter, id = ""] = found;
    out += dialect.plain(words.slice(done, found.index));
    done = found.index + whole.length;
    const called = adapter === "lark" && mentions.includes(`lark:${id}`) && OPEN_ID.test(id);
    out += called ? dialect.mention(id, dialect.plain(name)) : dialect.plain(`@${name}`);
    if (called) waiting.delete(id);
  }
  out += dialect.plain(words.slice(done));
  const front = [...waiting].map((id) => dialect.mention(id, dialect.plain(nameOf(id))));
  return [...front, out].filter(Boolean).join(" ");
}

function openIdOf(address: string): string | undefined {
  const id = address.startsWith("lark:") ? address.slice("lark:".length) : "";
  return OPEN_ID.test(id) ? id : undefined;
}

/** Would anything be lost if this were shown as it is? Lists read the same either way. */
export function hasMarkdown(words: string): boolean {
  const rest = words.replace(PERSON, "");
  return MARKS.some((mark) => mark.test(rest));
}

const MARKS = [
  /\*\*[^*\n]+\*\*/,
  /(?<![\w*])\*[^*\s][^*\n]*\*(?![\w*])/,
  /~~[^~\n]+~~/,
  /`[^`\n]+`|^```/m,
  /\[[^\]\n]+\]\([^)\s]+\)/,
  /^#{1,6} \S/m,
  /^> ?\S/m,
  /^\|.+\|\s*$/m,
  /^(?:-{3,}|\*{3,})\s*$/m,
];
