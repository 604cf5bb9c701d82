/** A text field that offers names after an at sign, to the eye, the keyboard and the screen reader alike. */
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useState } from "react";
import type { Person } from "../../wire.ts";
import { Avatar } from "../frame/Avatar.tsx";
import { useWords } from "../wording.ts";
import { mentioning, putName } from "./mention.ts";

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  /** Who can be mentioned, the likeliest first. */
  names: readonly Person[];
  people: readonly Person[];
  placeholder: string;
  onChange: (text: string) => void;
  onEnter: () => void;
  onFiles: (files: FileList) => void;
}

export function MentionBox({ field, value, names, people, placeholder, onChange, onEnter, onFiles }: Props) {
  const words = useWords();
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** The at sign that was waved away with Escape. */
  const [refused, setRefused] = useState<number>();

  const at = mentioning(value, caret);
  const offered = at && at.from !== refused ? names.filter(({ name }) => name.includes(at.query)) : [];
  const chosen = offered[Math.min(active, offered.length - 1)];
  const optionId = (person: Person) => `${listId}-${person.address.replace(":", "-")}`;

  const moved = () => {
    setCaret(field.current?.selectionStart ?? 0);
    setActive(0);
  };
  const pick = (person: Person) => {
    if (!at) return;
    const next = putName(value, at, person.name);
    onChange(next.text);
    setCaret(next.caret);
    // The field gets its text with the next drawing; only then can the caret be put into it.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is still composing, every key is its own.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (chosen && (event.key === "Enter" || event.key === "Tab")) pick(chosen);
    else if (chosen && event.key === "Escape") setRefused(at?.from);
    else if (chosen && step) setActive((active + step + offered.length) % offered.length);
    else if (event.key === "Enter" && !event.shiftKey) onEnter();
    else return;
    event.preventDefault();
  };
  useLayoutEffect(() => fit(field.current, value), [field, value]);

  return (
    <div className="mention-box">
      {chosen && (
        <div className="names" role="listbox" id={listId} aria-label={words.mention}>
          {offered.map((person) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the field, which keeps the focus.
            <div
              key={person.address}
              id={optionId(person)}
              role="option"
              tabIndex={-1}
              aria-selected={person === chosen}
              // Pressing must not take the focus out of the field, or the list would close under the finger.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
            >
              <Avatar address={person.address} people={people} size={26} />
              {person.name}
              <small>{person.job}</small>
            </div>
          ))}
        </div>
      )}
      <textarea
        ref={field}
        rows={1}
        maxLength={4000}
        value={value}
        placeholder={placeholder}
        aria-label={words.write}
        aria-autocomplete="list"
        aria-controls={chosen && listId}
        aria-activedescendant={chosen && optionId(chosen)}
        onChange={({ target }) => {
          onChange(target.value);
          setRefused(undefined);
          moved();
        }}
        onSelect={() => setCaret(field.current?.selectionStart ?? 0)}
        onBlur={() => setCaret(0)}
        onKeyDown={onKeyDown}
        onPaste={({ clipboardData: { files } }) => {
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}

/** As high as its text, up to what the style sheet allows. */
function fit(field: HTMLTextAreaElement | null, text: string): void {
  if (!field) return;
  field.style.height = "auto";
  // An empty field would measure its hint, which may need two lines on a phone.
  if (text) field.style.height = `${field.scrollHeight}px`;
}
