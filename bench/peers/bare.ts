/** No framework at all: what the bench itself costs, to be seen under every other figure. */
import type { Handler, Peer, Shown } from "./peer.ts";
import { heard } from "./work.ts";

export async function open(): Promise<Peer> {
  let handler: Handler = async () => undefined;
  let shown: Shown = () => {};
  return {
    name: "no framework",
    onMessage: (fn) => {
      handler = fn;
    },
    onReply: (fn) => {
      shown = fn;
    },
    async handle(event) {
      const { conversation, text, id } = heard(event);
      const reply = await handler(conversation, text, id);
      if (reply !== undefined) shown(conversation, reply);
    },
    async close() {},
  };
}
