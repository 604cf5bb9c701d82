/** DingTalk on the bench: the real adapter with its own stream client against the emulated gateway, with a template. */
import type { Address } from "#bot";
import { dingtalk } from "../../../adapters/dingtalk/index.ts";
import type { Fault } from "../../emulators/dingtalk/faults.ts";
import { dingtalkEmulator } from "../../emulators/dingtalk/index.ts";
import { refuses, tooFast } from "../../emulators/dingtalk/misery.ts";
import type { Sent } from "../../emulators/dingtalk/world.ts";
import type { Bench, Platform, Seen } from "../bench.ts";
import { benchHouse } from "../house.ts";

export const dingtalkBench: Platform = { name: "dingtalk", open };

async function open(): Promise<Bench> {
  const house = benchHouse();
  const dt = await dingtalkEmulator({ now: house.now });
  const wang = dt.user("wang", "王师傅");
  const zhao = dt.user("zhao", "赵姐");
  const g1 = dt.group("g1", "东街骑手群");
  const settings = dingtalk.settings.parse(dt.variables);
  const idOf = (address: Address) => address.slice("dingtalk:".length);
  const find = (id: string) => dt.sent.find((one) => one.id === id);

  /** The next call of this name meets the fault; the platform asks to wait `ms`. */
  const next = (...[name, fault, ms = 0]: [string, Fault, ms?: number]) => {
    return () => {
      dt.faults.next(name, fault);
      return ms;
    };
  };

  return {
    adapter: dingtalk.open(settings, house),
    can: new Set(["listens", "overhears", "replies", "everybody", "names", "acknowledges", "redelivers"]),
    group: `dingtalk:${g1}`,
    person: `dingtalk:${wang}`,
    other: `dingtalk:${zhao}`,
    bot: { name: "小驿" },
    otherName: "赵姐",
    connected: () => dt.connected(),
    say(chat, words, { mention, all, names, by, replyTo, photo }) {
      const quoted = replyTo && find(replyTo.id);
      const { messageId } = dt.says(by === "other" ? zhao : wang, idOf(chat), words, {
        // Words without a mention never come here; the adapter must not rely on it.
        ...(mention ? { mention } : { overheard: true }),
        ...(all && { all }),
        ...(names && { at: [zhao] }),
        ...(quoted && { quotes: quoted, mention: true }),
        ...(photo && { image: photo }),
      });
      const acknowledged = () => dt.acks.some((ack) => ack.messageId === messageId);
      return { again: () => dt.again(messageId), acknowledged };
    },
    press(by, on, label) {
      const sent = find(on.id);
      if (sent) dt.press(idOf(by), sent, label);
    },
    seen: (chat) => dt.shownIn(idOf(chat)).map(look),
    crowd: (n) => `dingtalk:${dt.group(`crowd${n}`)}`,
    stranger: () => `dingtalk:${dt.user("stranger", "生人")}`,
    keep: house.keep,
    kept: house.kept,
    pass: house.pass,
    now: house.now,
    offerAgain() {}, // the adapter itself keeps it: a robot's message is never sent again
    enforce() {
      dt.limits.enforced = true;
    },
    troubles: {
      unreachable: () => dt.refuse().then(() => 0),
      unanswered: next("group", { kind: "drop", when: "after" }),
      refused: next("group", refuses(400, "robot.not.in.group")),
      limited: next("group", tooFast, 1_000),
    },
    mend: dt.accept,
    close: dt.close,
  };
}

function look(sent: Sent): Seen {
  return {
    id: sent.id,
    text: sent.text,
    markdown: sent.type !== "text" && sent.type !== "sampleText",
    bold: false,
    buttons: sent.buttons.map((one) => one.label),
    links: [],
    pictures: sent.media.filter((one) => one.type === "image").map((one) => one.bytes),
    mentions: sent.mentions.map((id): Address => `dingtalk:${id}`),
  };
}
