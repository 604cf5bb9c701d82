/** Says the risk, then calls the service once: is it there, does it know the token, who is logged in, are the rooms there? */
import type { Address, Finding } from "#bot";
import { within } from "./deadline.ts";
import { type Ending, type Link, openLink, TIMING } from "./link.ts";
import { load } from "./load.ts";
import type { Puppet } from "./puppet.ts";
import type { Settings } from "./settings.ts";
import { en, type Words, zh } from "./words.ts";

/** A service tells at once who is logged in, or which code is to be scanned. */
const LOOK_MS = 8_000;

type Found = { kind: "login" } | { kind: "scan"; code: string } | { kind: "late" | "broken" } | { kind: Ending };
type Say = (words: Words) => string;

const both = (say: Say) => `${say(zh)} / ${say(en)}`;

/** `groups`: the bound ones. Nothing is changed: beside a running bot the service keeps to that one's events. */
export async function doctor(settings: Settings, groups: Address[] = [], lookMs = LOOK_MS): Promise<Finding[]> {
  const risk = { ok: true, what: both((words) => words.risk), remedy: both((words) => words.warning) };
  const looked = await look(settings, lookMs).catch(() => undefined);
  const found: Found = looked?.found ?? { kind: "broken" };
  const login = { ok: found.kind === "login" || found.kind === "busy", what: both((words) => words.login) };
  const findings: Finding[] = [risk, { ...login, remedy: remedyFor(found) }];
  if (looked && login.ok) findings.push(...(await Promise.all(groups.map((group) => room(looked.link.puppet, group)))));
  await looked?.link.close();
  return findings;
}

function remedyFor(found: Found): string {
  if (found.kind === "login") return "";
  if (found.kind === "scan") return both((words) => words.code(found.code));
  const says = { late: "waiting", lost: "reach", busy: "inUse", refused: "refused", broken: "broken" } as const;
  return both((words) => words[says[found.kind]]);
}

async function room(puppet: Puppet, group: Address): Promise<Finding> {
  const id = group.slice("wechat:".length);
  const ok = await within(LOOK_MS, puppet.roomPayload(id)).then(
    () => true,
    () => false,
  );
  return { ok, what: both((words) => words.room(id)), remedy: ok ? "" : both((words) => words.noRoom) };
}

async function look(settings: Settings, lookMs: number): Promise<{ found: Found; link: Link }> {
  const loaded = await load(settings.puppet, settings.folders);
  const { promise, resolve } = Promise.withResolvers<Found>();
  const ear = {
    login: () => resolve({ kind: "login" }),
    scan: (code: string) => resolve({ kind: "scan", code }),
    logout: () => {},
    hears: () => {},
  };
  const link = await openLink(settings, loaded, ear, TIMING);
  link.ended.then((kind) => resolve({ kind }));
  const timer = setTimeout(() => resolve({ kind: "late" }), lookMs);
  const found = await promise;
  clearTimeout(timer);
  return { found, link };
}
