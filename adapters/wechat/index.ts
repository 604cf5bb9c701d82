/** WeChat (微信) through Wechaty, an optional peer: loaded only when WECHATY_PUPPET names a puppet. Personal accounts may be banned. */
import type { AdapterPlan } from "#bot";
import { wechatAdapter } from "./adapter.ts";
import { doctor } from "./doctor.ts";
import { type Settings, settings, wanted } from "./settings.ts";

export const wechat: AdapterPlan<Settings> = { name: "wechat", settings, wanted, open: wechatAdapter, doctor };
