/** A person's, the bot's or a group's picture: a letter on a colour, a little station, or four letters. */
import { bot } from "../../cast.ts";
import type { Person } from "../../wire.ts";

const COLOURS = ["#226a86", "#86499c", "#8a5a14", "#3f6d3c", "#4a5a92", "#9c3d62", "#2f6f68", "#6b5b4a"];

/** The same person has the same colour everywhere; the five of the cast have five different ones. */
function colourOf(address: string, people: readonly Person[]): string {
  const at = people.findIndex((person) => person.address === address);
  return COLOURS[Math.max(0, at) % COLOURS.length] ?? "#6b5b4a";
}

interface Of {
  address: string;
  people: readonly Person[];
  size?: number;
}

/** Beside a name, so hidden from screen readers. */
export function Avatar({ address, people, size = 40 }: Of) {
  const style = { width: size, height: size, fontSize: size * 0.44 };
  if (address === bot.address)
    return (
      <span className="avatar bot" style={style} aria-hidden="true">
        <svg viewBox="0 0 32 32" width={size * 0.72} height={size * 0.72} role="presentation">
          <path d="M5.5 15.6 16 7l10.5 8.6" />
          <path d="M8.6 15.4v9.4h14.8v-9.4" />
          <circle cx="16" cy="18.6" r="2.6" />
        </svg>
      </span>
    );
  const name = people.find((person) => person.address === address)?.name ?? "?";
  return (
    <span className="avatar" style={{ ...style, background: colourOf(address, people) }} aria-hidden="true">
      {[...name][0]}
    </span>
  );
}

export function GroupAvatar({ members, people }: { members: readonly string[]; people: readonly Person[] }) {
  return (
    <span className="avatar group" aria-hidden="true">
      {members.slice(0, 3).map((address) => (
        <Avatar key={address} address={address} people={people} size={19} />
      ))}
      <Avatar address={bot.address} people={people} size={19} />
    </span>
  );
}
