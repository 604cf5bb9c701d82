/** Which chats are rooms: an address alone does not say, what is heard from there does. */

export interface Rooms {
  heard(room: string): void;
  has(chat: string): boolean;
}

const MOST = 20_000;
/** The ids of WeChat's clients, of the web's, and of puppets that invent their own; people's hold an @ only in front. */
const LIKE_A_ROOM = /@chatroom$|^@@|^R:|.@/;

export function newRooms(): Rooms {
  const rooms = new Set<string>();
  return {
    heard(room) {
      rooms.delete(room);
      rooms.add(room);
      const [oldest] = rooms;
      if (rooms.size > MOST && oldest !== undefined) rooms.delete(oldest);
    },
    has: (chat) => rooms.has(chat) || LIKE_A_ROOM.test(chat),
  };
}
