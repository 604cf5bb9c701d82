/** An empty chat says what it is for. */
import icon from "../icon.svg";
import { useWords } from "../wording.ts";

export function Welcome({ direct }: { direct: boolean }) {
  const words = useWords();
  return (
    <div className="welcome">
      <img src={icon} alt="" width="56" height="56" />
      <p>
        <b>{direct ? words.direct : words.emptyTitle}</b>
        <br />
        {direct ? words.emptyDirect : words.emptyGroup}
      </p>
    </div>
  );
}
