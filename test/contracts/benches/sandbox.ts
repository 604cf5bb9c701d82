/** The sandbox on the bench: its page's own routes stand for the people. */
import { Hono } from "hono";
import type { Address } from "#bot";
import { bot, personas } from "../../../adapters/sandbox/cast.ts";
import { sandbox } from "../../../adapters/sandbox/index.ts";
import type { Shown, State } from "../../../adapters/sandbox/wire.ts";
import type { Bench, How, Platform, Said, Seen } from "../bench.ts";
import { benchHouse } from "../house.ts";

const PAGE = "http://localhost:8080/sandbox/api";

export const sandboxBench: Platform = { name: "sandbox", open };

async function open(): Promise<Bench> {
  const house = benchHouse();
  const adapter = sandbox.open(sandbox.settings.parse({}), house);
  const app = new Hono().route("/sandbox", house.routes);
  const shownFiles = new Map<string, Buffer>();
  const otherName = personas.find(({ id }) => id === "zhao")?.name ?? "";

  const state = async () => (await (await app.request(`${PAGE}/state`)).json()) as State;
  async function post(path: string, body: object | Uint8Array): Promise<Record<string, unknown>> {
    const answer = await app.request(`${PAGE}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
    });
    if (answer.status !== 200) throw new Error(`the page answered ${answer.status}`);
    return (await answer.json()) as Record<string, unknown>;
  }
  const fails = (fault: string) => () => post("/fault", { fault }).then(() => 0);

  async function say(chat: Address, words: string, { mention, by, names, replyTo, photo, place }: How): Promise<Said> {
    const as = by === "other" ? "sandbox:zhao" : "sandbox:wang";
    const files = photo ? [String((await post("/files", photo)).id)] : [];
    let heard = false;
    // Not awaited: the page's answer comes when the house has stored it.
    void post("/say", {
      as,
      chat,
      text: `${mention && !names ? `@${bot.name} ` : ""}${words}${names ? `@${bot.name}` : ""}`,
      files,
      ...(place && { place: { ...place, datum: "gcj02" } }),
      ...(replyTo && { replyTo: replyTo.id }),
    }).then((answer) => {
      heard = answer.heard === true;
    });
    await new Promise((done) => setImmediate(done));
    return { again: () => void post("/redeliver", {}), acknowledged: () => heard };
  }

  async function look(line: Shown): Promise<Seen> {
    const pictures = (line.files ?? []).map(({ url }) => shownFiles.get(url.split("/").at(-1) ?? ""));
    return {
      id: line.id,
      text: line.text,
      markdown: true,
      bold: false,
      buttons: line.buttons?.map(({ label }) => label) ?? [],
      links: [],
      pictures: pictures.filter((bytes) => bytes !== undefined),
      mentions: line.mentions ?? [],
    };
  }

  return {
    adapter,
    can: new Set(["listens", "overhears", "replies", "names", "places", "acknowledges", "redelivers"]),
    group: "sandbox:g1",
    person: "sandbox:wang",
    other: "sandbox:zhao",
    bot,
    otherName,
    async connected() {},
    say,
    async press(by, on, label) {
      const line = (await state()).shown.find(({ id }) => id === on.id);
      const says = line?.buttons?.find((button) => button.label === label)?.says;
      await post("/press", { as: by, on: on.id, says });
    },
    async seen(chat) {
      const lines = (await state()).shown.filter(
        (line) => line.chat === chat && line.from === bot.address && line.kind === "said" && !line.gone,
      );
      for (const { url } of lines.flatMap((line) => line.files ?? [])) {
        const bytes = await (await app.request(`${PAGE.replace(/\/api$/, "")}/${url}`)).arrayBuffer();
        shownFiles.set(url.split("/").at(-1) ?? "", Buffer.from(bytes));
      }
      return Promise.all(lines.map(look));
    },
    crowd: (n) => `sandbox:g${100 + n}`,
    stranger: () => "sandbox:stranger",
    keep: house.keep,
    kept: house.kept,
    pass: house.pass,
    now: house.now,
    offerAgain() {}, // it asks again by itself
    enforce() {}, // there are none
    troubles: { unreachable: fails("not-sent"), unanswered: fails("unknown"), refused: fails("refused") },
    async mend() {},
    async close() {},
  };
}
