/** The variables of this adapter. */
import { type ZodType, z } from "zod";
import { find } from "./load.ts";
import { en, type Words, zh } from "./words.ts";

export interface Settings {
  /** The npm name of the puppet. */
  puppet: string;
  token: string;
  /** "host:port"; empty where the puppet needs none. */
  endpoint: string;
  /** Where packages are looked for. */
  folders: readonly string[];
}

/** The puppet that speaks gRPC to a service elsewhere. */
export const SERVICE = "wechaty-puppet-service";

const PACKAGE = /^(?:@[\w.-]+\/)?[\w.-]+$/;
const ENDPOINT = /^(?:https?:\/\/)?(?:\[[\da-f:]+\]|[\w.-]+):\d{1,5}\/?$/i;

const both = (say: (words: Words) => string) => ({ error: `${say(zh)} / ${say(en)}` });
const optional = z
  .string()
  .optional()
  .transform((value) => value?.trim() ?? "");

/** Reads the WECHATY_… variables, with packages looked for from these folders. */
export function settingsIn(folders: readonly string[]): ZodType<Settings> {
  return z
    .object({
      WECHATY_PUPPET: z
        .string(both((words) => words.puppet))
        .trim()
        .regex(
          PACKAGE,
          both((words) => words.puppet),
        ),
      WECHATY_PUPPET_SERVICE_TOKEN: optional,
      WECHATY_PUPPET_SERVICE_ENDPOINT: optional.refine(
        (value) => value === "" || ENDPOINT.test(value),
        both((words) => words.endpoint),
      ),
    })
    .transform((env) => ({
      puppet: env.WECHATY_PUPPET.toLowerCase(),
      token: env.WECHATY_PUPPET_SERVICE_TOKEN,
      endpoint: env.WECHATY_PUPPET_SERVICE_ENDPOINT.replace(/^https?:\/\//i, "").replace(/\/$/, ""),
      folders,
    }))
    .superRefine(({ puppet, token, endpoint }, context) => {
      const fault = (say: (words: Words) => string) => context.addIssue({ code: "custom", message: both(say).error });
      if (puppet === SERVICE && !token) fault((words) => words.token);
      // Without one the client would ask a directory on the internet where the service is.
      if (puppet === SERVICE && !endpoint) fault((words) => words.endpoint);
      if (!find(puppet, folders)) fault((words) => words.install(puppet));
    }) as unknown as ZodType<Settings>;
}

/** From where the operator stands, then from where this program lies. */
export const settings = settingsIn([process.cwd(), import.meta.dirname]);

/** True when any of the variables is there; then WECHATY_PUPPET must be, for there is no default. */
export function wanted(env: Record<string, string | undefined>): boolean {
  return ["WECHATY_PUPPET", "WECHATY_PUPPET_SERVICE_TOKEN", "WECHATY_PUPPET_SERVICE_ENDPOINT"].some((name) =>
    env[name]?.trim(),
  );
}
