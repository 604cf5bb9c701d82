// PLACEHOLDER until the real one lands: overwrite me.
import type { Model } from "#bot";
export const chooseCommand = async (_model: Model, _commands: { name: string; about: string; examples: string[] }[], _text: string): Promise<{ name: string }[] | undefined> => undefined;
