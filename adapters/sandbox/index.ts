/** The sandbox: a group chat in the browser, an adapter like any other. No account, no key, nothing leaves the machine. */
import { z } from "zod";
import { type AdapterPlan, type House, UserError } from "#bot";
import { createDelivery, TEXT_BYTES } from "./hub/deliver.ts";
import { createHearing } from "./hub/hear.ts";
import { createHub } from "./hub/hub.ts";
import { KEY_MS } from "./hub/keys.ts";
import { addRoutes } from "./routes/index.ts";
import { en, zh } from "./words.ts";

const settings = z.object({
  /** 1: a sign-in of your own stands before the page, so others than this machine may open it. */
  SANDBOX_OPEN: z
    .enum(
      ["", "0", "1"],
      "SANDBOX_OPEN must be 1 or left empty: remove it from the environment, or write SANDBOX_OPEN=1",
    )
    .optional()
    .transform((value) => value === "1"),
});
type Settings = z.infer<typeof settings>;

export const sandbox: AdapterPlan<Settings> = {
  name: "sandbox",
  settings,
  wanted: () => true,
  open({ SANDBOX_OPEN: open }: Settings, house: House) {
    const hub = createHub(house);
    const hearing = createHearing(hub);
    const words = house.settings.locale === "en" ? en : zh;
    addRoutes(house.routes, { hub, hearing, words }, open);
    return {
      name: "sandbox",
      traits: {
        buttons: true,
        mentions: true,
        coldDirect: true,
        groupPhotos: true,
        textBytes: TEXT_BYTES,
        idempotentForMs: KEY_MS,
        limits: [],
      },
      ...createDelivery(hub),
      async start(receive) {
        hearing.start(receive);
      },
      async fetch({ ref }) {
        const kept = hub.pictures.get(ref.slice("sandbox:".length));
        if (!kept) throw new UserError(words.fileGone);
        return new Blob([kept.bytes]).stream();
      },
      async stop() {
        hearing.stop();
      },
    };
  },
};
