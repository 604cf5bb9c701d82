/** THE list of platforms, one line each. Loaded only when a process speaks to platforms: their SDKs are heavy. */
import type { AdapterPlan } from "#bot";

const plans: Record<string, () => Promise<AdapterPlan<never>>> = {
  sandbox: async () => (await import("./sandbox/index.ts")).sandbox as AdapterPlan<never>,
  telegram: async () => (await import("./telegram/index.ts")).telegram as AdapterPlan<never>,
  dingtalk: async () => (await import("./dingtalk/index.ts")).dingtalk as AdapterPlan<never>,
  wecom: async () => (await import("./wecom/index.ts")).wecom as AdapterPlan<never>,
  wechat: async () => (await import("./wechat/index.ts")).wechat as AdapterPlan<never>,
  lark: async () => (await import("./lark/index.ts")).lark as AdapterPlan<never>,
};

/** Every platform that can be opened. */
export function loadPlans(): Promise<AdapterPlan<never>[]> {
  return Promise.all(Object.values(plans).map((load) => load()));
}
