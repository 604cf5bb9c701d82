/** One line of a chat: somebody's words, the bot's, or the chat's own remark. */
import { memo } from "react";
import type { Address } from "#bot";
import { bot } from "../../cast.ts";
import type { Profile } from "../../profiles.ts";
import type { Person, Shown } from "../../wire.ts";
import { Avatar } from "../frame/Avatar.tsx";
import { Icon } from "../frame/Icon.tsx";
import { plainText } from "../markdown/plain.ts";
import type { Clock } from "../time.ts";
import { useWords } from "../wording.ts";
import { Attachments } from "./Attachments.tsx";
import { BotCard } from "./BotCard.tsx";
import { PeopleWords } from "./PeopleWords.tsx";

interface Props {
  line: Shown;
  /** The line that this one quotes, when it is still here. */
  quoted: Shown | undefined;
  people: readonly Person[];
  me: Address;
  inGroup: boolean;
  clock: Clock;
  profile: Profile;
  onReply: (line: Shown) => void;
}

/** Drawn again only when something of its own changes: a long chat must not be drawn anew for every word. */
export const Line = memo(function Line({ line, quoted, people, me, inGroup, clock, profile, onReply }: Props) {
  const words = useWords();
  if (line.kind !== "said") return <p className="remark">{line.text}</p>;
  const mine = line.from === me;
  const byBot = line.from === bot.address;
  const name = byBot ? bot.name : people.find(({ address }) => address === line.from)?.name;
  if (line.gone)
    return (
      <p className="remark">
        {name} {words.takenBack}
      </p>
    );
  return (
    <article className={mine ? "line mine" : "line"} aria-label={`${name} ${clock.time(line.at)}`}>
      <Avatar address={line.from} people={people} />
      <div className="body">
        <div className="by">
          <span>{name}</span>
          {byBot && <i className="tag">{words.bot}</i>}
          <time dateTime={line.at}>{clock.time(line.at)}</time>
        </div>
        <div className="row">
          <div className={byBot ? "bubble card" : "bubble"}>
            {line.replyTo && <Quote of={quoted} people={people} />}
            {byBot ? (
              <BotCard line={line} me={me} profile={profile} people={people} />
            ) : (
              line.text && <PeopleWords text={line.text} people={people} />
            )}
            <Attachments line={line} />
          </div>
          <button
            type="button"
            className="quote-it"
            title={words.reply}
            aria-label={words.replyTo(name ?? "")}
            onClick={() => onReply(line)}
          >
            <Icon of="reply" size={17} />
          </button>
        </div>
        {inGroup && line.addressed === false && mine && <small className="aside">{words.notAddressed}</small>}
      </div>
    </article>
  );
});

function Quote({ of, people }: { of: Shown | undefined; people: readonly Person[] }) {
  const words = useWords();
  if (!of || of.gone) return <p className="quoted">{words.quotedGone}</p>;
  const name = of.from === bot.address ? bot.name : people.find(({ address }) => address === of.from)?.name;
  return (
    <p className="quoted">
      {name}：{plainText(of.text).split("\n")[0]?.slice(0, 60) || words.picture}
    </p>
  );
}
