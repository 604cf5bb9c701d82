/** The stage on Feishu: the real adapter and SDK against the emulated open platform and its long connection. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { lark } from "../../adapters/lark/index.ts";
import { larkEmulator } from "../emulators/lark/index.ts";
import { nothingLost, openHouse } from "./house.ts";
import { type Again, each, noLinkNeeded, type Person, type Seen, subject, type Where, type Wire } from "./stage.ts";

export async function larkWire(t: TestContext, start: number): Promise<Wire> {
  const fs = await larkEmulator();
  t.after(() => fs.close());
  const variables = { LARK_APP_ID: fs.appId, LARK_APP_SECRET: fs.appSecret, LARK_DOMAIN: fs.domain };
  const settings = lark.settings.parse(variables);
  const house = await openHouse(t, "lark:ou_p0", start, (own) => lark.open(settings, own));
  await fs.connected();

  let pushed = 0;
  const userOf = ({ id, name }: Person) => fs.user(id, name);
  const groupOf = each((title, n) => fs.group(`g${n}`, title));
  const chatOf = (where: Where) => (typeof where === "string" ? groupOf(where) : userOf(where));

  const sentAs = (key: string) => fs.sent.find((sent) => sent.id === key);
  function look(where: Where): Seen[] {
    return fs.shownIn(chatOf(where)).map(({ id, text, buttons, files }) => ({
      key: id,
      text: text.replaceAll("**", ""),
      buttons: buttons.map((button) => button.label),
      pictures: files.filter((file) => file.kind === "image").map((file) => subject(file.bytes)),
    }));
  }

  /** At once: the same event once more. Late: the same message under another event id, where it is a message. */
  const copies = (eventId: string, anew?: () => void): Again => {
    return async (when) => {
      pushed++;
      if (when === "late" && anew) anew();
      else fs.again(eventId);
    };
  };

  return {
    platform: "lark",
    points: true,
    edits: true,
    look,
    async say(who, where, words, { mention, photo, place: point, at, replyTo }) {
      const options = {
        mention,
        ...(at && { at: [userOf(at)] }),
        ...(photo && { image: photo.bytes }),
        ...(point && { place: { name: "", ...point } }),
        ...(replyTo && { parent: replyTo.key }),
      };
      pushed++;
      const { messageId, eventId } = fs.says(userOf(who), chatOf(where), words, options);
      // A picture has another key when it is said anew, so its copy comes under its own event id.
      const anew = () => void fs.says(userOf(who), chatOf(where), words, { ...options, messageId });
      return copies(eventId, photo ? undefined : anew);
    },
    async press(who, _where, seen, label) {
      const sent = sentAs(seen.key);
      assert.ok(sent, `${seen.key} was never shown`);
      pushed++;
      return copies(fs.press(userOf(who), sent, label));
    },
    follow: async (who, group) => noLinkNeeded(look(who), look(group)),
    settle: () => house.settle(() => fs.acks.length >= pushed),
    clock: (time) => house.moveTo(time),
    async inspect() {
      await nothingLost(house.app);
      const wrong = fs.acks.filter((ack) => ack.code !== 200);
      assert.deepEqual(wrong, [], "an event was not acknowledged");
      const repeated = fs.sent.filter((sent) => sent.requests > 1).map((sent) => sent.text);
      assert.deepEqual(repeated, [], "the bot sent something twice");
    },
  };
}
