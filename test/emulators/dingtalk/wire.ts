/** DingTalk's interfaces over HTTP: a table from method and path to what is done. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { formParts, readBody } from "../wire/body.ts";
import { type Answer, answer, type Faults } from "./faults.ts";
import type { Counter } from "./limits.ts";
import { answerIn, type Calls, changeCard, createCard, pushToGroup, pushToPeople } from "./messages.ts";
import { type Json, Refusal } from "./show.ts";

export interface Platform extends Calls {
  counter: Counter;
  faults: Faults;
  clientId: string;
  clientSecret: string;
  /** Tokens that are still good, of both kinds. */
  tokens: Set<string>;
  oldTokens: Set<string>;
  /** The older interfaces take the newer token too. */
  oneToken: boolean;
  /** A ticket for one connection, and where it leads. */
  ticket(): { endpoint: string; ticket: string };
  /** "http://127.0.0.1:PORT" */
  url(): string;
  /** Every request: what it was and how it ended. */
  requests: { name: string; path: string; status: number; body: Json; connection: string }[];
}

interface Call {
  path: string[];
  query: URLSearchParams;
  body: Json;
  raw: Buffer;
  type: string;
}
type Handler = (platform: Platform, call: Call) => object | Answer;

/** Name, method, path, what guards it: nothing, the header's token, or the older token in the address. */
const ROUTES: [string, string, RegExp, "open" | "token" | "old", Handler][] = [
  ["gateway", "POST", /^\/v1\.0\/gateway\/connections\/open$/, "open", gateway],
  ["token", "POST", /^\/v1\.0\/oauth2\/accessToken$/, "open", token],
  ["oldToken", "GET", /^\/gettoken$/, "open", oldToken],
  ["group", "POST", /^\/v1\.0\/robot\/groupMessages\/send$/, "token", (p, { body }) => pushToGroup(p, body)],
  ["person", "POST", /^\/v1\.0\/robot\/oToMessages\/batchSend$/, "token", (p, { body }) => pushToPeople(p, body)],
  ["download", "POST", /^\/v1\.0\/robot\/messageFiles\/download$/, "token", download],
  ["card", "POST", /^\/v1\.0\/card\/instances\/createAndDeliver$/, "token", (p, { body }) => createCard(p, body)],
  ["changeCard", "PUT", /^\/v1\.0\/card\/instances$/, "token", (p, { body }) => changeCard(p, body)],
  ["upload", "POST", /^\/media\/upload$/, "old", upload],
  ["answer", "POST", /^\/robot\/sendBySession$/, "open", answerBack],
  ["file", "GET", /^\/files\/(.+)$/, "open", file],
];

export async function handle(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://x");
  const raw = await readBody(request);
  const route = ROUTES.find(([, method, path]) => method === request.method && path.test(url.pathname));
  const [name = "unknown", , pattern, guard, work] = route ?? [];
  const type = request.headers["content-type"] ?? "";
  const body = type.includes("json") && raw.length ? (JSON.parse(raw.toString()) as Json) : {};
  const connection = `${request.socket.remotePort}`;
  const log = { name, path: url.pathname, status: 0, body, connection };
  platform.requests.push(log);
  platform.world.changed();
  response.on("close", () => {
    log.status = response.writableFinished ? response.statusCode : 0;
    platform.world.changed();
  });
  answer(response, platform.faults.take(name), () => {
    if (!work || !pattern) return { status: 404, body: "404 page not found", type: "text/plain" };
    const path = (pattern.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent);
    try {
      if (guard === "token") checkToken(platform, String(request.headers["x-acs-dingtalk-access-token"] ?? ""));
      if (guard === "old") checkOldToken(platform, url.searchParams.get("access_token") ?? "");
      if (guard === "token" && !platform.counter.call(name))
        throw new Refusal("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "qps limit", 403);
      const result = work(platform, { path, query: url.searchParams, body, raw, type });
      return "status" in result && "body" in result ? (result as Answer) : { status: 200, body: result };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, status } = error;
      if (typeof code === "number") return { status: 200, body: { errcode: code, errmsg: message } };
      return { status, body: { code, message, requestid: `R-${platform.world.next()}` } };
    }
  });
}

function checkToken(platform: Platform, given: string): void {
  if (!platform.tokens.has(given)) throw new Refusal("InvalidAuthentication", "不合法的access_token", 401);
}

function checkOldToken({ oldTokens, oneToken, tokens }: Platform, given: string): void {
  const good = oldTokens.has(given) || (oneToken && tokens.has(given));
  if (!good) throw new Refusal(40014, "不合法的access_token");
}

function gateway(platform: Platform, { body }: Call): object {
  if (body.clientId !== platform.clientId || body.clientSecret !== platform.clientSecret)
    throw new Refusal("authFailed", "clientId or clientSecret is wrong", 401);
  if (!Array.isArray(body.subscriptions)) throw new Refusal("param.invalid", "subscriptions");
  return platform.ticket();
}

function token(platform: Platform, { body }: Call): object {
  if (body.appKey !== platform.clientId || body.appSecret !== platform.clientSecret)
    throw new Refusal("invalidClientIdOrSecret", "无效的clientId或者clientSecret");
  const accessToken = `new-token-${platform.world.next()}`;
  platform.tokens.add(accessToken);
  return { accessToken, expireIn: 7_200 };
}

function oldToken(platform: Platform, { query }: Call): object {
  if (query.get("appkey") !== platform.clientId || query.get("appsecret") !== platform.clientSecret)
    throw new Refusal(40089, "不合法的corpid或corpsecret");
  const access_token = `old-token-${platform.world.next()}`;
  platform.oldTokens.add(access_token);
  return { errcode: 0, errmsg: "ok", access_token, expires_in: 7_200 };
}

function answerBack(platform: Platform, { query, body, raw }: Call): object {
  const session = query.get("session") ?? "";
  const chat = platform.world.sessions.get(session)?.chat;
  if (chat !== undefined && !platform.counter.answer(chat))
    throw new Refusal(130101, "send too fast, exceed 20 times per minute");
  answerIn(platform, session, body, raw.length);
  return { errcode: 0, errmsg: "ok" };
}

function download({ world, robotCode, url }: Platform, { body }: Call): object {
  const found = world.attached.get(String(body.downloadCode));
  if (!found || found.expired || body.robotCode !== robotCode)
    throw new Refusal("invalidParameter.downloadCode.invalid", "downloadCode");
  return { downloadUrl: `${url()}/files/${encodeURIComponent(found.downloadCode)}?signature=once` };
}

function file({ world }: Platform, { path }: Call): Answer {
  const found = world.attached.get(path[0] ?? "");
  if (!found) return { status: 404, body: "gone", type: "text/plain" };
  const length = found.toldLength === undefined ? {} : { length: found.toldLength };
  return { status: 200, body: found.bytes, type: found.contentType, ...length };
}

function upload({ world }: Platform, { raw, type, query }: Call): object {
  const media = formParts(raw, type).find((part) => part.name === "media");
  if (!media?.filename || media.bytes.length === 0) throw new Refusal(40035, "media");
  if (media.bytes.length > 20 * 1024 * 1024) throw new Refusal(40009, "不合法的文件大小");
  const mediaId = `@media${world.next()}`;
  const kind = query.get("type") ?? "";
  world.uploads.set(mediaId, { mediaId, type: kind, name: media.filename, bytes: media.bytes });
  return { errcode: 0, errmsg: "ok", type: kind, media_id: mediaId, created_at: world.now() };
}
