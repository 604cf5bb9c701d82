/** Gets vectors out of an embeddings reply, or says what is wrong with it. */
import { z } from "zod";

/** What is no number (NaN) is null in JSON. */
const Numeral = z.number().nullable();
const Reply = z.object({
  data: z.array(z.object({ index: z.int().optional(), embedding: z.union([z.array(Numeral), z.string()]) })),
});
/** No known model makes longer ones (4,096); a thousand times as long would be a way to fill the memory. */
const MOST_DIMS = 16_384;
/** A vector this short points nowhere. */
const NOTHING = 1e-6;

/**
 * `n` vectors of unit length in the order of the texts, whatever order they came in, of `dims` numbers each where that is
 * given, else all alike; or, in a word, why not. One doubtful vector spoils them all: it may stand in another's place.
 */
export function vectorsIn(reply: unknown, n: number, dims: number | undefined): Float32Array[] | string {
  const read = Reply.safeParse(reply);
  if (!read.success) return "no vectors";
  const { data } = read.data;
  if (data.length !== n) return "wrong count";
  const places = data.map(({ index }, at) => index ?? at);
  if (new Set(places).size !== n || places.some((place) => place < 0 || place >= n)) return "wrong order";
  const out: Float32Array[] = [];
  const length = dims ?? lengthOf(data[0]?.embedding);
  for (const [at, { embedding }] of data.entries()) {
    const vector =
      typeof embedding === "string" ? unpacked(embedding) : Float32Array.from(embedding, (one) => one ?? Number.NaN);
    if (!vector || vector.length !== length || length === 0 || length > MOST_DIMS) return "wrong dimension";
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    if (!Number.isFinite(norm) || norm < NOTHING) return "no direction";
    out[places[at] ?? at] = vector.map((value) => value / norm);
  }
  return out;
}

function lengthOf(embedding: (number | null)[] | string | undefined): number {
  return typeof embedding === "string" ? (unpacked(embedding)?.length ?? 0) : (embedding?.length ?? 0);
}

/** Some servers pack numbers in base64 without being asked: float32, little-endian. */
function unpacked(base64: string): Float32Array | undefined {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length % 4 !== 0) return undefined;
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}
