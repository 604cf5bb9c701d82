/** The open platform's endpoints over HTTP: a table from method and path to what is done. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { formParts, readBody } from "../wire/body.ts";
import { type Answer, answer, type Faults } from "./faults.ts";
import { edit, type Limits, recall, send, TooOften } from "./messages.ts";
import { Refusal } from "./show.ts";
import type { Upload, World } from "./world.ts";

export interface Platform {
  world: World;
  limits: Limits;
  faults: Faults;
  appId: string;
  appSecret: string;
  /** Tokens that are still good. */
  tokens: Set<string>;
  /** Scopes that the tenant granted. */
  scopes: string[];
  /** Where the socket is, and how the client shall reconnect. */
  endpoint(): object;
  /** Every request: what it was and how it ended. */
  requests: { name: string; path: string; status: number }[];
}

interface Call {
  path: string[];
  query: URLSearchParams;
  raw: Buffer;
  body: Record<string, unknown>;
  form(): ReturnType<typeof formParts>;
}
type Handler = (platform: Platform, call: Call) => object | Answer;
/** Method and path pattern, the name used for faults, whether a token is needed. */
const ROUTES: [string, RegExp, string, boolean, Handler][] = [
  ["POST", /^\/callback\/ws\/endpoint$/, "endpoint", false, endpoint],
  ["POST", /^\/open-apis\/auth\/v3\/tenant_access_token\/internal$/, "token", false, token],
  ["GET", /^\/open-apis\/bot\/v3\/info$/, "info", true, info],
  ["GET", /^\/open-apis\/application\/v6\/scopes$/, "scopes", true, scopes],
  ["POST", /^\/open-apis\/im\/v1\/messages$/, "send", true, create],
  ["POST", /^\/open-apis\/im\/v1\/messages\/([^/]+)\/reply$/, "reply", true, reply],
  ["PATCH", /^\/open-apis\/im\/v1\/messages\/([^/]+)$/, "edit", true, patch],
  ["DELETE", /^\/open-apis\/im\/v1\/messages\/([^/]+)$/, "recall", true, remove],
  ["GET", /^\/open-apis\/im\/v1\/messages\/([^/]+)\/resources\/([^/]+)$/, "resource", true, resource],
  ["GET", /^\/open-apis\/im\/v1\/chats\/([^/]+)\/members$/, "members", true, members],
  ["POST", /^\/open-apis\/im\/v1\/images$/, "image", true, image],
  ["POST", /^\/open-apis\/im\/v1\/files$/, "file", true, file],
];

export async function handle(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://x");
  const raw = await readBody(request);
  const route = ROUTES.find(([method, path]) => method === request.method && path.test(url.pathname));
  const [, pattern, name = "unknown", guarded, work] = route ?? [];
  const log = { name, path: url.pathname, status: 0 };
  platform.requests.push(log);
  response.on("close", () => {
    log.status = response.writableFinished ? response.statusCode : 0;
    platform.world.changed();
  });
  answer(response, platform.faults.take(name), () => {
    if (!work || !pattern) return { status: 404, body: "404 page not found", type: "text/plain" };
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (guarded && !platform.tokens.has(bearer)) return said(400, 99991663, "Invalid access token for authorization");
    const path = (pattern.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent);
    const type = request.headers["content-type"] ?? "";
    const body = type.includes("json") && raw.length ? JSON.parse(raw.toString()) : {};
    try {
      const result = work(platform, { path, query: url.searchParams, raw, body, form: () => formParts(raw, type) });
      return "status" in result && "body" in result ? (result as Answer) : { status: 200, body: result };
    } catch (error) {
      if (error instanceof TooOften) return tooOften(error);
      if (error instanceof Refusal) return said(400, error.code, error.message);
      throw error;
    }
  });
}

function endpoint(platform: Platform, { body }: Call): object {
  if (body.AppID !== platform.appId || body.AppSecret !== platform.appSecret)
    return { code: 514, msg: "app secret is wrong", data: {} };
  return { code: 0, msg: "", data: platform.endpoint() };
}

