import { Hono } from "hono";
import type { Address } from "#bot";
import { bot, chats, personas } from "../../../adapters/sandbox/cast.ts";
import { sandbox } from "../../../adapters/sandbox/index.ts";
import type { Shown as Line, State } from "../../../adapters/sandbox/wire.ts";
import { type SandboxPage, sandboxPage } from "../../../test/stories/sandbox-page.ts";
import { addressOf, type Misery, type Shown, type Town } from "../town.ts";

/** The sandbox over its own routes. Its lines are its ledger; an edit changes them, so the first look is kept here. */
export async function sandboxTown(): Promise<Town> {
  let routes = new Hono();
  let page: SandboxPage | undefined;
  const first = new Map<string, Line>();
  const waiting: { name: string; address: Address }[] = [];
  let groups = 0;

  const served = async () => {
    page ??= await sandboxPage(routes);
    return page;
  };
  async function state(): Promise<State> {
    const now = await (await served()).state();
    for (const line of now.shown) if (!first.has(line.id)) first.set(line.id, line);
    return now;
  }
  const fault = (name: "not-sent" | "unknown"): Misery => ({
    name,
    strike: async () => void (await (await served()).post("fault", { fault: name })),
  });
  async function done(path: string, body: object): Promise<{ id: Address; told: boolean; again(): Promise<void> }> {
    const { id } = await (await served()).post<{ id: string }>(path, body);
    const again = async () => void (await (await served()).post("redeliver", {}));
    return { id: addressOf("sandbox", id), told: true, again };
  }

  return {
    name: "sandbox",
    open(house) {
      routes = house.routes;
      return sandbox.open(sandbox.settings.parse({}), house);
    },
    async ready() {
      const { people } = await state();
      for (const { name } of waiting) await (await served()).post("people", { as: people[0]?.address, name });
      const everybody = (await state()).people;
      for (const { address } of chats)
        for (const who of everybody)
          await (await served()).post("members", { chat: address, who: who.address, present: true });
    },
    person(_, name) {
      const known = personas.find((one) => one.name === name)?.address;
      if (known) return known;
      waiting.push({ name, address: addressOf("sandbox", `p${waiting.length + 1}`) });
      return waiting.at(-1)?.address ?? addressOf("sandbox", "");
    },
    group: () => chats[groups++]?.address ?? addressOf("sandbox", `g${groups}`),
    async say(from, chat, words, { mention, photo }) {
      const files = photo ? [(await (await served()).post<{ id: string }>("files", photo)).id] : [];
      return done("say", { as: from, chat, text: mention ? `@${bot.name} ${words}` : words, files });
    },
    async press(from, chat, label) {
      const lines = (await state()).shown.filter((line) => line.chat === chat);
      const on = lines.findLast((line) => line.buttons?.some((button) => button.label === label));
      const says = on?.buttons?.find((button) => button.label === label)?.says;
      return on && done("press", { as: from, on: on.id, says });
    },
    async shown(chat) {
      const lines = (await state()).shown.filter((line) => line.chat === chat);
      return lines
        .filter((line) => line.from === bot.address && line.kind === "said")
        .map(({ id }) => look(first.get(id)));
    },
    miseries: [fault("not-sent"), fault("unknown")],
    outages: [],
    mend: async () => undefined,
    line: () => 0,
    offerAgain() {}, // it asks again by itself
    turnedAway: () => 0,
    close: async () => page?.close(),
  };
}

function look(line: Line | undefined): Shown {
  const files = line?.files?.map(({ url }) => url).join() ?? "";
  const buttons = line?.buttons?.map(({ label }) => label) ?? [];
  return { id: line?.id ?? "", look: [line?.text, files].join("|"), buttons };
}
