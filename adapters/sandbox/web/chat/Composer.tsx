/** Where a person writes: @-picker, pictures, a place, first words to try. Enter sends. */

import { Button, Popover } from "antd";
import { useEffect, useRef, useState } from "react";
import { bot } from "../../cast.ts";
import type { Shown } from "../../wire.ts";
import { Icon } from "../frame/Icon.tsx";
import { plainText } from "../markdown/plain.ts";
import { BASE } from "../net.ts";
import type { Known } from "../store.ts";
import type { View } from "../view.ts";
import { useWords } from "../wording.ts";
import { chipsFor } from "./chips.ts";
import { MentionBox } from "./MentionBox.tsx";
import { places } from "./places.ts";
import type { Draft } from "./useDraft.ts";

interface Props {
  known: Known;
  view: View;
  draft: Draft;
  quoted: Shown | undefined;
  onQuoteDone: () => void;
}

export function Composer({ known, view, draft, quoted, onQuoteDone }: Props) {
  const words = useWords();
  const input = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [placesOpen, setPlacesOpen] = useState(false);
  useEffect(() => {
    if (quoted) input.current?.focus();
  }, [quoted]);

  const others = known.people.filter(
    ({ address }) => address !== view.me.address && (!view.room || view.room.members.includes(address)),
  );

  return (
    <footer className="composer">
      <fieldset className="chips">
        <legend className="unseen">{words.tryThese}</legend>
        {chipsFor(view, known.locale).map((chip) => (
          <button key={chip} type="button" onClick={() => void draft.say(chip)} disabled={draft.busy}>
            {chip}
          </button>
        ))}
      </fieldset>
      {quoted && (
        <p className="quoting">
          <Icon of="reply" size={15} />
          <span>{plainText(quoted.text).split("\n")[0]?.slice(0, 80) || words.picture}</span>
          <Button
            type="text"
            size="small"
            icon={<Icon of="close" size={15} />}
            aria-label={words.stopReply}
            onClick={onQuoteDone}
          />
        </p>
      )}
      {draft.files.length > 0 && (
        <ul className="attached">
          {draft.files.map(({ id, kind, name }) => (
            <li key={id}>
              {kind === "image" ? <img src={`${BASE}api/files/${id}`} alt={name} /> : <span>{name}</span>}
              <button type="button" aria-label={`${words.remove} ${name}`} onClick={() => draft.remove(id)}>
                <Icon of="close" size={13} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="writing">
        <MentionBox
          field={input}
          value={draft.text}
          names={[{ ...bot, job: words.bot }, ...others]}
          people={known.people}
          placeholder={view.room ? words.writeGroup : words.write}
          onChange={draft.setText}
          onEnter={() => void draft.send()}
          onFiles={(files) => void draft.attach(files)}
        />
        <div className="tools">
          <Button
            type="text"
            icon={<Icon of="at" />}
            aria-label={words.mention}
            title={words.mention}
            onClick={() => {
              draft.setText(`@${bot.name} ${draft.text}`);
              input.current?.focus();
            }}
          />
          <Button
            type="text"
            icon={<Icon of="picture" />}
            aria-label={words.addPicture}
            title={words.addPicture}
            onClick={() => picker.current?.click()}
          />
          <input
            ref={picker}
            type="file"
            hidden
            multiple
            aria-label={words.addPicture}
            onChange={({ currentTarget }) => {
              void draft.attach([...(currentTarget.files ?? [])]);
              currentTarget.value = "";
            }}
          />
          <Popover
            trigger="click"
            open={placesOpen}
            onOpenChange={setPlacesOpen}
            content={
              <ul className="places">
                {places.map((place) => (
                  <li key={place.label}>
                    <Button
                      type="text"
                      icon={<Icon of="place" size={18} />}
                      disabled={draft.busy}
                      onClick={() => {
                        setPlacesOpen(false);
                        void draft.say(draft.text.trim(), place);
                      }}
                    >
                      {place.label}
                    </Button>
                  </li>
                ))}
              </ul>
            }
          >
            <Button
              type="text"
              icon={<Icon of="place" />}
              aria-label={words.addPlace}
              title={words.addPlace}
              // What is on its way must not be sent once more with the place.
              disabled={draft.busy}
            />
          </Popover>
          <Button
            type="primary"
            className="send"
            icon={<Icon of="send" size={16} />}
            loading={draft.busy}
            onClick={() => void draft.send()}
          >
            {words.send}
          </Button>
        </div>
      </div>
    </footer>
  );
}
