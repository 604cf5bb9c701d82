/** What goes wrong on real platforms, and who comes and goes. */
import { Button, Segmented, Switch } from "antd";
import type { Person } from "../../wire.ts";
import { attempt } from "../attempt.ts";
import { BASE, post } from "../net.ts";
import type { Known } from "../store.ts";
import { toast } from "../toast.ts";
import type { View } from "../view.ts";
import { useWords } from "../wording.ts";
import { NameField } from "./NameField.tsx";

interface Props {
  known: Known;
  view: View;
  late: boolean;
  onLate: (late: boolean) => void;
}

export function Simulate({ known, view, late, onLate }: Props) {
  const words = useWords();
  const ask = (path: string, body: object, after?: string) =>
    attempt(async () => {
      await post(path, body);
      if (after) toast(after, true);
    }, words.failed);
  const { me, room } = view;
  const isIn = ({ address }: Person) => !!room?.members.includes(address);
  const faults = ["none", "not-sent", "unknown", "refused"] as const;

  return (
    <div className="simulate">
      <section aria-label={words.faultTitle}>
        <h3>{words.faultTitle}</h3>
        <Segmented
          block
          vertical
          aria-label={words.faultTitle}
          value={known.fault ?? "none"}
          options={faults.map((value) => ({ value, label: words.faults[value] }))}
          onChange={(value) => void ask("fault", { fault: value === "none" ? null : value })}
        />
        <small>{words.faultHint}</small>
      </section>
      <section aria-label={words.deliveryTitle}>
        <h3>{words.deliveryTitle}</h3>
        <Button block onClick={() => void ask("redeliver", {}, words.redelivered)}>
          {words.redeliver}
        </Button>
        <label className="switch" htmlFor="late">
          <Switch id="late" size="small" checked={late} onChange={onLate} />
          {words.lateNext}
        </label>
      </section>
      <section aria-label={words.peopleTitle}>
        <h3>{words.peopleTitle}</h3>
        <NameField label={words.newPerson} onAdd={(name) => ask("people", { as: me.address, name })} />
        <NameField label={words.newRoom} onAdd={(name) => ask("rooms", { as: me.address, name })} />
        {room && (
          <div className="moves">
            <Button
              size="small"
              onClick={() => void ask("bot", { as: me.address, chat: room.address, present: !room.bot })}
            >
              {room.bot ? words.botOut : words.botIn}
            </Button>
            {known.people.map((person) => (
              <Button
                key={person.address}
                size="small"
                onClick={() => void ask("members", { chat: room.address, who: person.address, present: !isIn(person) })}
              >
                {isIn(person) ? words.leaveRoom(person.name) : words.joinRoom(person.name)}
              </Button>
            ))}
          </div>
        )}
      </section>
      <section aria-label={words.dataTitle}>
        <h3>{words.dataTitle}</h3>
        <Button block href={`${BASE}api/export`} download="talk.jsonl">
          {words.export}
        </Button>
        <Button block danger onClick={() => void ask("reset", {})}>
          {words.reset}
        </Button>
        <small>{words.resetHint}</small>
      </section>
    </div>
  );
}
