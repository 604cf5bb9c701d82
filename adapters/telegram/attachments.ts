/** What hangs on a message: files, fetched later by their id, and one point on the map. */
import type { Message } from "grammy/types";
import type { FileRef, Place } from "#bot";

type Held = { file_id: string; file_size?: number; file_name?: string };

function ref(kind: FileRef["kind"], file: Held): FileRef {
  return {
    kind,
    ref: `telegram:${file.file_id}`,
    ...(file.file_name && { name: file.file_name }),
    ...(file.file_size !== undefined && { bytes: file.file_size }),
  };
}

export function filesOf(message: Message): FileRef[] {
  const files: FileRef[] = [];
  // The same picture comes in several sizes.
  const [photo] = [...(message.photo ?? [])].sort((a, b) => b.width * b.height - a.width * a.height);
  if (photo) files.push(ref("image", photo));
  if (message.voice) files.push(ref("audio", message.voice));
  if (message.audio) files.push(ref("audio", message.audio));
  for (const video of [message.video, message.video_note, message.animation])
    if (video) files.push(ref("video", video));
  // An animation is repeated as a document for old clients.
  const { document } = message;
  if (document && !message.animation) files.push(ref(kindOf(document.mime_type), document));
  return files;
}

function kindOf(mime = ""): FileRef["kind"] {
  const family = mime.split("/")[0];
  return family === "image" || family === "audio" || family === "video" ? family : "file";
}

/** Telegram's points are WGS-84 everywhere. A live location gives the point where it began; its moves are edits. */
export function placeOf(message: Message): Place | undefined {
  const point = message.venue?.location ?? message.location;
  if (!point) return undefined;
  const label = [message.venue?.title, message.venue?.address].filter(Boolean).join(" ");
  return { lat: point.latitude, lon: point.longitude, datum: "wgs84", ...(label && { label }) };
}
