/** Reaches Feishu step by step and says, in both languages, what to mend. */
import { randomUUID } from "node:crypto";
import type { Address, Finding } from "#bot";
import { type Asker, asker } from "./ask.ts";
import { scopesIn } from "./scopes.ts";
import { sealed } from "./seal.ts";
import type { Settings } from "./settings.ts";
import { en, type Words, zh } from "./words.ts";

/** Tokens are refused and events look old when the clocks differ by more. */
const SKEW_S = 60;
const TOO_MANY_CONNECTIONS = 1000040350;
/** Feishu, im-v1: the bot is not in the group; there is no such group; it was dissolved. */
const NOT_IN = [232011, 232006, 232009, 230002];
/** Feishu gives the address one second; a proxy that is only slow today is another matter than one that leads nowhere. */
const CHALLENGE_MS = 3_000;

/** `groups`: the bound ones. Everything is asked, nothing is changed, and no long connection is opened. */
export async function doctor(settings: Settings, groups: Address[] = []): Promise<Finding[]> {
  const feishu = await asker(settings);
  const findings: Finding[] = [];
  const note: Note = (what, remedy) =>
    findings.push({ ok: !remedy, what: both(what), remedy: remedy ? both(remedy) : "" });
  try {
    if (await credentials(settings, feishu, note)) await examine(settings, feishu, groups, note);
  } finally {
    feishu.close();
  }
  return findings;
}

type Pick = (words: Words) => string;
/** What was looked at and, when it is not well, what to do. */
type Note = (what: Pick, remedy?: Pick) => void;

async function credentials({ appId, appSecret }: Settings, feishu: Asker, note: Note): Promise<boolean> {
  const secret = { app_id: appId, app_secret: appSecret };
  const told = await feishu.ask("POST", "/open-apis/auth/v3/tenant_access_token/internal", secret);
  const token = told?.tenant_access_token;
  const why: Pick = (w) => [w.codes[Number(told?.code)], w.tokenRemedy].filter(Boolean).join(": ");
  note((w) => w.token, typeof token === "string" ? undefined : why);
  const date = feishu.date();
  if (date !== undefined) {
    const skew = Math.abs(Math.round((Date.now() - date) / 1_000));
    note((w) => w.clock, skew <= SKEW_S ? undefined : (w) => w.clockRemedy(skew));
  }
  if (typeof token === "string") feishu.use(token);
  return typeof token === "string";
}

async function examine(settings: Settings, feishu: Asker, groups: Address[], note: Note): Promise<void> {
  const info = await feishu.ask("GET", "/open-apis/bot/v3/info");
  const { open_id } = (info?.bot ?? {}) as { open_id?: unknown };
  note((w) => w.bot, typeof open_id === "string" ? undefined : (w) => w.botRemedy);
  await scopes(settings, feishu, note);
  await line(settings, feishu, note);
  if (settings.webhook) await hook(settings, note);
  await bound(feishu, groups, note);
}

async function scopes({ domain, appId }: Settings, feishu: Asker, note: Note): Promise<void> {
  const found = scopesIn(await feishu.ask("GET", "/open-apis/application/v6/scopes"));
  if (!found) return;
  const { missing, hearsAll } = found;
  const page = `${domain}/app/${appId}/auth?q=${missing.map((one) => one.scope).join(",")}&token_type=tenant`;
  const list = (w: Words) => missing.map(({ scope, purpose }) => `${scope}（${w.scopeFor[purpose]}）`).join(" ");
  note((w) => w.scopes, missing.length === 0 ? undefined : (w) => w.scopesRemedy(list(w), page));
  note((w) => (hearsAll ? w.hearsAll : w.hearsMentions));
}

async function line({ appId, appSecret, webhook }: Settings, feishu: Asker, note: Note): Promise<void> {
  const told = await feishu.ask("POST", "/callback/ws/endpoint", { AppID: appId, AppSecret: appSecret });
  const up = told?.code === 0 && typeof (told.data as { URL?: unknown } | undefined)?.URL === "string";
  if (!up && webhook) return note((w) => w.lineSpare);
  const remedy: Pick = (w) => (told?.code === TOO_MANY_CONNECTIONS ? w.lineFull : w.lineRemedy);
  note((w) => w.line, up ? undefined : remedy);
}

/** Knocks at our own address as Feishu's console does when it is entered there. */
async function hook({ publicUrl, webhook }: Settings, note: Note): Promise<void> {
  if (!publicUrl || !webhook) return note((w) => w.hookWhere);
  const challenge = randomUUID();
  const body = sealed({ type: "url_verification", challenge, token: webhook.verificationToken }, webhook);
  const url = `${publicUrl}/lark/webhook`;
  const signal = AbortSignal.timeout(CHALLENGE_MS);
  const headers = { "content-type": "application/json", connection: "close" };
  const answer = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" }).catch(() => undefined);
  const told = (await answer?.json().catch(() => undefined)) as { challenge?: unknown } | undefined;
  const status = answer?.status;
  note((w) => w.hook(url), told?.challenge === challenge ? undefined : (w) => w.hookRemedy(status));
}

async function bound(feishu: Asker, groups: Address[], note: Note): Promise<void> {
  let well = 0;
  for (const group of groups) {
    const chat = encodeURIComponent(group.slice("lark:".length));
    const told = await feishu.ask("GET", `/open-apis/im/v1/chats/${chat}/members?member_id_type=open_id&page_size=1`);
    const code = typeof told?.code === "number" ? told.code : undefined;
    if (code === 0) well += 1;
    else
      note(
        (w) => w.group(group),
        (w) => (NOT_IN.includes(code ?? 0) ? w.notIn : w.notTold(code)),
      );
    if (!told) break; // nobody answers: the others would only take as long
  }
  if (well > 0) note((w) => w.bound(well));
}

function both(pick: Pick): string {
  return `${pick(zh)} / ${pick(en)}`;
}
