/** WeCom on the command line; its group g1 has a robot. */

import { wecomEmulator } from "../wecom/index.ts";
import { code, rude } from "../wecom/rude.ts";
import { type Desk, newest } from "./desk.ts";

export async function wecomDesk(port: number): Promise<Desk> {
  const wx = await wecomEmulator({ port });
  const names = new Map<string, string>();
  const idOf = (name: string, group: boolean) => {
    const id = group ? wx.group(name) : wx.user(name);
    names.set(id, name);
    return id;
  };
  const place = (person: string, group: string | undefined) =>
    group === undefined ? idOf(person, false) : idOf(group, true);
  return {
    variables: {
      WECOM_BOT_ID: wx.botId,
      WECOM_BOT_SECRET: wx.secret,
      WECOM_WS_URL: wx.wsUrl,
      WECOM_WEBHOOK_KEY: wx.robot(idOf("g1", true)),
      WECOM_WEBHOOK_BASE: wx.webhookBase,
    },
    idOf,
    say: (person, group, words, mention) => void wx.says(idOf(person, false), place(person, group), words, { mention }),
    press(person, group, label) {
      const shown = wx.shownIn(place(person, group));
      const on = newest(shown, ({ buttons }) => buttons.some((one) => one.label === label), label);
      wx.press(idOf(person, false), on, label);
    },
    lines: () =>
      wx.sent.map(({ id, to, text, buttons, file }) => ({
        id,
        to: names.get(to) ?? to,
        text,
        buttons: buttons.map((one) => one.label),
        files: file ? [file.bytes.length] : [],
        gone: false,
      })),
    fail: {
      refused: () => wx.faults.next("send", code(40058)),
      limited: () => wx.faults.next("send", rude.quota),
      drop: () => wx.faults.next("send", rude.drop),
    },
    close: wx.close,
  };
}
