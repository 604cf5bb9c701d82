/** The anti-formalism guard (国办函〔2026〕12号; PRODUCT.md P43, P26): it warns the author and is shown to the reviewer. */

/** Taking part is voluntary: these words say otherwise, or ask people to report in or compare. */
const COMPULSION =
  /必须|务必|一律|不得不|强制|打卡|接龙|签到截图|全员参[加与]|无故不|未完成名单|未学习名单|排名|排行|通报批评|考核扣分|纳入考核/g;
const EVERYBODY = /[@＠]\s*(?:所有人|全体成员|全体|all\b)/gi;
const DEADLINE = /截止|之?前(?:完成|提交|回复|上报)|\d+\s*[点时号日](?:之?前|以前)|限(?:时|期)|逾期|今天内|当天内/;
const LINK = /https?:\/\/([^\s/:)]+)/gi;
/** Official sites need no second look; everything else is named to the reviewer. */
const TRUSTED = /(?:^|\.)(?:gov\.cn|xuexi\.cn)$/i;

export interface Warnings {
  /** The words that sound compulsory. */
  words: string[];
  /** @everybody together with a deadline. */
  pressing: boolean;
  /** Hosts of links that are not on the list of trusted ones. */
  hosts: string[];
}

/** What a reviewer should look at twice. `trusted` is the bot's own site, if it has one. */
export function look(text: string, trusted = ""): Warnings {
  const plain = text.normalize("NFKC");
  const calls = plain.match(EVERYBODY) ?? [];
  const words = new Set([...(plain.match(COMPULSION) ?? []), ...calls]);
  const hosts = new Set<string>();
  for (const [, host = ""] of plain.matchAll(LINK)) {
    if (!TRUSTED.test(host) && host !== trusted) hosts.add(host);
  }
  return { words: [...words], pressing: calls.length > 0 && DEADLINE.test(plain), hosts: [...hosts] };
}
