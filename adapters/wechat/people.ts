/** What people are called: in a room by the name they carry there. A puppet keeps what it was told in memory. */
import { within } from "./deadline.ts";
import type { Puppet } from "./puppet.ts";

const LOOK_UP_MS = 10_000;
/** wechaty-puppet's ContactType. */
const OFFICIAL = 2;
/** WeChat's own helpers: they are contacts, and answer. */
const HELPERS = /^(?:weixin|filehelper|fmessage|newsapp|medianote|floatbottle|qqmail|gh_.*)$/;

export interface People {
  /** Empty when nobody knows. */
  nameOf(room: string | undefined, id: string): Promise<string>;
  /** Every name under which somebody may be called there. */
  namesOf(room: string | undefined, id: string): Promise<string[]>;
  /** An official account or a helper of WeChat's: no person. */
  isNobody(id: string): Promise<boolean>;
}

export function people(puppet: Puppet): People {
  const contact = (id: string) => within(LOOK_UP_MS, puppet.contactPayload(id)).catch(() => undefined);
  const member = (room: string, id: string) =>
    within(LOOK_UP_MS, puppet.roomMemberPayload(room, id)).catch(() => undefined);

  async function namesOf(room: string | undefined, id: string): Promise<string[]> {
    const here = room ? await member(room, id) : undefined;
    const names = [here?.roomAlias, here?.name || (await contact(id))?.name];
    return names.flatMap((name) => name?.trim() || []);
  }

  return {
    namesOf,
    nameOf: async (room, id) => (await namesOf(room, id))[0] ?? "",
    isNobody: async (id) => HELPERS.test(id) || (await contact(id))?.type === OFFICIAL,
  };
}
