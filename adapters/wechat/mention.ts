/**
 * Mentions, by what the puppet says of them: it lists who is mentioned, and the text shows their names. The list decides;
 * the names are only taken out of the text, or given their address. A puppet that keeps no list leaves the text alone.
 */

/** WeChat's clients end a mention with one of these (phone, computer), so that a name may hold spaces. */
const AFTER = "(?:[\\u2005\\u2006\\u00a0 \\t]|(?=[\\n，,：:。！!？?；;、@])|$)";
/** An @ inside an address is no mention. */
const BEFORE = "(?<![\\w.-])@";
const EVERYBODY = new RegExp(`${BEFORE}(?:所有人|all)${AFTER}`, "iu");

export interface Mentioned {
  /** Undefined: this puppet does not know. */
  ids: readonly string[] | undefined;
  self: string;
  /** What the bot is called here. */
  botNames: readonly string[];
  /** Of the others who are mentioned. */
  nameOf(id: string): string | undefined;
}

export interface Spoken {
  text: string;
  /** The bot itself is meant, not everybody. */
  called: boolean;
}

export function spokenTo(text: string, { ids, self, botNames, nameOf }: Mentioned): Spoken {
  const { rest, found } = withoutNames(text, botNames);
  const listed = ids?.includes(self) ?? false;
  // Who calls everybody has the bot listed too, but does not name it.
  const called = ids === undefined ? found : listed && (found || !EVERYBODY.test(text));
  let spoken = called ? rest : text;
  for (const id of ids ?? []) {
    const name = id === self ? undefined : nameOf(id);
    // A function: a name may hold what a replacement would take for a sign.
    if (name) spoken = spoken.replace(mentionOf(name), () => `[@${bare(name)}](wechat:${id}) `);
  }
  return { text: spoken.trim(), called };
}

function withoutNames(text: string, names: readonly string[]): { rest: string; found: boolean } {
  const [longest, ...others] = [...names].filter(Boolean).sort((a, b) => b.length - a.length);
  if (longest === undefined) return { rest: text, found: false };
  const rest = text.replace(mentionOf(longest, "gu"), "");
  return rest === text ? withoutNames(text, others) : { rest, found: true };
}

function mentionOf(name: string, flags = "u"): RegExp {
  return new RegExp(`${BEFORE}${name.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")}${AFTER}`, flags);
}

function bare(name: string): string {
  return name.replace(/[[\]\n]/g, " ").trim();
}
