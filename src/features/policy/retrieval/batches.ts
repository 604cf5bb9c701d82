/** Gets vectors of texts in portions that the endpoint takes, and finds out which texts it never takes. */
import type { Embedder } from "#bot";
import type { KeptVector } from "./vector-rows.ts";
import { packed } from "./vectors.ts";

export interface Text {
  key: string;
  text: string;
}

/** What one portion came to; `pauseMs`: nothing more for so long. */
export interface Portion {
  made: KeptVector[];
  /** Texts that no portion was small enough for … */
  barred: string[];
  /** … and those of them that were not to blame: the endpoint takes nothing at all. */
  pardoned?: string[];
  why?: string;
  pauseMs?: number;
}

/** Hosted endpoints take 10 (DashScope), 16 (Qianfan), 32 (SiliconFlow) or 2,048 texts (OpenAI). */
const MOST = 32;
/** A text that is refused alone is sent once more, this long. */
const SHORT = 400;
/** So many texts refused one by one with nothing taken between: it is the endpoint, not the texts. */
const IN_A_ROW = 3;
/** What a text can be to blame for: it is refused by status, or its vector holds what is no number. */
const OWN_FAULT = /^\d+$|^no direction$/;
/** After so many portions taken a larger one is tried. */
const STEADY = 50;
const PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/** Remembers what the endpoint takes; one a process. */
export class Batches {
  readonly #embedder: Embedder;
  #size = MOST;
  #steady = 0;
  #suspects: string[] = [];
  #pause = PAUSE_MS;

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  /** The first of `texts`, as many as the endpoint takes at once. Never throws for what it does. */
  async next(texts: readonly Text[], dims: number | undefined): Promise<Portion> {
    const portion = texts.slice(0, this.#size);
    const said = await this.#embedder.passages(
      portion.map(({ text }) => text),
      dims,
    );
    if (said.kind === "vectors") return this.#took(portion, said.vectors);
    if (said.kind === "later") return this.#later(said.why, said.afterMs);
    if (portion.length > 1) {
      this.#size = Math.ceil(portion.length / 2);
      this.#steady = 0;
      return { made: [], barred: [], why: said.why };
    }
    return OWN_FAULT.test(said.why) ? this.#alone(portion, dims) : this.#later(said.why);
  }

  async #alone(portion: readonly Text[], dims: number | undefined): Promise<Portion> {
    const again = portion.filter(({ text }) => text.length > SHORT);
    if (again.length > 0) {
      const said = await this.#embedder.passages(
        again.map(({ text }) => text.slice(0, SHORT)),
        dims,
      );
      if (said.kind === "vectors") return this.#took(again, said.vectors);
      if (said.kind === "later") return this.#later(said.why, said.afterMs);
    }
    const keys = portion.map(({ key }) => key);
    this.#suspects.push(...keys);
    if (this.#suspects.length < IN_A_ROW) return { made: [], barred: keys, why: "refused" };
    const pardoned = this.#suspects;
    this.#suspects = [];
    return { ...this.#later("refused"), pardoned };
  }

  #took(portion: readonly Text[], vectors: readonly Float32Array[]): Portion {
    this.#suspects = [];
    this.#pause = PAUSE_MS;
    if (++this.#steady >= STEADY) {
      this.#steady = 0;
      this.#size = Math.min(MOST, this.#size * 2);
    }
    const made = portion.flatMap(({ key }, at) => {
      const vector = vectors[at];
      return vector ? [{ key, vector: packed(vector) }] : [];
    });
    return { made, barred: [] };
  }

  /** Twice as long each time, unless the endpoint says how long. */
  #later(why: string, afterMs?: number): Portion {
    const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(this.#pause, afterMs ?? 0));
    this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2);
    return { made: [], barred: [], why, pauseMs };
  }
}
