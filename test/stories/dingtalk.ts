/** The stage on DingTalk: the real adapter and its stream client against the emulated gateway, with a card template. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { dingtalk } from "../../adapters/dingtalk/index.ts";
import { dingtalkEmulator } from "../emulators/dingtalk/index.ts";
import { nothingLost, openHouse } from "./house.ts";
import { replies } from "./replies.ts";
import { type Again, each, noLinkNeeded, type Person, type Seen, subject, type Where, type Wire } from "./stage.ts";

export async function dingtalkWire(t: TestContext, start: number): Promise<Wire> {
  let now = () => start;
  const dt = await dingtalkEmulator({ now: () => now() });
  t.after(() => dt.close());
  dt.limits.enforced = true;
  const settings = dingtalk.settings.parse(dt.variables);
  const said = replies((chat) => dt.shownIn(chat.slice("dingtalk:".length)).map(({ id }) => id));
  const house = await openHouse(t, "dingtalk:p0", start, (own) => said.watched(dingtalk.open(settings, own)));
  now = () => house.clock.now();
  await dt.connected();

  let pushed = 0;
  const userOf = ({ id, name }: Person) => dt.user(id, name);
  const groupOf = each((title, n) => dt.group(`g${n}`, title));
  const chatOf = (where: Where) => (typeof where === "string" ? groupOf(where) : userOf(where));

  function look(where: Where): Seen[] {
    return said.joined(
      dt.shownIn(chatOf(where)).map(({ id, text, buttons, media }) => ({
        key: id,
        text: text.replaceAll("**", ""),
        buttons: buttons.map((button) => button.label),
        pictures: media.map((file) => subject(file.bytes)),
      })),
    );
  }

  /** At once: the very same frame. Late: the same message in another push, where it is one. Unheard words have no copy. */
  function delivered(messageId: string, anew?: () => void): Again {
    if (messageId) pushed++;
    return async (when) => {
      if (!messageId) return;
      pushed++;
      if (when === "late" && anew) anew();
      else dt.again(messageId);
    };
  }

  return {
    platform: "dingtalk",
    points: false,
    edits: true,
    look,
    async say(who, where, words, { mention, photo, place, at, replyTo }) {
      const quotes = replyTo && dt.sent.find((sent) => said.isPart(sent.id, replyTo.key));
      const options = {
        // Also a reply reaches a robot only with a mention.
        mention: mention || quotes !== undefined,
        ...(at && { at: [userOf(at)] }),
        ...(photo && { image: photo.bytes }),
        ...(quotes && { quotes }),
      };
      const say = (more: object) =>
        dt.says(userOf(who), chatOf(where), place ? place.words : words, { ...options, ...more });
      const { messageId, msgId } = say({});
      return delivered(messageId, () => void say({ msgId }));
    },
    async press(who, _where, seen, label) {
      const shown = dt.sent.findLast(
        (one) => said.isPart(one.id, seen.key) && one.buttons.some((button) => button.label === label),
      );
      assert.ok(shown, `${seen.key} was never shown`);
      return delivered(dt.press(userOf(who), shown, label));
    },
    follow: async (who, group) => noLinkNeeded(look(who), look(group)),
    settle: () => house.settle(() => dt.acks.length >= pushed),
    clock: (time) => house.moveTo(time),
    async inspect() {
      await nothingLost(house.app);
      assert.equal(dt.counter.refused, 0, "the bot ran into a limit");
      const wrong = dt.acks.filter((ack) => ack.code !== 200);
      assert.deepEqual(wrong, [], "a frame was not acknowledged");
    },
  };
}
