/** The stage on Telegram: the real adapter against the emulated Bot API, whose limits count by the same fake clock. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { telegram } from "../../adapters/telegram/index.ts";
import { telegramEmulator } from "../emulators/telegram/index.ts";
import type { Sent } from "../emulators/telegram/sent.ts";
import type { Key, Message, Update, User } from "../emulators/telegram/types.ts";
import { nothingLost, openHouse } from "./house.ts";
import { type Again, each, type Person, type Seen, subject, type Where, type Wire } from "./stage.ts";

const USERNAME = "dongjie_xiaoyi_bot";
/** People's numbers; the stage's first person, who is the admin, has the first. */
const FIRST_USER = 1000;
/** Supergroups' numbers go down from here. */
const FIRST_GROUP = -1_001_000_000_000;

export async function telegramWire(t: TestContext, start: number): Promise<Wire> {
  let now = () => start;
  const tg = await telegramEmulator({ username: USERNAME, now: () => now() });
  t.after(() => tg.close());
  const settings = telegram.settings.parse({ TELEGRAM_BOT_TOKEN: tg.token, TELEGRAM_API_ROOT: tg.root });
  const house = await openHouse(t, `telegram:${FIRST_USER}`, start, (own) => telegram.open(settings, own));
  now = () => house.clock.now();

  const member = { status: "member", user: tg.bot };
  const nowhere = { chat: { id: 1, type: "private" }, from: tg.bot, date: 0 };
  const unchanged = { ...nowhere, old_chat_member: member, new_chat_member: member };
  const users = new Map<string, User>();
  const started = new Set<string>();
  const spinners: { label: string; spinning(): boolean }[] = [];
  let delivered = 0;

  function userOf({ id, name }: Person): User {
    const user = users.get(id) ?? tg.user(FIRST_USER + Number(id.slice(1)), name);
    users.set(id, user);
    return user;
  }
  const groupOf = each((title, n) => tg.group(FIRST_GROUP - n - 1, title));
  const placeOf = (where: Where) => (typeof where === "string" ? groupOf(where) : userOf(where));

  /** Counted as delivered when the offset has passed it. At once: the very same update; late: its content under a new id. */
  function delivery(what: Message | Update): Again {
    const upTo = () => {
      delivered = Math.max(delivered, tg.updates.pending.at(-1)?.update_id ?? 0);
    };
    upTo();
    return async (when) => {
      tg.redeliver(what, when === "late" ? "new" : "same");
      // A repeated update has no offset of its own; one that says nothing follows it and is passed after it.
      if (when === "at once") tg.push({ my_chat_member: unchanged });
      upTo();
    };
  }

  const settle = () => house.settle(() => tg.updates.confirmed >= delivered);
  const sentAs = (key: string) => tg.sent.find((sent) => keyOf(sent) === key);
  function look(where: Where): Seen[] {
    const chat = placeOf(where).id;
    const sends = tg.sent.filter((sent) => sent.chat === chat && sent.method.startsWith("send"));
    return sends.flatMap((sent) => {
      const message = tg.shown(sent);
      if (!message) return [];
      const text = message.text ?? message.caption ?? "";
      const buttons = keys(message).flatMap((key) => (key.callback_data ? [key.text] : []));
      return [{ key: keyOf(sent), text, buttons, pictures: sent.file ? [subject(sent.file)] : [] }];
    });
  }

  return {
    platform: "telegram",
    points: true,
    edits: true,
    look,
    async say(who, where, words, { mention, photo, place: point, at, replyTo }) {
      const user = userOf(who);
      // Nobody can write to a bot before they have tapped "start", which says /start.
      if (typeof where !== "string" && !started.has(who.id)) {
        started.add(who.id);
        delivery(tg.says(user, user, "/start"));
        await settle();
      }
      const text = at ? words.replace(`@${at.name}`, at.name) : words;
      const shown = replyTo && sentAs(replyTo.key);
      return delivery(
        tg.says(user, placeOf(where), text, {
          mention,
          ...(at && { names: userOf(at) }),
          ...(photo && { photo: photo.bytes }),
          ...(point && { location: point }),
          ...(shown && { reply_to: shown }),
        }),
      );
    },
    async press(who, _where, seen, label) {
      const shown = sentAs(seen.key);
      assert.ok(shown, `${seen.key} was never shown`);
      const { update, spinning } = tg.press(userOf(who), shown, label);
      spinners.push({ label, spinning });
      return delivery(update);
    },
    async follow(who, group) {
      assert.ok(started.has(who.id) || look(who).length === 0, `${who.name} was written to before they came`);
      const message = look(group).findLast((seen) => linkOf(seen.key))?.key ?? "";
      const link = linkOf(message);
      assert.ok(link, `no link to the direct chat is shown in ${group}`);
      assert.match(link, new RegExp(`^https://t\\.me/${USERNAME}\\?start=[A-Za-z0-9_-]{1,64}$`));
      assert.ok(look(group).some((seen) => seen.key === message && seen.text.includes(link)));
      started.add(who.id);
      return delivery(tg.follow(userOf(who), link));
    },
    settle,
    clock: (time) => house.moveTo(time),
    async inspect() {
      await nothingLost(house.app);
      assert.equal(tg.counts.refused, 0, "the bot ran into a limit");
      const turning = spinners.filter((press) => press.spinning()).map((press) => press.label);
      assert.deepEqual(turning, [], "a press was never answered");
    },
  };

  /** The newest way to the direct chat under this message. */
  function linkOf(key: string): string | undefined {
    const sent = sentAs(key);
    const message = sent && tg.shown(sent);
    return message && keys(message).find((one) => one.url?.startsWith("https://t.me/"))?.url;
  }
}

function keyOf({ message }: Sent): string {
  return message ? `${message.chat.id}:${message.message_id}` : "";
}

function keys(message: Message): Key[] {
  return message.reply_markup?.inline_keyboard.flat() ?? [];
}
