/** DingTalk: one app with a robot in stream mode, no public address needed. */
import type { AdapterPlan } from "#bot";
import { dingtalkAdapter } from "./adapter.ts";
import { doctor } from "./doctor.ts";
import { type Settings, settings, wanted } from "./settings.ts";

export const dingtalk: AdapterPlan<Settings> = { name: "dingtalk", settings, wanted, open: dingtalkAdapter, doctor };
