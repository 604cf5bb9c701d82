/** What people are called: events do not say, a group's list of members does. Kept in memory only. */
import type { Address, House } from "#bot";
import type { Api } from "./api.ts";

/** Nobody waits longer than this for a name. */
const PATIENCE_MS = 1_000;
/** One group is read at most this often; the free edition counts every call (about 10,000 a month). */
const AGAIN_MS = 10 * 60_000;
const MOST_NAMES = 20_000;
/** Pages of 100 members. */
const MOST_PAGES = 10;

export interface Names {
  /** "" when it is not known. */
  known(openId: string): string;
  learn(openId: string, name: string): void;
  /** The person's name; looks the group's members up when it is not known. Never throws, never takes over a second. */
  inGroup(chat: Address, openId: string): Promise<string>;
}

export function namesOf(house: House, api: () => Promise<Api>): Names {
  const names = new Map<string, string>();
  const lookedUp = new Map<string, number>();
  const underWay = new Map<string, Promise<void>>();

  function learn(openId: string, name: string): void {
    if (!openId || !name) return;
    names.delete(openId); // to the end of the line: the longest unseen is forgotten first
    names.set(openId, name);
    const [oldest] = names.keys();
    if (names.size > MOST_NAMES && oldest !== undefined) names.delete(oldest);
  }

  async function read(chatId: string): Promise<void> {
    let page_token = "";
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const params = { member_id_type: "open_id", page_size: "100", ...(page_token && { page_token }) };
      const answer = await (await api()).call({
        method: "GET",
        path: `/open-apis/im/v1/chats/${chatId}/members`,
        params,
      });
      const { items, has_more, page_token: next } = answer.data as Members;
      for (const one of items ?? []) learn(one.member_id ?? "", one.name ?? "");
      if (!has_more || !next) return;
      page_token = next;
    }
  }

  return {
    known: (openId) => names.get(openId) ?? "",
    learn,
    async inGroup(chat, openId) {
      const now = house.now();
      const before = lookedUp.get(chat);
      if (names.has(openId) || (before !== undefined && now - before < AGAIN_MS && !underWay.has(chat)))
        return names.get(openId) ?? "";
      lookedUp.set(chat, now);
      const reading =
        underWay.get(chat) ??
        read(chat.slice("lark:".length))
          .catch(() => undefined)
          .finally(() => underWay.delete(chat));
      underWay.set(chat, reading);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const enough = new Promise<void>((done) => {
        timer = setTimeout(done, PATIENCE_MS);
      });
      await Promise.race([reading, enough]);
      clearTimeout(timer);
      return names.get(openId) ?? "";
    },
  };
}

interface Members {
  items?: { member_id?: string; name?: string }[];
  has_more?: boolean;
  page_token?: string;
}
