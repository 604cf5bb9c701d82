/** One line of a chat: somebody's words, the bot's, or the chat's own remark. */
import { memo } from "react";
import { bot } from "../../cast.ts";
import type { Profile } from "../../profiles.ts";
import type { Shown } from "../../wire.ts";
import { Avatar } from "../frame/Avatar.tsx";
import { Icon } from "../frame/Icon.tsx";
import { plainText } from "../markdown/plain.ts";
import type { Known } from "../store.ts";
import type { Clock } from "../time.ts";
import type { View } from "../view.ts";
import { useWords } from "../wording.ts";
import { Attachments } from "./Attachments.tsx";
import { BotCard } from "./BotCard.tsx";
import { PeopleWords } from "./PeopleWords.tsx";

interface Props {
  line: Shown;
  known: Known;
  view: View;
  clock: Clock;
  profile: Profile;
  onReply: (line: Shown) => void;
}

export const Line = memo(function Line({ line, known, view, clock, profile, onReply }: Props) {
  const words = useWords();
  if (line.kind !== "said") return <p className="remark">{line.text}</p>;
  const mine = line.from === view.me.address;
  const byBot = line.from === bot.address;
  const name = byBot ? bot.name : known.people.find(({ address }) => address === line.from)?.name;
  if (line.gone)
    return (
      <p className="remark">
        {name} {words.takenBack}
      </p>
    );
  return (
    <article className={mine ? "line mine" : "line"} aria-label={`${name} ${clock.time(line.at)}`}>
      <Avatar address={line.from} people={known.people} />
      <div className="body">
        <div className="by">
          <span>{name}</span>
          {byBot && <i className="tag">{words.bot}</i>}
          <time dateTime={line.at}>{clock.time(line.at)}</time>
        </div>
        <div className="row">
          <div className={byBot ? "bubble card" : "bubble"}>
            {line.replyTo && <Quote of={known.shown.find(({ id }) => id === line.replyTo)} known={known} />}
            {byBot ? (
              <BotCard line={line} view={view} profile={profile} people={known.people} />
            ) : (
              line.text && <PeopleWords text={line.text} people={known.people} />
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
        {view.room && line.addressed === false && mine && <small className="aside">{words.notAddressed}</small>}
      </div>
    </article>
  );
});

function Quote({ of, known }: { of: Shown | undefined; known: Known }) {
  const words = useWords();
  if (!of || of.gone) return <p className="quoted">{words.quotedGone}</p>;
  const name = of.from === bot.address ? bot.name : known.people.find(({ address }) => address === of.from)?.name;
  return (
    <p className="quoted">
      {name}：{plainText(of.text).split("\n")[0]?.slice(0, 60) || words.picture}
    </p>
  );
}
