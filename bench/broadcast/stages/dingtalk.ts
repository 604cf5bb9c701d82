import type { Address } from "#bot";
import { dingtalkEmulator } from "../../../test/emulators/dingtalk/index.ts";
import type { Platform } from "../stage.ts";

export const dingtalk: Platform = {
  name: "dingtalk",
  limits: [{ n: 20, ms: 1_000 }],
  source: "20/s of each interface, standard edition",
  speed: 1,
  async open(count, now) {
    const dt = await dingtalkEmulator({ now });
    dt.limits.enforced = true;
    const groups = Array.from({ length: count }, (_, i): Address => `dingtalk:${dt.group(`g${i}`)}`);
    return {
      variables: {
        DINGTALK_CLIENT_ID: dt.clientId,
        DINGTALK_CLIENT_SECRET: dt.clientSecret,
        DINGTALK_ROBOT_CODE: dt.robotCode,
        DINGTALK_API_BASE: dt.apiBase,
        DINGTALK_OAPI_BASE: dt.oapiBase,
      },
      groups,
      connected: () => dt.connected(),
      shown: () => dt.sent.map(({ to, at }) => ({ to: `dingtalk:${to}`, at })),
      limitErrors: () => dt.counter.refused,
      close: dt.close,
    };
  },
};
