/** The raw view, newest first: each message and reply as the JSON it was. */
import type { Raw } from "../../wire.ts";
import type { Clock } from "../time.ts";
import { useWords } from "../wording.ts";

export function Events({ raw, clock }: { raw: readonly Raw[]; clock: Clock }) {
  const words = useWords();
  if (raw.length === 0) return <p>{words.noEvents}</p>;
  return (
    <ol className="events">
      {raw.toReversed().map(({ n, at, way, body }) => {
        const passedBy = way === "heard" && field(body, "addressed") === false;
        return (
          <li key={n}>
            <details>
              <summary>
                <i className={passedBy ? "way passed" : `way ${way}`}>{passedBy ? words.passedBy : words.way[way]}</i>
                <span>{summary(body)}</span>
                <time dateTime={at}>{clock.time(at)}</time>
              </summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
              <pre tabIndex={0}>{JSON.stringify(body, undefined, 2)}</pre>
            </details>
          </li>
        );
      })}
    </ol>
  );
}

/** The words of it, or whatever else tells what it was. */
function summary(body: unknown): string {
  const place = field(body, "place");
  const first = [field(body, "text"), field(body, "event"), field(place, "label"), field(body, "key")];
  return first.find((each): each is string => typeof each === "string" && each !== "") ?? "…";
}

function field(body: unknown, name: string): unknown {
  return body && typeof body === "object" ? (body as Record<string, unknown>)[name] : undefined;
}
