/** DingTalk on the command line, with its one card template published. */
import { dingtalkEmulator } from "../dingtalk/index.ts";
import { refuses, tooFast } from "../dingtalk/misery.ts";
import { type Desk, newest } from "./desk.ts";

export async function dingtalkDesk(port: number): Promise<Desk> {
  const dt = await dingtalkEmulator({ port });
  const names = new Map<string, string>();
  const idOf = (name: string, group: boolean) => {
    const id = group ? dt.group(name) : dt.user(name);
    names.set(id, name);
    return id;
  };
  const place = (person: string, group: string | undefined) =>
    group === undefined ? idOf(person, false) : idOf(group, true);
  return {
    variables: dt.variables,
    idOf,
    say: (person, group, words, mention) => void dt.says(idOf(person, false), place(person, group), words, { mention }),
    press(person, group, label) {
      const shown = dt.shownIn(place(person, group));
      const on = newest(shown, ({ buttons }) => buttons.some((one) => one.label === label), label);
      dt.press(idOf(person, false), on, label);
    },
    lines: () =>
      dt.sent.map(({ id, to, text, buttons, media }) => ({
        id,
        to: names.get(to) ?? to,
        text,
        buttons: buttons.map((one) => one.label),
        files: media.map((file) => file.bytes.length),
        gone: false,
      })),
    fail: {
      refused: () => dt.faults.next("*", refuses(400, "robot.not.in.group")),
      limited: () => dt.faults.next("*", tooFast),
      drop: () => dt.faults.next("*", { kind: "drop", when: "after" }),
    },
    close: dt.close,
  };
}
