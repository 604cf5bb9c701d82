/** An empty chat says what it is for, and offers the four things that the bot does. */
import icon from "../icon.svg";
import { useWords } from "../wording.ts";

export function Welcome({ direct, onSay }: { direct: boolean; onSay: (text: string) => void }) {
  const words = useWords();
  return (
    <section className="welcome" aria-label={words.emptyTitle}>
      <img src={icon} alt="" width="56" height="56" />
      <p>
        <b>{direct ? words.direct : words.emptyTitle}</b>
        <br />
        {direct ? words.emptyDirect : words.emptyGroup}
      </p>
      <ul>
        {words.entries.map(({ says, about }) => (
          <li key={says}>
            <button type="button" onClick={() => onSay(direct ? says : `@小驿 ${says}`)}>
              <b>{says}</b>
              <small>{about}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
