/** The platforms that are held to the contract, one line each. */

import { missing } from "../../emulators/wechat/packages.ts";
import type { Platform } from "../bench.ts";
import { dingtalkBench } from "./dingtalk.ts";
import { larkBench } from "./lark.ts";
import { sandboxBench } from "./sandbox.ts";
import { telegramBench } from "./telegram.ts";
import { terminalBench } from "./terminal.ts";
import { wechatBench } from "./wechat.ts";
import { wecomBench } from "./wecom.ts";

export const benches: readonly Platform[] = [
  larkBench,
  telegramBench,
  wecomBench,
  dingtalkBench,
  // Only where its 353 packages are: test/adapters/wechat says so when they are not, and `npm run contracts` brings them.
  ...(missing() ? [] : [wechatBench]),
  sandboxBench,
  terminalBench,
];
