import { dingtalk } from "../../../adapters/dingtalk/index.ts";
import type { Fault } from "../../../test/emulators/dingtalk/faults.ts";
import { dingtalkEmulator } from "../../../test/emulators/dingtalk/index.ts";
import { badGateway, says, sessionGone, tokenInvalid, tooFast } from "../../../test/emulators/dingtalk/misery.ts";
import type { Sent } from "../../../test/emulators/dingtalk/world.ts";
import { addressOf, idOf, type Misery, type Shown, type Town } from "../town.ts";

/** DingTalk: a stream that goes away, answers by an address that expires, and no promise that a key shows once. */
export async function dingtalkTown(now: () => number): Promise<Town> {
  const dt = await dingtalkEmulator({ now });
  dt.limits.enforced = true;
  const settings = dingtalk.settings.parse(dt.variables);
  const next = (name: string, call: string, fault: Fault): Misery => ({
    name,
    strike: () => dt.faults.next(call, fault),
  });
  const half: Fault = { kind: "half" };
  const before: Fault = { kind: "drop", when: "before" };
  const after: Fault = { kind: "drop", when: "after" };
  let away = false;
  const leave = () => {
    if (away) return;
    away = true;
    return dt.refuse();
  };

  return {
    name: "dingtalk",
    open: (house) => dingtalk.open(settings, house),
    ready: () => dt.connected(),
    person: (id, name) => addressOf("dingtalk", dt.user(id, name)),
    group: (id, title) => addressOf("dingtalk", dt.group(id, title)),
    say(from, chat, words, { mention, photo }) {
      const heard = mention ? { mention } : { overheard: true };
      const more = { ...heard, ...(photo && { image: photo }), fragments: words.length % 3 === 0 ? 2 : 1 };
      const { msgId, messageId } = dt.says(idOf(from), idOf(chat), words, more);
      return {
        id: addressOf("dingtalk", msgId),
        told: messageId !== "" && dt.open() > 0,
        again: () => dt.again(messageId),
      };
    },
    press(from, chat, label) {
      const sent = dt.shownIn(idOf(chat)).findLast((one) => one.buttons.some((button) => button.label === label));
      if (!sent) return undefined;
      const messageId = dt.press(idOf(from), sent, label);
      return { id: addressOf("dingtalk", `press:${messageId}`), told: dt.open() > 0, again: () => dt.again(messageId) };
    },
    shown: (chat) => dt.shownIn(idOf(chat)).map(look),
    miseries: [
      ...["answer", "person", "group", "card"].flatMap((call) => [
        next(`${call}: 502`, call, badGateway),
        next(`${call}: half an answer`, call, half),
        next(`${call}: dropped before`, call, before),
        next(`${call}: dropped after`, call, after),
      ]),
      next("person: too fast", "person", tooFast),
      next("card: too fast", "card", tooFast),
      next("card: token expired", "card", tokenInvalid),
      next("answer: session gone", "answer", sessionGone),
      next("answer: too fast", "answer", says(130101, "send too fast, exceed 20 times per minute")),
      next("upload: dropped", "upload", before),
      next("changed card: dropped", "changeCard", after),
      { name: "tokens expire", strike: () => dt.expireTokens() },
      { name: "sessions expire", strike: () => dt.expireSessions() },
      { name: "no frame at all", strike: () => dt.raw("\u0000 no frame") },
    ],
    outages: [
      { name: "cut", strike: () => dt.cut() },
      { name: "told to leave", strike: () => dt.disconnect(5) },
      { name: "away", strike: leave },
    ],
    async mend() {
      if (away) await dt.accept();
      away = false;
    },
    line: () => dt.connections(),
    turnedAway: () => dt.counter.refused,
    close: () => dt.close(),
  };
}

function look({ id, type, edits, text, buttons, media }: Sent): Shown {
  const labels = buttons.map((button) => button.label);
  const files = media.map((one) => `${one.name} ${one.bytes.length}`).join();
  return { id, look: [type, edits[0] ?? text, files].join("|"), buttons: labels };
}
