/** A bot of a few lines behind the real page: enough to see buttons, living cards, private words and pictures. */
import { serve } from "@hono/node-server";
import type { Message, Receipt } from "#bot";
import { buildPage } from "../../../adapters/sandbox/page.ts";
import { realClock } from "../../../src/bot/clock.ts";
import { type Bed, setUp } from "./house.ts";

export interface Echo {
  url: string;
  set: Bed;
  /** Breaks every open line, as a bad network does. */
  cut(): void;
  stop(): Promise<void>;
}

/** Builds the page if need be and serves it on a free port of this machine. */
export async function startEcho(port = 0): Promise<Echo> {
  await buildPage();
  let card: Receipt | undefined;
  const signedUp: string[] = [];
  let said = 0;
  const set: Bed = await setUp({ clock: realClock, receive });
  const say = (to: Message["chat"], text: string, more: object = {}) => {
    said += 1;
    return set.adapter.send(to, { text, ...more }, `echo-${said}`);
  };
  const callOut = () => ({
    text: `**招募令 A12**　护送考生\n报名 ${signedUp.length} / 2 人${signedUp.map((name) => `\n- ${name}`).join("")}`,
    living: "A12",
    buttons: [{ label: "报名", says: "报名 A12" }],
  });

  async function receive({ addressed, chat, from, name, text, files, place }: Message): Promise<void> {
    if (!addressed) return;
    if (text === "招募令") card = await say(chat, callOut().text, callOut());
    else if (text === "报名 A12" && card) {
      signedUp.push(name);
      await set.adapter.edit?.(card, callOut());
    } else if (text.startsWith("提诉求")) {
      await say(chat, "编号 **D7**，我们私下说。", { mentions: [from] });
      await say(from, "请说说是什么事。");
    } else if (text.startsWith("帮助"))
      await say(chat, "我能做四件事：", {
        buttons: ["学一点", "问政策", "提诉求", "当志愿者"].map((label) => ({ label, says: label })),
      });
    else
      await say(
        chat,
        `你说：${text}${files.map(({ kind }) => `〔${kind}〕`).join("")}${place ? `〔${place.label}〕` : ""}`,
      );
  }

  const server = serve({ fetch: set.app.fetch, hostname: "127.0.0.1", port });
  await new Promise<void>((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address");
  const cut = () => {
    if ("closeAllConnections" in server) server.closeAllConnections();
  };
  return {
    url: `http://127.0.0.1:${address.port}/sandbox/`,
    set,
    cut,
    async stop() {
      await set.adapter.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        // Browsers keep lines open for later.
        cut();
      });
    },
  };
}
