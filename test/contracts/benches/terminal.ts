/** The terminal on the bench: who drives it hands lines in and reads what is shown, as `yizhan talk --json` does. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address, Message } from "#bot";
import { type Shown, terminal } from "../../../adapters/terminal/index.ts";
import { spoken, toMessage } from "../../../adapters/terminal/toMessage.ts";
import type { Bench, Platform, Seen } from "../bench.ts";
import { benchHouse } from "../house.ts";

export const terminalBench: Platform = { name: "terminal", open };

async function open(): Promise<Bench> {
  const house = benchHouse();
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const shown = new Map<string, Shown>();
  let receive: (message: Message) => Promise<void> = async () => {};
  let lines = 0;
  const handIn = (line: object) => {
    const message = toMessage(spoken.parse(line), house.now());
    let stored = false;
    const give = () =>
      receive(message).then(
        () => {
          stored = true;
        },
        () => {},
      );
    void give();
    return { again: () => void give(), acknowledged: () => stored };
  };
  const where = (chat: Address) => (chat === "terminal:g1" ? "g1" : `@${chat.slice("terminal:".length)}`);
  const adapter = terminal({
    buttons: true,
    // The reader's side of the bargain: a key seen before is the same message, said again or changed.
    show: (one) => (one.reply.gone ? shown.delete(one.key) : shown.set(one.key, one)),
  });

  return {
    adapter,
    can: new Set(["overhears", "replies", "places"]),
    group: "terminal:g1",
    person: "terminal:wang",
    other: "terminal:zhao",
    bot: { name: "小驿" },
    otherName: "赵姐",
    async connected(_greeted, to) {
      receive = to;
    },
    say(chat, words, { mention, by, replyTo, photo, place }) {
      const path = join(folder, `${++lines}.png`);
      if (photo) writeFileSync(path, photo);
      return handIn({
        chat: where(chat),
        from: by === "other" ? "zhao" : "wang",
        text: words,
        id: `line-${lines}`,
        ...(mention && { addressed: true }),
        ...(replyTo && { reply_to: replyTo.id }),
        ...(photo && { files: [{ kind: "image", path }] }),
        ...(place && { place }),
      });
    },
    press(by, on, label) {
      const says = shown.get(on.id)?.reply.buttons?.find((one) => one.label === label)?.says;
      handIn({ chat: "g1", from: by.slice("terminal:".length), press: says, reply_to: on.id, id: `press-${++lines}` });
    },
    seen: (chat) => [...shown.values()].filter(({ to }) => to === chat).map(look),
    crowd: (n) => `terminal:crowd${n}`,
    stranger: () => "terminal:stranger",
    keep(bytes) {
      const file = house.keep(bytes);
      kept.set(file.ref, Buffer.from(bytes));
      return file;
    },
    kept: house.kept,
    pass: house.pass,
    now: house.now,
    offerAgain() {},
    enforce() {},
    troubles: {},
    async mend() {},
    async close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The reader of the lines has the house's files at hand. */
const kept = new Map<Address, Buffer>();

function look({ key, reply }: Shown): Seen {
  return {
    id: key,
    text: reply.text,
    markdown: true,
    bold: false,
    buttons: reply.buttons?.map((one) => one.label) ?? [],
    links: [],
    pictures: (reply.files ?? []).flatMap(({ ref }) => kept.get(ref) ?? []),
    mentions: reply.mentions ?? [],
  };
}
