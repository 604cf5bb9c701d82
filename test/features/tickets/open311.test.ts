import assert from "node:assert/strict";
import { test } from "node:test";
import type { Request } from "../../../src/features/tickets/feed/open311.ts";
import { xml } from "../../../src/features/tickets/feed/open311.ts";
import { publicRoutes } from "../../../src/features/tickets/feed/open311-routes.ts";
import { type Talk, words } from "../../talk.ts";
import { complain, numberIn, photo, street, to } from "./talk.ts";

/** A hazard with photo and point. */
async function hazard(talk: Talk, from: string): Promise<string> {
  await talk.direct(from, "随手拍 三号楼消防通道堵了，我是王师傅", photo(talk));
  const place = { lat: 35.58123456, lon: 104.62123456, datum: "wgs84" };
  await talk.line({ chat: `@${from}`, from, text: "", place });
  return numberIn(to(talk.said, `@${from}`).slice(-1));
}

const get = async (talk: Talk, path: string) => publicRoutes(talk.script.app.kit).request(path);

test("only what a secretary made public is in the feed: kind, place, state; no words, picture or name of a reporter", async (t) => {
  const talk = await street(t);
  const no = await hazard(talk, "wang");
  const secret = await complain(talk, "zhao", "站长扣了我三百块");
  assert.deepEqual(await (await get(talk, "/requests.json")).json(), []);
  assert.match(words(await talk.direct("li", `公开 ${no}`)), /书记才能用/);
  assert.match(words(await talk.direct("zhou", `公开 ${secret.no}`)), /只有隐患/);
  assert.match(words(await talk.direct("zhou", `公开 ${no} 王站长堵的`)), /不能有人名/);
  const done = await talk.direct("zhou", `公开 ${no} 三号楼消防通道被杂物占用`);
  assert.match(words(done, "@wang"), /没有您的话、照片和名字/);
  const [request, ...more] = (await (await get(talk, "/requests.json")).json()) as Request[];
  assert.deepEqual(more, []);
  assert.deepEqual(request, {
    service_request_id: no,
    status: "open",
    status_notes: "等待认领",
    service_name: "消防通道",
    service_code: "fire",
    description: "三号楼消防通道被杂物占用",
    agency_responsible: "东街",
    requested_datetime: "2026-11-22T16:00:00.000Z",
    updated_datetime: "2026-11-22T16:00:00.000Z",
    expected_datetime: "2026-11-24T16:00:00.000Z",
    lat: 35.5812,
    long: 104.6212,
  });
  await talk.direct("zhou", `公开 ${no}`);
  const plain = await (await get(talk, `/requests/${no}.json`)).text();
  assert.doesNotMatch(plain, /王师傅|堵|杂物|photo|media/);
  await talk.direct("zhou", `取消公开 ${no}`);
  assert.equal((await get(talk, `/requests/${no}.json`)).status, 404);
});

test("a point in another datum is left out; what is withdrawn is public no more; solved is closed", async (t) => {
  const talk = await street(t);
  await talk.direct("wang", "随手拍 井盖没了", photo(talk));
  await talk.line({ chat: "@wang", from: "wang", text: "", place: { lat: 35.58, lon: 104.62, datum: "gcj02" } });
  const no = numberIn(to(talk.said, "@wang").slice(-1));
  await talk.direct("zhou", `公开 ${no}`);
  const open = (await (await get(talk, "/requests.json?status=open")).json()) as Request[];
  assert.equal(open[0]?.lat, undefined);
  await talk.group("g2", "li", `认领 ${no}`);
  await talk.direct("li", `办结 ${no} 市政已换上新井盖`);
  assert.equal(
    ((await (await get(talk, "/requests.json")).json()) as Request[])[0]?.status,
    "open",
    "not confirmed yet",
  );
  await talk.direct("wang", `解决了 ${no}`);
  assert.equal(((await (await get(talk, "/requests.json?status=closed")).json()) as Request[]).length, 1);
  const gone = await hazard(talk, "zhao");
  await talk.direct("zhou", `公开 ${gone}`);
  await talk.direct("zhao", `撤回诉求 ${gone}`);
  assert.equal(((await (await get(talk, "/requests.json")).json()) as Request[]).length, 1);
});

test("GeoReport v2: both formats, the services, the filters, and faults as the standard says them", async (t) => {
  const talk = await street(t);
  const no = await hazard(talk, "wang");
  await talk.direct("zhou", `公开 ${no} 一号<门> & "二号"`);
  const feed = await get(talk, "/requests.xml");
  assert.match(feed.headers.get("content-type") ?? "", /text\/xml/);
  const text = await feed.text();
  assert.match(text, /^<\?xml version="1.0" encoding="utf-8"\?><service_requests><request><service_request_id>\d+</);
  assert.match(text, /一号&lt;门&gt; &amp; &quot;二号&quot;/);
  const list = (await (await get(talk, "/services.json")).json()) as { service_code: string }[];
  assert.ok(list.some((service) => service.service_code === "fire"));
  assert.match(await (await get(talk, "/services.xml")).text(), /<services><service><service_code>fire</);
  const count = async (query: string) =>
    ((await (await get(talk, `/requests.json?${query}`)).json()) as unknown[]).length;
  assert.equal(await count("service_code=fire,wire"), 1);
  assert.equal(await count("service_code=wire"), 0);
  assert.equal(await count("start_date=2026-11-01T00:00:00Z"), 1);
  assert.equal(await count("end_date=2026-11-01T00:00:00Z"), 0);
  assert.equal(await count(`service_request_id=${no}`), 1);
  for (const query of ["service_code=person", "status=hot", "start_date=gestern", "service_request_id=1%20or%201"]) {
    const failed = await get(talk, `/requests.json?${query}`);
    assert.equal(failed.status, 400, query);
    assert.equal(((await failed.json()) as { code: number }[])[0]?.code, 400);
  }
  assert.equal((await get(talk, "/requests.json?start_date=2026-01-01&end_date=2026-11-01")).status, 400);
  assert.match(await (await get(talk, "/requests/482913.xml")).text(), /<errors><error><code>404</);
  assert.equal((await publicRoutes(talk.script.app.kit).request("/requests.json", { method: "POST" })).status, 404);
});

test("XML holds no character that it must not", () => {
  assert.equal(
    xml("a", "b", [{ c: "x\u0000\u0008\uFFFEy" }]),
    '<?xml version="1.0" encoding="utf-8"?><a><b><c>xy</c></b></a>',
  );
});
