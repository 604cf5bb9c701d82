/** One connection to a puppet: made, watched, and ended once. A new puppet for each, since none comes back by itself. */
import { Late, within } from "./deadline.ts";
import { speaksPlainly } from "./plain.ts";
import type { Loaded, Puppet, PuppetOptions } from "./puppet.ts";
import { SERVICE, type Settings } from "./settings.ts";
import { type Tamed, tame } from "./tame.ts";

export interface Timing {
  /** How often we ask for a sign of life. */
  dingMs: number;
  /** Where such signs are given, a connection without any for so long counts as dead. */
  silenceMs: number;
}

export const TIMING: Timing = { dingMs: 30_000, silenceMs: 95_000 };

const START_MS = 20_000;
const STOP_MS = 800;
/** wechaty-puppet's watchdog would start everything anew after a quiet minute; this is as late as a timer can be. */
const NO_WATCHDOG_S = 2_000_000;

/** gRPC statuses: 16 UNAUTHENTICATED, 6 ALREADY_EXISTS (somebody else has the one stream of events). */
export type Ending = "lost" | "refused" | "busy";
const ENDINGS: Record<number, Ending> = { 16: "refused", 6: "busy" };

export interface Ear {
  /** Logged in as this account. */
  login(self: string): void;
  /** Somebody has to scan this code with the phone. It is a key: it goes to no log. */
  scan(link: string): void;
  logout(): void;
  /** Subscribes to what people do. */
  hears(puppet: Puppet): void;
}

export interface Link {
  puppet: Puppet;
  ended: Promise<Ending>;
  /** Hangs up; resolves within a second. */
  close(): Promise<void>;
}

export async function openLink(settings: Settings, loaded: Loaded, ear: Ear, timing: Timing): Promise<Link> {
  const ended = Promise.withResolvers<Ending>();
  const puppet = loaded.make(await optionsFor(settings));
  const end = (status?: unknown) => ended.resolve(ENDINGS[Number(status)] ?? "lost");
  const tamed: Tamed | undefined = settings.puppet === SERVICE ? tame(puppet, end) : undefined;
  let signs = 0;
  let heard = performance.now();
  const alive = () => {
    heard = performance.now();
  };
  puppet.on("error", () => {}); // told by what follows from it
  puppet.on("heartbeat", alive);
  puppet.on("dong", () => {
    signs += 1;
    alive();
  });
  puppet.on("login", ({ contactId }) => ear.login(contactId));
  puppet.on("logout", () => ear.logout());
  puppet.on("scan", ({ qrcode, status }) => {
    if (qrcode && WAITING.includes(status)) ear.scan(qrcode);
  });
  ear.hears(puppet);

  const watch = setInterval(() => {
    // Only where it once answered: a puppet may be unable to.
    if (signs > 0 && performance.now() - heard > timing.silenceMs) return end();
    try {
      puppet.ding();
    } catch {
      end(); // it has been stopped from inside
    }
  }, timing.dingMs);
  const failed = within(START_MS, puppet.start()).catch((error: unknown) => {
    // Several puppets of their own never say that they have started.
    if (!(error instanceof Late) || tamed) end((error as { code?: unknown } | undefined)?.code);
  });
  ended.promise.then(() => clearInterval(watch));

  return {
    puppet,
    ended: ended.promise,
    async close() {
      end();
      tamed?.hangUp(); // first: what its own stop would tell the service reaches nobody then
      const stopped = Promise.allSettled([failed, puppet.stop()]);
      await within(STOP_MS, stopped).catch(() => undefined);
    },
  };
}

/** Waiting, or the last code has run out and this is the next. */
const WAITING = [2, 5];

async function optionsFor({ puppet, token, endpoint }: Settings): Promise<PuppetOptions> {
  const options: PuppetOptions = { ...(token && { token }), ...(endpoint && { endpoint }) };
  if (puppet !== SERVICE) return options;
  const plain = await speaksPlainly(endpoint);
  // The name of the certificate is the token's beginning; one without is still a token.
  const tls = {
    ...(plain !== undefined && { disable: plain }),
    ...(!token.includes("_") && { serverName: "insecure" }),
  };
  return { ...options, tls, timeoutSeconds: NO_WATCHDOG_S };
}
