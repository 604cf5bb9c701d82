/** The stage on WeCom: the real adapter and SDK against the emulated AI-bot socket, with its limits enforced. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { wecom } from "../../adapters/wecom/index.ts";
import { wecomEmulator } from "../emulators/wecom/index.ts";
import type { Said } from "../emulators/wecom/speak.ts";
import { nothingLost, openHouse, realPause } from "./house.ts";
import { replies } from "./replies.ts";
import { type Again, each, type Person, type Seen, subject, type Where, type Wire } from "./stage.ts";

export async function wecomWire(t: TestContext, start: number): Promise<Wire> {
  let now = () => start;
  const wx = await wecomEmulator({ now: () => now() });
  t.after(() => wx.close());
  const settings = wecom.settings.parse(wx.variables);
  const said = replies((chat) => wx.shownIn(chat.slice("wecom:".length)).map(({ id }) => id));
  const house = await openHouse(t, "wecom:p0", start, (own) =>
    // The lease is renewed every 20 s; by the fake clock that would be ten thousand steps of a story's two days.
    said.watched(wecom.open(settings, { ...own, wait: realPause })),
  );
  now = () => house.clock.now();
  await wx.connected();

  let pushed = 0;
  const introduced = new Set<string>();
  const userOf = ({ id, name }: Person) => wx.user(id, name);
  const groupOf = each((title, n) => wx.group(`g${n}`, title));
  const chatOf = (where: Where) => (typeof where === "string" ? groupOf(where) : userOf(where));

  function look(where: Where): Seen[] {
    return said.joined(
      wx.shownIn(chatOf(where)).map(({ id, text, buttons, file }) => ({
        key: id,
        text: text.replaceAll("**", ""),
        buttons: buttons.map((button) => button.label),
        pictures: file ? [subject(file.bytes)] : [],
      })),
    );
  }

  /** At once: the very same frame. Late: the same message, asked anew. What never reached the bot has no copy. */
  function delivered(one: Said): Again {
    if (one.delivered) pushed++;
    return async (when) => {
      if (!one.delivered) return;
      pushed++;
      if (when === "at once") wx.again(one);
      else wx.raw({ ...one.frame, headers: { req_id: `late-${one.msgId}` } });
    };
  }

  const settle = () => house.settle(() => house.heard() >= pushed);
  async function come(who: Person, words: string): Promise<Again> {
    introduced.add(who.id);
    return delivered(wx.says(userOf(who), userOf(who), words));
  }

  return {
    platform: "wecom",
    points: false,
    edits: false,
    look,
    async say(who, where, words, { mention, photo, place, replyTo }) {
      // The wire tells no names, so who works here says once what they are called.
      if (typeof where !== "string" && !introduced.has(who.id)) {
        await come(who, `更正 称呼 ${who.name}`);
        await settle();
      }
      return delivered(
        wx.says(userOf(who), chatOf(where), place ? place.words : words, {
          mention,
          ...(photo && { image: photo.bytes }),
          ...(replyTo && { quote: replyTo.text }),
        }),
      );
    },
    async press(who, _where, seen, label) {
      const shown = wx.sent.findLast(
        (one) => said.isPart(one.id, seen.key) && one.buttons.some((button) => button.label === label),
      );
      assert.ok(shown, `${seen.key} was never shown`);
      return delivered(wx.press(userOf(who), shown, label));
    },
    async follow(who, group) {
      assert.ok(introduced.has(who.id) || look(who).length === 0, `${who.name} was written to before they came`);
      const told = look(group).findLast((seen) => seen.text.includes("要私下说"))?.text ?? "";
      const says = /对我说“([^”]+)”/.exec(told)?.[1];
      assert.ok(says, `no way to the direct chat is told in ${group}`);
      return come(who, says);
    },
    settle,
    clock: (time) => house.moveTo(time),
    async inspect() {
      await nothingLost(house.app);
      assert.equal(wx.limits.refused, 0, "the bot ran into a limit");
      assert.equal(wx.logins(), 1, "the connection was lost");
    },
  };
}
