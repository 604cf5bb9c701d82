/** What a person is about to send, and the sending of it. */
import { useState } from "react";
import type { Place } from "#bot";
import type { Profile } from "../../profiles.ts";
import type { Shown } from "../../wire.ts";
import { attempt } from "../attempt.ts";
import { post } from "../net.ts";
import { toast } from "../toast.ts";
import type { View } from "../view.ts";
import { useWords } from "../wording.ts";
import { shrink } from "./shrink.ts";

export interface Attached {
  id: string;
  kind: "image" | "file";
  name: string;
}

interface Options {
  view: View;
  profile: Profile;
  late: boolean;
  quoted: Shown | undefined;
  onSent: () => void;
}

export type Draft = ReturnType<typeof useDraft>;

export function useDraft({ view, profile, late, quoted, onSent }: Options) {
  const words = useWords();
  const [text, setText] = useState("");
  const [files, setFiles] = useState<Attached[]>([]);
  const [busy, setBusy] = useState(false);

  /** One request at a time. */
  const once = async (work: () => Promise<void>) => {
    setBusy(true);
    await attempt(work, words.failed);
    setBusy(false);
  };

  const say = (what: string, place?: Place) =>
    once(async () => {
      const { heard } = await post<{ heard: boolean }>("say", {
        as: view.me.address,
        chat: view.chat,
        text: what,
        files: files.map(({ id }) => id),
        profile: profile.id,
        lateMs: late ? 15_000 : 0,
        ...(place && { place }),
        ...(quoted && { replyTo: quoted.id }),
      });
      if (!heard && !late && (view.room?.bot ?? true)) toast(words.notHeard);
      setText("");
      setFiles([]);
      onSent();
    });

  const attach = (chosen: Iterable<File>) =>
    once(async () => {
      for (const file of chosen) {
        const { id, kind } = await post<{ id: string; kind: Attached["kind"] }>(
          `files?name=${encodeURIComponent(file.name)}`,
          await shrink(file),
        );
        setFiles((before) => [...before, { id, kind, name: file.name }].slice(0, 9));
      }
    });

  return {
    text,
    setText,
    files,
    busy,
    attach,
    remove: (id: string) => setFiles((before) => before.filter((file) => file.id !== id)),
    send: () => (busy || (!text.trim() && files.length === 0) ? undefined : say(text.trim())),
    say,
  };
}
