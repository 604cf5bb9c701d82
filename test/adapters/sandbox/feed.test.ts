import assert from "node:assert/strict";
import { test } from "node:test";
import { createFeed, type Told } from "../../../adapters/sandbox/hub/feed.ts";
import type { Happening } from "../../../adapters/sandbox/wire.ts";
import { setUp } from "./house.ts";

const fault = (name: "refused" | "unknown"): Happening => ({ type: "fault", fault: name });

/** The next real event; signs of life are passed over. */
async function next(feed: AsyncGenerator<Told>): Promise<NonNullable<Told>> {
  for (;;) {
    const { value, done } = await feed.next();
    if (done) throw new Error("the feed ended");
    if (value) return value;
  }
}

test("a window gets everything after the id it names, then what comes", async () => {
  const feed = createFeed("a");
  feed.push(fault("refused"));
  const seen = feed.last();
  feed.push(fault("unknown"));
  const window = feed.follow(seen, new AbortController().signal);
  assert.deepEqual(await next(window), { id: "a.2", event: fault("unknown") });
  const coming = next(window);
  feed.push(fault("refused"));
  assert.deepEqual(await coming, { id: "a.3", event: fault("refused") });
});

test("an id of another run, one from the future, and one too old all say: start over", async () => {
  const feed = createFeed("b", 3);
  for (let n = 0; n < 10; n += 1) feed.push(fault("refused"));
  for (const after of ["a.9", "b.11", "b.6", "nonsense", ""]) {
    const window = feed.follow(after, new AbortController().signal);
    assert.deepEqual(await next(window), { id: "b.10", event: { type: "reset" } }, after);
  }
  const window = feed.follow("b.7", new AbortController().signal);
  assert.deepEqual((await next(window)).id, "b.8");
});

test("a reader slower than the memory is told to start over rather than shown a hole", async () => {
  const feed = createFeed("c", 2);
  const window = feed.follow(undefined, new AbortController().signal);
  await window.next();
  feed.push(fault("refused"));
  assert.equal((await next(window)).id, "c.1");
  for (let n = 0; n < 5; n += 1) feed.push(fault("refused"));
  assert.deepEqual(await next(window), { id: "c.6", event: { type: "reset" } });
});

test("a line with nothing to say says so from time to time, and ends when told", async () => {
  const feed = createFeed("d", 10, 5);
  const stop = new AbortController();
  const window = feed.follow(undefined, stop.signal);
  assert.equal((await window.next()).value, undefined);
  assert.deepEqual(await window.next(), { value: undefined, done: false });
  stop.abort();
  const rest = [];
  for await (const told of window) rest.push(told);
  assert.ok(rest.length <= 1);
});

/** Reads a stream until it holds what is looked for. */
async function readUntil(answer: Response, wanted: RegExp): Promise<string> {
  const reader = answer.body?.getReader();
  assert.ok(reader);
  let text = "";
  while (!wanted.test(text)) {
    const { value, done } = await reader.read();
    assert.ok(!done, `ended without ${wanted}: ${text}`);
    text += new TextDecoder().decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

test("over HTTP: events with ids, picked up again by Last-Event-ID", async () => {
  const set = await setUp();
  const { last } = await set.state();
  const answer = await set.get(`/api/events?after=${last}`);
  assert.match(answer.headers.get("content-type") ?? "", /^text\/event-stream/);
  await set.say("wang", "g1", "@小驿 第一句");
  const first = await readUntil(answer, /第一句[\s\S]*\n\n/);
  const id = /^id: (\S+)/m.exec(first)?.[1];
  assert.ok(id);
  await set.say("wang", "g1", "@小驿 第二句");
  // A browser sends the header on its own; it counts more than the address it first used.
  const again = await set.get(`/api/events?after=${last}`, { "last-event-id": (await set.state()).last });
  await set.say("wang", "g1", "@小驿 第三句");
  const text = await readUntil(again, /第三句[\s\S]*\n\n/);
  assert.doesNotMatch(text, /第一句|第二句/);
});

test("stopping the adapter ends every open line", async () => {
  const set = await setUp();
  const answer = await set.get("/api/events");
  const ended = answer.text();
  await set.adapter.stop();
  await ended;
});
