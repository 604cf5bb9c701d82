/** The platforms that are held to the contract, one line each. */
import type { Platform } from "../bench.ts";
import { dingtalkBench } from "./dingtalk.ts";
import { larkBench } from "./lark.ts";
import { sandboxBench } from "./sandbox.ts";
import { telegramBench } from "./telegram.ts";
import { terminalBench } from "./terminal.ts";
import { wecomBench } from "./wecom.ts";

export const benches: readonly Platform[] = [
  larkBench,
  telegramBench,
  wecomBench,
  dingtalkBench,
  sandboxBench,
  terminalBench,
];
