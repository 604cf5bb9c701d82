/** WeCom (企业微信), by the AI bot's long connection: no public address is needed. */
import type { AdapterPlan } from "#bot";
import { wecomAdapter } from "./adapter.ts";
import { doctor } from "./doctor.ts";
import { type Settings, settings, wanted } from "./settings.ts";

export const wecom: AdapterPlan<Settings> = { name: "wecom", settings, wanted, open: wecomAdapter, doctor };
