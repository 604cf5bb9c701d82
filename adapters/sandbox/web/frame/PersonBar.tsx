/** Who this window is. Real radio buttons, so arrow keys and screen readers know what to do. */
import { useEffect, useRef } from "react";
import type { Person } from "../../wire.ts";
import { useWords } from "../wording.ts";
import { Avatar } from "./Avatar.tsx";

interface Props {
  people: readonly Person[];
  me: Person;
  /** Has this person something unread? */
  waiting: (person: Person) => boolean;
  onChoose: (person: Person) => void;
}

export function PersonBar({ people, me, waiting, onChoose }: Props) {
  const words = useWords();
  const chosen = useRef<HTMLLabelElement>(null);
  // On a phone the row is wider than the screen. Braces: this browser's scrollIntoView gives back a promise.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of person that calls for it.
  useEffect(() => {
    chosen.current?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [me.address]);
  return (
    <header className="person-bar">
      <fieldset>
        <legend>{words.iAm}</legend>
        {people.map((person) => (
          <label
            key={person.address}
            ref={person.address === me.address ? chosen : undefined}
            className={person.address === me.address ? "person chosen" : "person"}
          >
            <input
              type="radio"
              name="person"
              value={person.address}
              checked={person.address === me.address}
              onChange={() => onChoose(person)}
            />
            <Avatar address={person.address} people={people} size={30} />
            <span className="who">
              <b>{person.name}</b>
              <small>{person.job}</small>
            </span>
            {waiting(person) && <i className="dot" title={words.unread(1)} />}
          </label>
        ))}
      </fieldset>
    </header>
  );
}
