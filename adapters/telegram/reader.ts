/** A batch of updates read in order, with the little that one message must know of another. */
import type { Update, User } from "grammy/types";
import type { House, Message } from "#bot";
import type { People } from "./people.ts";
import { toMessage } from "./toMessage.ts";

export interface Heard {
  /** update_id */
  id: number;
  message?: Message;
  /** The callback query whose spinner turns until it is answered. */
  press?: string;
}

/** An album's members arrive together; after a minute nothing more belongs to it. */
const ALBUM_MS = 60_000;

/**
 * An album comes as several messages of which one has the caption: when that one is addressed, so are the others.
 * The batch is looked through first, because the caption need not hang on the first picture.
 */
export function reader(me: User, house: House, people: People): (updates: Update[]) => Heard[] {
  const addressed = new Map<string, number>();
  return (updates) => {
    const now = house.now();
    for (const [key, until] of addressed) if (until < now) addressed.delete(key);
    const read = updates.map((update) => ({ update, message: understood(update, me, house, people) }));
    for (const { update, message } of read) {
      if (!message?.addressed) continue;
      const album = albumOf(update);
      if (album) addressed.set(album, now + ALBUM_MS);
    }
    return read.map(({ update, message }) => {
      const press = update.callback_query?.id;
      const spoken = message && addressed.has(albumOf(update) ?? "") ? { ...message, addressed: true } : message;
      return { id: update.update_id, ...(spoken && { message: spoken }), ...(press && { press }) };
    });
  };
}

/** An album is one person's in one chat. */
function albumOf({ message }: Update): string | undefined {
  return message?.media_group_id && `${message.chat.id}:${message.from?.id}:${message.media_group_id}`;
}

/** A frame that cannot be read would stand in the way for ever: it is logged by its number and let go. */
function understood(update: Update, me: User, house: House, people: People): Message | undefined {
  try {
    const message = toMessage(update, me, house.now(), people.known);
    const from = update.message?.from ?? update.callback_query?.from;
    if (message?.addressed && !message.event && from) people.met(from);
    return message;
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    house.log.error({ adapter: "telegram", update: update.update_id, error: kind }, "an update could not be read");
    return undefined;
  }
}
