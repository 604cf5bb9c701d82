/** The platforms whose day is lived through, one line each. */
import { missing } from "../../../test/emulators/wechat/packages.ts";
import type { OpenTown } from "../town.ts";
import { dingtalkTown } from "./dingtalk.ts";
import { larkTown } from "./lark.ts";
import { sandboxTown } from "./sandbox.ts";
import { telegramTown } from "./telegram.ts";
import { wechatTown } from "./wechat.ts";
import { wecomTown } from "./wecom.ts";

export const towns: Record<string, OpenTown> = {
  lark: larkTown,
  telegram: telegramTown,
  wecom: wecomTown,
  dingtalk: dingtalkTown,
  // Only where its packages are; bench/day.ts brings them.
  ...(missing() ? {} : { wechat: wechatTown }),
  sandbox: sandboxTown,
};
