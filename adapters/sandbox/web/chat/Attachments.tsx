/** Pictures, documents and places under the words. */
import type { Shown } from "../../wire.ts";
import { Icon } from "../frame/Icon.tsx";
import { BASE } from "../net.ts";
import { useWords } from "../wording.ts";

const DATUM = { gcj02: "GCJ-02", wgs84: "WGS-84" };

export function Attachments({ line: { files = [], place } }: { line: Shown }) {
  const words = useWords();
  return (
    <>
      {files.map((file) =>
        file.kind === "image" ? (
          <a key={file.url} className="picture" href={BASE + file.url} target="_blank" rel="noreferrer">
            <img src={BASE + file.url} alt={file.name ?? words.picture} loading="lazy" />
          </a>
        ) : (
          <a key={file.url} className="document" href={BASE + file.url} download={file.name ?? true}>
            <Icon of="file" />
            <span>{file.name ?? words.file}</span>
          </a>
        ),
      )}
      {place && (
        <figure className="place">
          <div className="map" aria-hidden="true">
            <Icon of="place" size={30} />
          </div>
          <figcaption>
            <b>{place.label ?? words.place}</b>
            <small>{words.coordinates(place.lat.toFixed(4), place.lon.toFixed(4), DATUM[place.datum])}</small>
          </figcaption>
        </figure>
      )}
    </>
  );
}
