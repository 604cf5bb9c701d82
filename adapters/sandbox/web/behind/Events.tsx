/** The raw view, newest first: each message and reply as the JSON it was. */
import type { Raw } from "../../wire.ts";
import type { Clock } from "../time.ts";
import { useWords } from "../wording.ts";

export function Events({ raw, clock }: { raw: readonly Raw[]; clock: Clock }) {
  const words = useWords();
  if (raw.length === 0) return <p>{words.noEvents}</p>;
  return (
    <ol className="events">
      {raw.toReversed().map(({ n, at, way, body }) => (
        <li key={n}>
          <details>
            <summary>
              <i className={`way ${way}`}>{words.way[way]}</i>
              <span>{summary(body)}</span>
              <time dateTime={at}>{clock.time(at)}</time>
            </summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
            <pre tabIndex={0}>{JSON.stringify(body, undefined, 2)}</pre>
          </details>
        </li>
      ))}
    </ol>
  );
}

function summary(body: unknown): string {
  const fields = body && typeof body === "object" ? (body as Record<string, unknown>) : {};
  const { text, event, key } = fields;
  const first = [text, event, key].find((each) => typeof each === "string" && each !== "");
  return typeof first === "string" ? first : "…";
}
