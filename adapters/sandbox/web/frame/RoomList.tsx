/** The chats of one person: the groups they are in, and their own chat with the bot. */
import { bot } from "../../cast.ts";
import type { Person, Shown } from "../../wire.ts";
import { plainText } from "../markdown/plain.ts";
import type { Clock } from "../time.ts";
import type { View } from "../view.ts";
import { useWords } from "../wording.ts";
import { Avatar, GroupAvatar } from "./Avatar.tsx";

interface Props {
  view: View;
  people: readonly Person[];
  shown: readonly Shown[];
  clock: Clock;
  unread: (chat: string) => number;
  onOpen: (chat: string) => void;
}

export function RoomList({ view, people, shown, clock, unread, onOpen }: Props) {
  const words = useWords();
  const entries = [
    ...view.rooms.map(({ address, name, members }) => ({
      address,
      name,
      face: <GroupAvatar members={members} people={people} />,
    })),
    { address: view.me.address, name: words.direct, face: <Avatar address={bot.address} people={people} size={44} /> },
  ];
  return (
    <nav className="rooms" aria-label={words.chats}>
      <ul>
        {entries.map(({ address, name, face }) => {
          const last = shown.findLast((line) => line.chat === address);
          const waiting = unread(address);
          return (
            <li key={address}>
              <button
                type="button"
                aria-current={address === view.chat ? "page" : undefined}
                onClick={() => onOpen(address)}
              >
                {face}
                <span className="about">
                  <b>{name}</b>
                  {last && <time dateTime={last.at}>{clock.time(last.at)}</time>}
                  <small>{last ? preview(last, people, words) : ""}</small>
                </span>
                {waiting > 0 && (
                  <i className="count" role="status">
                    <span aria-hidden="true">{waiting > 99 ? "99+" : waiting}</span>
                    <span className="unseen">{words.unread(waiting)}</span>
                  </i>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function preview(line: Shown, people: readonly Person[], words: ReturnType<typeof useWords>): string {
  if (line.kind !== "said") return line.text;
  if (line.gone) return words.takenBack;
  const name = line.from === bot.address ? bot.name : people.find(({ address }) => address === line.from)?.name;
  const text = plainText(line.text).split("\n").find(Boolean);
  const rest = line.place ? words.sentPlace : line.files?.length ? words.sentPicture : "";
  return `${name ?? ""}：${text ?? rest}`;
}
