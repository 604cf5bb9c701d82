// PLACEHOLDER until the real one lands: overwrite me.
import type { Log, Model } from "#bot";
export const openAiModel = (_config: { baseURL: string; apiKey: string; model: string }, _log: Log, _now: () => number): Model | undefined => undefined;
