/**
 * Chat SDK with its state in memory, in the strategy asked for. Everything else is left at its defaults. (Its state
 * package asks for exactly the chat release before this one; package.json overrides that, so that one chat is loaded.)
 */
import { createMemoryState } from "@chat-adapter/state-memory";
import {
  type Adapter,
  Chat,
  type ChatInstance,
  Message,
  NotImplementedError,
  parseMarkdown,
  stringifyMarkdown,
  type Thread,
} from "chat";
import type { Handler, Peer, Shown } from "./peer.ts";
import { type Heard, heard } from "./work.ts";

const NAME = "bench";
const threadOf = (conversation: string): string => `${NAME}:${conversation}`;
const conversationOf = (thread: string): string => thread.slice(NAME.length + 1);
const absent = (what: string) => async (): Promise<never> => {
  throw new NotImplementedError(`${what} is not part of the bench`, what);
};

const authorOf = (said: Heard) => ({
  userId: said.person,
  userName: said.person,
  fullName: said.person,
  isBot: false,
  isMe: false,
});

function toMessage(said: Heard): Message<Heard> {
  return new Message({
    id: said.id,
    threadId: threadOf(said.conversation),
    text: said.text,
    formatted: parseMarkdown(said.text),
    raw: said,
    author: authorOf(said),
    metadata: { dateSent: new Date(said.at), edited: false },
    attachments: [],
    isMention: true,
  });
}

/** The platform in memory: what is posted is shown. */
function memoryAdapter(shown: (conversation: string, text: string) => void): Adapter<string, Heard> {
  let posted = 0;
  return {
    name: NAME,
    userName: "小驿",
    async initialize(_chat: ChatInstance) {},
    encodeThreadId: threadOf,
    decodeThreadId: conversationOf,
    channelIdFromThreadId: (thread) => thread,
    parseMessage: toMessage,
    renderFormatted: (content) => stringifyMarkdown(content),
    async postMessage(thread, message) {
      shown(conversationOf(thread), typeof message === "string" ? message : JSON.stringify(message));
      return { id: `sent${++posted}`, threadId: thread, raw: undefined as never };
    },
    async startTyping() {},
    async fetchMessages() {
      return { messages: [] };
    },
    async fetchThread(thread) {
      return { id: thread, channelId: thread, metadata: {} };
    },
    handleWebhook: absent("handleWebhook"),
    editMessage: absent("editMessage"),
    deleteMessage: absent("deleteMessage"),
    addReaction: absent("addReaction"),
    removeReaction: absent("removeReaction"),
  };
}

async function openWith(concurrency: "queue" | "drop"): Promise<Peer> {
  let handler: Handler = async () => undefined;
  let shown: Shown = () => {};
  const adapter = memoryAdapter((conversation, text) => shown(conversation, text));
  const chat = new Chat<{ bench: typeof adapter }, { heard: number }>({
    userName: "小驿",
    adapters: { bench: adapter },
    state: createMemoryState(),
    logger: "silent",
    ...(concurrency === "drop" ? {} : { concurrency }),
  });
  await chat.initialize();
  const answer = async (thread: Thread<{ heard: number }>, text: string, id: string) => {
    const before = await thread.state;
    await thread.setState({ heard: (before?.heard ?? 0) + 1 });
    const reply = await handler(conversationOf(thread.id), text, id);
    // A plain string is its cheapest way of posting: a `{ markdown }` object would be parsed once more.
    if (reply !== undefined) await thread.post(reply);
  };
  chat.onNewMention(async (thread, message, context) => {
    // What `queue` hands over only as `skipped` is handled too, as its documentation suggests.
    for (const each of [...(context?.skipped ?? []), message]) await answer(thread, each.text, each.id);
  });
  chat.onAction(async (event) => {
    if (event.thread) await answer(event.thread as Thread<{ heard: number }>, event.value ?? "", event.messageId);
  });
  return {
    name: concurrency === "queue" ? "Chat SDK (queue)" : "Chat SDK (default: drop)",
    onMessage: (fn) => {
      handler = fn;
    },
    onReply: (fn) => {
      shown = fn;
    },
    async handle(event) {
      const said = heard(event);
      const threadId = threadOf(said.conversation);
      if (!said.pressed) return chat.processMessage(adapter, threadId, toMessage(said), undefined);
      const user = authorOf(said);
      const pressed = { actionId: "says", value: said.text, messageId: said.id, threadId, user, raw: said, adapter };
      await chat.processAction(pressed, undefined);
    },
    close: () => chat.shutdown(),
  };
}

export const open = (): Promise<Peer> => openWith("queue");
export const openDefault = (): Promise<Peer> => openWith("drop");