function token(platform: Platform, { body }: Call): object {
  if (body.app_id !== platform.appId || body.app_secret !== platform.appSecret)
    return { code: 10014, msg: "app secret invalid" };
  const tenant_access_token = `t-emulated${platform.world.next()}`;
  platform.tokens.add(tenant_access_token);
  return { code: 0, msg: "ok", tenant_access_token, expire: 7200 };
}

function info({ world }: Platform): object {
  return { code: 0, msg: "ok", bot: { activate_status: 2, app_name: world.botName, open_id: world.botOpenId } };
}

function scopes(platform: Platform): object {
  return ok({ scopes: platform.scopes.map((scope_name) => ({ scope_name, scope_type: "tenant", grant_status: 1 })) });
}

function create({ world, limits }: Platform, { query, body, raw }: Call): object {
  const sent = send(world, limits, query.get("receive_id_type") ?? "", body, raw.length);
  return ok({ message_id: sent.id, chat_id: sent.chatId, msg_type: sent.type });
}

function reply({ world, limits }: Platform, { path, body, raw }: Call): object {
  const chat = world.chatOf.get(path[0] ?? "");
  if (!chat) throw new Refusal(230001, "no such message");
  const sent = send(world, limits, "chat_id", { ...body, receive_id: chat }, raw.length);
  return ok({ message_id: sent.id, chat_id: sent.chatId, parent_id: path[0] });
}

function patch({ world }: Platform, { path, body, raw }: Call): object {
  edit(world, path[0] ?? "", String(body.content), raw.length);
  return ok({});
}

function remove({ world }: Platform, { path }: Call): object {
  recall(world, path[0] ?? "");
  return ok({});
}

function resource({ world }: Platform, { path, query }: Call): object {
  const found = world.resources.find((one) => one.messageId === path[0] && one.key === path[1]);
  if (found?.kind !== query.get("type")) throw new Refusal(234003, "File not in msg.");
  const headers = { "content-disposition": `attachment; filename="${encodeURIComponent(found.name)}"` };
  return { status: 200, body: found.bytes, type: "application/octet-stream", headers };
}

function members({ world }: Platform, { path, query }: Call): object {
  const room = world.rooms.get(path[0] ?? "");
  if (!room?.bot) throw new Refusal(232011, "Operator can NOT be out of the chat.");
  const size = Math.min(Number(query.get("page_size") ?? 20), 100);
  const from = Number(query.get("page_token") ?? 0);
  const ids = [...room.members].slice(from, from + size);
  const items = ids.map((id) => ({ member_id: id, member_id_type: "open_id", name: world.people.get(id)?.name ?? "" }));
  const has_more = from + size < room.members.size;
  return ok({ items, has_more, page_token: has_more ? String(from + size) : "", member_total: room.members.size });
}

function image({ world }: Platform, call: Call): object {
  const parts = call.form();
  const bytes = parts.find((part) => part.name === "image")?.bytes;
  if (!bytes?.length || bytes.length > 10 * 1024 * 1024)
    throw new Refusal(234006, "The file size exceed the max value.");
  return ok({ image_key: keep(world, "image", "", bytes).key });
}

function file({ world }: Platform, call: Call): object {
  const parts = call.form();
  const bytes = parts.find((part) => part.name === "file")?.bytes;
  const name = parts.find((part) => part.name === "file_name")?.bytes.toString() ?? "";
  if (!bytes?.length || bytes.length > 30 * 1024 * 1024)
    throw new Refusal(234006, "The file size exceed the max value.");
  return ok({ file_key: keep(world, "file", name, bytes).key });
}

function keep(world: World, kind: Upload["kind"], name: string, bytes: Buffer): Upload {
  const upload = { key: `${kind === "image" ? "img" : "file"}_v3_up${world.next()}`, kind, name, bytes };
  world.uploads.set(upload.key, upload);
  return upload;
}

function ok(data: object): object {
  return { code: 0, msg: "success", data };
}

function said(status: number, code: number, msg: string): Answer {
  return { status, body: { code, msg } };
}

function tooOften(error: TooOften): Answer {
  const headers = { "x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": String(error.resetSeconds) };
  if (error.code === 99991400) return { ...said(429, error.code, "request trigger frequency limit"), headers };
  return said(400, error.code, "This operation triggers the frequency limit, ext=chat rate limit");
}
