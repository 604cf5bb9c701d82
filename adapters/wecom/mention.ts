/**
 * Takes the mention of the bot out of what was said in a group. The wire marks no mention: it is plain "@name" in the
 * text. Two facts stand in for a mark: the platform delivers nothing from a group without a mention of the bot, and
 * its client puts a space after a mention. So
 * 1. a name that is known (from WECOM_BOT_NAME, else learnt) is taken out wherever it stands as a mention;
 * 2. else a mention at the head is the bot's, up to the first space: a bot whose name holds a space must be named in
 *    WECOM_BOT_NAME, or the rest of its name stays in the text;
 * 3. else, when the text holds a single mention, that is the bot's.
 */

export interface Spoken {
  text: string;
  /** The bot's name, where the text leaves no doubt about it. */
  name?: string;
}

/** An @ inside an e-mail address is no mention. */
const AT = /(?<![\w.@-])@/g;
/** Where a name ends: names hold neither spaces nor these signs. */
const NAME = "[^\\s@，,：:。！!？?；;、]+";
const END = "(?=[\\s，,：:。！!？?；;、@]|$)";

/** `quoted`: the message quotes another one, and may then hold no mention of the bot at all. */
export function withoutBot(text: string, names: Iterable<string>, quoted: boolean): Spoken {
  const known = [...names].filter(Boolean).sort((a, b) => b.length - a.length);
  if (known.length > 0) {
    const escaped = known.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    const rest = text.replace(new RegExp(`(?<![\\w.@-])@(?:${escaped})${END}\\s*`, "gu"), "");
    if (rest !== text) return { text: rest.trim() };
  }
  const mentions = [...text.matchAll(AT)].length;
  const head = new RegExp(`^\\s*@(${NAME})\\s*[，,：:]?\\s*`, "u").exec(text);
  if (head) {
    const sure = mentions === 1 && !quoted;
    return { text: text.slice(head[0].length).trim(), ...(sure && head[1] && { name: head[1] }) };
  }
  if (mentions !== 1 || quoted) return { text: text.trim() };
  const inside = new RegExp(`\\s*(?<![\\w.@-])@(${NAME})`, "u").exec(text);
  const rest = inside ? text.slice(0, inside.index) + text.slice(inside.index + inside[0].length) : text;
  return { text: rest.trim(), ...(inside?.[1] && { name: inside[1] }) };
}
