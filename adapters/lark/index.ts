/** Feishu / Lark: one app, one long connection, no public address needed. */
import type { AdapterPlan } from "#bot";
import { larkAdapter } from "./adapter.ts";
import { doctor } from "./doctor.ts";
import { type Settings, settings, wanted } from "./settings.ts";

export const lark: AdapterPlan<Settings> = { name: "lark", settings, wanted, open: larkAdapter, doctor };
