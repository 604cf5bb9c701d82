/** Feishu on the command line. */
import { larkEmulator } from "../lark/index.ts";
import { limited, says } from "../lark/misery.ts";
import { type Desk, newest } from "./desk.ts";

export async function larkDesk(port: number): Promise<Desk> {
  const fs = await larkEmulator({ port });
  const names = new Map<string, string>();
  const idOf = (name: string, group: boolean) => {
    const id = group ? fs.group(name) : fs.user(name);
    names.set(id, name);
    return id;
  };
  const place = (person: string, group: string | undefined) =>
    group === undefined ? idOf(person, false) : idOf(group, true);
  return {
    variables: { LARK_APP_ID: fs.appId, LARK_APP_SECRET: fs.appSecret, LARK_DOMAIN: fs.domain },
    idOf,
    say: (person, group, words, mention) => void fs.says(idOf(person, false), place(person, group), words, { mention }),
    press(person, group, label) {
      const shown = fs.shownIn(place(person, group));
      const on = newest(shown, ({ buttons }) => buttons.some((one) => one.label === label), label);
      fs.press(idOf(person, false), on, label);
    },
    lines: () =>
      fs.sent.map(({ id, to, text, buttons, files, recalled }) => ({
        id,
        to: names.get(to) ?? to,
        text,
        buttons: buttons.map((one) => one.label),
        files: files.map((file) => file.bytes.length),
        gone: recalled,
      })),
    fail: {
      refused: () => fs.faults.next("send", says(400, 230002)),
      limited: () => fs.faults.next("send", limited(3)),
      drop: () => fs.faults.next("send", { kind: "drop", when: "after" }),
    },
    close: fs.close,
  };
}
