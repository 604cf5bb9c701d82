/** The bot's words with their buttons, as the chosen platform would show them. A living card flashes when it changes. */
import { Button } from "antd";
import { useState } from "react";
import type { Address } from "#bot";
import type { Profile } from "../../profiles.ts";
import type { Person, Shown } from "../../wire.ts";
import { attempt } from "../attempt.ts";
import { Icon } from "../frame/Icon.tsx";
import { Markdown } from "../markdown/Markdown.tsx";
import { post } from "../net.ts";
import { useWords } from "../wording.ts";
import { becomes } from "./becomes.ts";
import { calling, partsOf } from "./parts.ts";

interface Props {
  line: Shown;
  me: Address;
  profile: Profile;
  people: readonly Person[];
}

export function BotCard({ line, me, profile, people }: Props) {
  const words = useWords();
  const [pressing, setPressing] = useState<string>();
  const nameOf = (address: string) => people.find((person) => person.address === address)?.name;
  const spoken = { ...line, text: calling(line, nameOf) };
  const look = becomes(spoken, profile);
  const { title, rest } = look.markdown ? partsOf(spoken) : { title: undefined, rest: look.text };
  const edits = line.edits ?? 0;

  const press = async (says: string) => {
    setPressing(says);
    await attempt(() => post("press", { as: me, on: line.id, says }), words.failed);
    setPressing(undefined);
  };
  const remarks = [
    look.numbered.length > 0 && words.asNumbers,
    // A mention is no markup: that it stands there as a name is not worth a remark.
    !look.markdown && becomes(line, profile).text !== line.text && words.asPlain,
    look.anew && words.asNew,
    look.parts > 1 && words.asParts(look.parts),
  ].filter((remark) => remark !== false);

  return (
    // A new key at each edit starts the flash again.
    <div key={edits} className={edits > 0 ? "updated" : undefined}>
      {title && (
        <div className="title">
          <Markdown text={title} />
        </div>
      )}
      {look.markdown ? <Markdown text={rest} /> : <p className="words">{rest}</p>}
      {look.numbered.map(({ label, says }, n) => (
        <p key={says} className="words">
          {words.pressNumber(n + 1, label)}
        </p>
      ))}
      {look.buttons.length > 0 && (
        <div className="buttons">
          {look.buttons.map(({ label, says }, n) => (
            <Button
              key={says}
              type={n === 0 ? "primary" : "default"}
              ghost={n === 0}
              loading={pressing === says}
              onClick={() => void press(says)}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
      {line.living && (
        <p className="living">
          <Icon of="live" size={14} />
          {edits > 0 ? words.updated(edits) : words.living}
        </p>
      )}
      {remarks.length > 0 && (
        <p className="remarks">
          {words.becomes(profile[words.lang === "en" ? "en" : "zh"])}
          {remarks.join("；")}
        </p>
      )}
    </div>
  );
}
