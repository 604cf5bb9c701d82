/** Bot Framework's botbuilder: an ActivityHandler, ConversationState in MemoryStorage saved after each turn. */
import {
  type Activity,
  ActivityHandler,
  AutoSaveStateMiddleware,
  BotAdapter,
  type ConversationReference,
  ConversationState,
  MemoryStorage,
  type ResourceResponse,
  TurnContext,
} from "botbuilder";
import type { Handler, Peer, Shown } from "./peer.ts";
import { heard, type WorkEvent } from "./work.ts";

/** The platform in memory: what is sent is shown, and kept nowhere (TestAdapter would keep every activity for ever). */
class MemoryAdapter extends BotAdapter {
  shown: Shown = () => {};
  #sent = 0;

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((activity) => {
      this.shown(activity.conversation?.id ?? "", activity.text ?? "");
      return { id: String(++this.#sent) };
    });
  }

  override async updateActivity(): Promise<ResourceResponse | undefined> {
    return undefined;
  }

  override async deleteActivity(): Promise<void> {}

  override async continueConversation(_reference: Partial<ConversationReference>): Promise<void> {}

  /** One delivery: a turn through the middleware, as every adapter of this framework does it. */
  deliver(activity: Partial<Activity>, turn: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), turn);
  }
}

function toActivity(event: WorkEvent): Partial<Activity> {
  const { id, conversation, person, text, pressed, at } = heard(event);
  return {
    type: "message",
    id,
    channelId: "bench",
    serviceUrl: "https://bench.invalid",
    timestamp: new Date(at),
    locale: "zh-cn",
    from: { id: person, name: person },
    recipient: { id: "bot", name: "小驿" },
    conversation: { id: conversation, name: conversation, isGroup: true, conversationType: "group" },
    // A card's Action.Submit arrives as a message without words, its data in `value`.
    ...(pressed ? { text: "", value: { says: text } } : { text }),
  };
}

export async function open(): Promise<Peer> {
  let handler: Handler = async () => undefined;
  const adapter = new MemoryAdapter();
  const state = new ConversationState(new MemoryStorage());
  const kept = state.createProperty<{ heard: number }>("talk");
  adapter.use(new AutoSaveStateMiddleware(state));
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    const talk = await kept.get(context, { heard: 0 });
    talk.heard += 1;
    const { activity } = context;
    const text = activity.text || String(activity.value?.says ?? "");
    const reply = await handler(activity.conversation.id, text, activity.id ?? "");
    if (reply !== undefined) await context.sendActivity(reply);
    await next();
  });
  return {
    name: "botbuilder + ConversationState",
    onMessage: (fn) => {
      handler = fn;
    },
    onReply: (fn) => {
      adapter.shown = fn;
    },
    handle: (event) => adapter.deliver(toActivity(event), (context) => bot.run(context)),
    async close() {},
  };
}
