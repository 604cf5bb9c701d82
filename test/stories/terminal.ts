/** The stage on the terminal: the script protocol, line by line, as `talk --json` speaks it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { quiet } from "../../src/log.ts";
import { openScript, type Said } from "../../src/script.ts";
import { placeWithTables } from "../tables.ts";
import { configOver, nothingLost } from "./house.ts";
import { type Again, type Person, type Seen, subject, type Where, type Wire } from "./stage.ts";

export async function terminalWire(t: TestContext, start: number): Promise<Wire> {
  const place = await placeWithTables(t);
  /** By chat and key: a card said again under its name takes the place of the old one. */
  const shown = new Map<string, Said>();
  const say = (said: Said) => {
    const key = `${said.to} ${said.key}`;
    if (said.gone) shown.delete(key);
    else shown.set(key, said);
  };
  const script = await openScript(configOver(place, "terminal:p0"), {
    log: quiet,
    say,
    ...(place.schema && { schema: place.schema }),
  });
  place.inUse(() => script.stop());
  const line = (value: object) => script.line(JSON.stringify(value));
  await line({ clock: new Date(start).toISOString() });

  const chatOf = (where: Where) => (typeof where === "string" ? where : `@${where.id}`);
  let count = 0;
  async function deliver(value: object): Promise<Again> {
    const whole = { ...value, id: `m${++count}` };
    await line(whole);
    return () => line(whole);
  }

  function look(where: Where): Seen[] {
    return [...shown]
      .filter(([, said]) => said.to === chatOf(where))
      .map(([key, said]) => ({
        key,
        text: said.text.replaceAll("**", ""),
        buttons: said.buttons?.map((button) => button.label) ?? [],
        pictures: said.files?.map((file) => pictureAt(place.dir, file.ref)) ?? [],
      }));
  }

  const by = (who: Person, where: Where) => ({ chat: chatOf(where), from: who.id, name: who.name });
  return {
    platform: "terminal",
    points: true,
    edits: true,
    look,
    say(who, where, words, { mention, photo, place: point, at, replyTo }) {
      const text = at ? words.replace(`@${at.name}`, `[@${at.name}](terminal:${at.id})`) : words;
      const path = photo && join(place.dir, `${photo.name}.jpg`);
      if (path) writeFileSync(path, photo.bytes);
      return deliver({
        ...by(who, where),
        text,
        ...(mention && { addressed: true }),
        ...(path && { files: [{ kind: "image", path }] }),
        ...(point && { place: point }),
        ...(replyTo && { reply_to: replyTo.key.slice(replyTo.key.indexOf(" ") + 1) }),
      });
    },
    press(who, where, seen, label) {
      const says = shown.get(seen.key)?.buttons?.find((button) => button.label === label)?.says;
      return deliver({ ...by(who, where), press: says });
    },
    // The terminal lets the bot write first: what is private is there already.
    follow: async () => undefined,
    settle: async () => {},
    clock: (time) => line({ clock: new Date(time).toISOString() }),
    inspect: () => nothingLost(script.app),
  };
}

/** What was put into the picture, read back from where the house keeps it. */
function pictureAt(dir: string, ref: string): string {
  const hash = ref.slice("file:".length);
  return subject(readFileSync(join(dir, "files", hash.slice(0, 2), hash)));
}
