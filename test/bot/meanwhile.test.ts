/** What is said while an answer takes long becomes the answer: once, whatever fails or dies in between. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Receipt, Reply } from "#bot";
import { DeliveryError } from "../../src/bot/contract.ts";
import type { Registry } from "../../src/bot/registry.ts";
import { openTestCore, type TestCore, type TestCoreOptions } from "../core.ts";

const LOOKING: Reply = { text: "正在查阅" };

/** A house whose one command says something meanwhile, then waits for `work`, then answers under the same name. */
async function house(t: Parameters<typeof openTestCore>[0], work: () => Promise<void> = async () => {}) {
  let core: TestCore["core"] | undefined;
  const options: TestCoreOptions = {
    register(registry: Registry) {
      registry.command({ name: "ask", words: ["问"], examples: [], about: "" }, async ({ message }) => {
        await core?.meanwhile(message, LOOKING);
        await work();
        const living = await core?.meanwhile(message);
        return living ? { text: "答", living } : { text: "答" };
      });
    },
  };
  const opened = await openTestCore(t, options);
  core = opened.core;
  const edits: { id: string; text: string }[] = [];
  /** What an edit does before it counts; a test makes it fail. */
  const trouble: (() => void)[] = [];
  const lend = (one: TestCore) => {
    core = one.core;
    Object.assign(one.platform, {
      edit: async (receipt: Receipt, reply: Reply) => {
        trouble.shift()?.();
        edits.push({ id: receipt.id, text: reply.text });
        return receipt;
      },
    });
    return one;
  };
  return { opened: lend(opened), edits, trouble, lend };
}

test("it is said once and becomes the answer", async (t) => {
  const { opened, edits } = await house(t);
  await opened.say({ text: "问" });
  assert.deepEqual(opened.texts(), ["正在查阅"]);
  assert.deepEqual(edits, [{ id: "shown-1", text: "答" }]);
});

test("where nothing shown can be changed there is only the answer", async (t) => {
  const { opened, edits } = await house(t);
  delete (opened.platform as { edit?: unknown }).edit;
  await opened.say({ text: "问" });
  assert.deepEqual(opened.texts(), ["答"]);
  assert.deepEqual(edits, []);
});

test("a message delivered twice, and an answer tried again, say it once", async (t) => {
  let failures = 2;
  const { opened, edits } = await house(t, async () => {
    if (failures-- > 0) throw new Error("the store is away");
  });
  await opened.say({ id: "test:same", text: "问" });
  await opened.say({ id: "test:same", text: "问" });
  await opened.advance(10 * 60_000);
  assert.deepEqual(opened.texts(), ["正在查阅"]);
  assert.deepEqual(
    edits.map((one) => one.text),
    ["答"],
  );
});

test("a process that ends in the middle: the next one answers in the place of what was said", async (t) => {
  let hang = true;
  const stuck = Promise.withResolvers<void>();
  const { opened, edits, lend } = await house(t, () => (hang ? stuck.promise : Promise.resolve()));
  await opened.say({ text: "问" }, false);
  while (opened.texts().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  hang = false;
  const next = lend(await opened.again());
  await next.core.idle();
  await next.advance(60_000);
  assert.deepEqual([...opened.texts(), ...next.texts()], ["正在查阅"]);
  assert.deepEqual(
    edits.map((one) => one.text),
    ["答"],
  );
  stuck.resolve();
});

test("a message that was taken away meanwhile cannot be changed: the answer is said anew, once", async (t) => {
  const { opened, edits, trouble } = await house(t);
  trouble.push(() => {
    throw new DeliveryError("refused", "message to edit not found");
  });
  await opened.say({ text: "问" });
  assert.deepEqual(opened.texts(), ["正在查阅", "答"]);
  assert.deepEqual(edits, []);
});

test("a change of which nobody knows whether it was shown is made again: it shows the same", async (t) => {
  const { opened, edits, trouble } = await house(t);
  trouble.push(
    () => {
      throw new DeliveryError("unknown", "the line broke");
    },
    () => {
      throw new DeliveryError("not-sent", "too fast", 1_000);
    },
  );
  await opened.say({ text: "问" });
  await opened.advance(10 * 60_000);
  assert.deepEqual(opened.texts(), ["正在查阅"]);
  assert.deepEqual(
    edits.map((one) => one.text),
    ["答"],
  );
});

test("said anew and cut off: nobody repeats what may have been shown", async (t) => {
  const { opened, edits, trouble } = await house(t);
  trouble.push(() => {
    throw new DeliveryError("refused", "message to edit not found");
  });
  let said = 0;
  opened.platform.onSend = (_, reply) => {
    if (reply.text !== "答") return;
    said += 1;
    throw new DeliveryError("unknown", "the line broke");
  };
  await opened.say({ text: "问" });
  await opened.advance(10 * 60_000);
  assert.equal(said, 1);
  assert.deepEqual(edits, []);
});

test("what could not be said meanwhile yet gives way to the answer", async (t) => {
  const { opened, edits } = await house(t);
  let down = true;
  opened.platform.onSend = () => {
    if (down) throw new DeliveryError("not-sent", "no connection", 5_000);
  };
  await opened.say({ text: "问" });
  down = false;
  await opened.advance(10 * 60_000);
  const shown = [...opened.texts(), ...edits.map((one) => one.text)];
  assert.equal(shown.filter((text) => text === "答").length, 1);
  assert.equal(shown.at(-1), "答");
});
