/**
 * The same broadcast by grammY with auto-retry and transformer-throttler, both at their defaults, which their guides
 * recommend (grammy.dev/plugins): every message is handed over at once and the plugins keep the pace. Started by bench/broadcast/peer.ts with the emulator's address; ends when all are sent.
 */
import { readFileSync } from "node:fs";
import { autoRetry } from "@grammyjs/auto-retry";
import { apiThrottler } from "@grammyjs/transformer-throttler";
import { Bot } from "grammy";

const { token, root, chats, text, retries } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as {
  token: string;
  root: string;
  chats: number[];
  text: string;
  retries: "throttled" | "at once";
};
const bot = new Bot(token, { client: { apiRoot: root } });
// The plugin that is installed last is met first.
const plugins = [apiThrottler(), autoRetry()];
bot.api.config.use(...(retries === "throttled" ? plugins : plugins.reverse()));
const done = await Promise.allSettled(chats.map((chat) => bot.api.sendMessage(chat, text)));
const failed = done.filter(({ status }) => status === "rejected").length;
console.log(JSON.stringify({ failed, rss: process.memoryUsage.rss() }));
process.exit(0);
