/** The stage in the sandbox: the routes that its page calls stand for the people, over real HTTP. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { Hono } from "hono";
import { bot, chats } from "../../adapters/sandbox/cast.ts";
import { sandbox } from "../../adapters/sandbox/index.ts";
import type { State } from "../../adapters/sandbox/wire.ts";
import { nothingLost, openHouse } from "./house.ts";
import { sandboxPage } from "./sandbox-page.ts";
import {
  ADMIN,
  type Again,
  each,
  noLinkNeeded,
  type Person,
  type Seen,
  subject,
  type Where,
  type Wire,
} from "./stage.ts";

export async function sandboxWire(t: TestContext, start: number): Promise<Wire> {
  let routes = new Hono();
  const house = await openHouse(t, "sandbox:p1", start, (own) => {
    routes = own.routes;
    return sandbox.open(sandbox.settings.parse({}), own);
  });
  const page = await sandboxPage(routes);
  t.after(() => page.close());

  let state: State = await page.state();
  const pictures = new Map<string, string>();
  /** A look at the page: its lines, and each picture once. */
  async function refresh(): Promise<void> {
    state = await page.state();
    for (const { url } of state.shown.flatMap((line) => line.files ?? []))
      if (!pictures.has(url)) pictures.set(url, subject(await page.file(url)));
  }
  const newcomer = async (name: string) => {
    await page.post("people", { as: state.people[0]?.address, name });
    await refresh();
  };
  await newcomer(ADMIN); // the first who is not of the cast has the address that ADMINS names

  const groupOf = each((_, n) => chats[n]?.address ?? `sandbox:g${n + 1}`);
  const known = ({ name }: Person) => state.people.find((one) => one.name === name)?.address;
  const chatOf = (where: Where) => (typeof where === "string" ? groupOf(where) : known(where));

  async function addressOf(who: Person): Promise<string> {
    if (!known(who)) await newcomer(who.name);
    return known(who) ?? "";
  }
  async function join(group: string, who: string): Promise<void> {
    await page.post("members", { chat: groupOf(group), who, present: true });
  }
  function look(where: Where): Seen[] {
    const chat = chatOf(where);
    return state.shown
      .filter((line) => line.chat === chat && line.from === bot.address && line.kind === "said" && !line.gone)
      .map(({ id, text, buttons, files }) => ({
        key: id,
        text: text.replaceAll("**", ""),
        buttons: buttons?.map(({ label }) => label) ?? [],
        pictures: files?.map(({ url }) => pictures.get(url) ?? "") ?? [],
      }));
  }

  /** The page repeats what the bot got last; what it never got as its own has no copy. */
  const copied: Again = async () => void (await page.post("redeliver", {}));

  return {
    platform: "sandbox",
    points: true,
    edits: true,
    look,
    async say(who, where, words, { mention, photo, place, replyTo }) {
      const as = await addressOf(who);
      if (typeof where === "string") await join(where, as);
      const files = photo ? [(await page.post<{ id: string }>("files", photo.bytes)).id] : [];
      await page.post("say", {
        as,
        chat: chatOf(where),
        text: mention ? `@${bot.name} ${words}` : words,
        files,
        ...(place && { place: { lat: place.lat, lon: place.lon, datum: "gcj02" } }),
        ...(replyTo && { replyTo: replyTo.key }),
      });
      return copied;
    },
    async press(who, _where, seen, label) {
      const line = state.shown.find(({ id }) => id === seen.key);
      const says = line?.buttons?.find((button) => button.label === label)?.says;
      await page.post("press", { as: await addressOf(who), on: seen.key, says });
      return copied;
    },
    follow: async (who, group) => noLinkNeeded(look(who), look(group)),
    async settle() {
      await house.settle(() => true);
      await refresh();
    },
    clock: (time) => house.moveTo(time),
    async inspect() {
      await nothingLost(house.app);
      const lost = state.raw.filter(({ way }) => way === "failed" || way === "fault");
      assert.deepEqual(lost, [], "the bot did not take something");
    },
  };
}
