/** WeChat on the command line. It has no buttons: `g1 wang > 报名` says the number that stands before 报名. */
import { wechatEmulator } from "../wechat/index.ts";
import { numberOf } from "../wechat/numbers.ts";
import { rude } from "../wechat/rude.ts";
import { type Desk, newest } from "./desk.ts";

export async function wechatDesk(port: number): Promise<Desk> {
  const wx = await wechatEmulator({ port });
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
      WECHATY_PUPPET: wx.puppet,
      WECHATY_PUPPET_SERVICE_TOKEN: wx.token,
      WECHATY_PUPPET_SERVICE_ENDPOINT: wx.endpoint,
    },
    idOf,
    say: (person, group, words, mention) => void wx.says(idOf(person, false), place(person, group), words, { mention }),
    press(person, group, label) {
      const offers = ({ text }: { text: string }) => numberOf(text, label) !== undefined;
      wx.press(idOf(person, false), newest(wx.shownIn(place(person, group)), offers, label), label);
    },
    lines: () =>
      wx.sent.map(({ id, to, text, file, recalled }) => ({
        id,
        to: names.get(to) ?? to,
        text,
        buttons: [],
        files: file ? [file.bytes.length] : [],
        gone: recalled,
      })),
    fail: {
      refused: () => wx.faults.next("send", rude.forbidden),
      limited: () => wx.faults.next("send", rude.tooOften),
      drop: () => wx.faults.next("send", rude.drop),
    },
    close: wx.close,
  };
}
