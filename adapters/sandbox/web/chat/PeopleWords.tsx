/** What a person typed: shown as typed, with the people they mention standing out. */
import { bot } from "../../cast.ts";
import type { Person } from "../../wire.ts";

export function PeopleWords({ text, people }: { text: string; people: readonly Person[] }) {
  const names = [bot.name, ...people.map(({ name }) => name)].sort((a, b) => b.length - a.length);
  const parts = text.split(new RegExp(`([@＠](?:${names.map(literally).join("|")}))`, "u"));
  return (
    <p className="words">
      {parts.map((part, n) =>
        n % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places.
          <span key={n} className="mention">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </p>
  );
}

function literally(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
