import type { Index } from "./build.ts";
import { unfolded } from "./normalise.ts";
import { readQuery } from "./query.ts";
import { rank } from "./rank.ts";

/** How many questions it takes until the engine has compiled what it will go on to use. */
const QUESTIONS = 120;
/** As long as people's questions are, in characters. */
const LENGTHS = [8, 16, 30, 60];
const FOUND = 50;
/** A library of fewer passages is quick as it is. */
const LARGE = 2_000;

/**
 * Asks an index questions made of its own passages, from one end of the library to the other, a step each: whoever asks
 * first after a start shall wait no longer than the others.
 */
export function* warm(index: Index): Generator<undefined, void> {
  const length = index.first.length;
  if (length < LARGE) return;
  for (let i = 0; i < QUESTIONS; i++) {
    const doc = Math.floor((i * length) / QUESTIONS);
    const body = index.spans[doc * 5 + 3] ?? 0;
    const end = Math.min(index.spans[doc * 5 + 4] ?? 0, body + (LENGTHS[i % LENGTHS.length] ?? 0));
    rank(index, readQuery(index, unfolded(index.text.subarray(body, end))), FOUND);
    yield;
  }
}
