/** What proves that a request comes from Feishu: signature, age, encryption, token (PLATFORMS.md §1.4). Pure. */
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";

export interface Keys {
  encryptKey: string;
  verificationToken: string;
}

/** The headers of a signed request, as they came. */
export interface Stamp {
  timestamp: string;
  nonce: string;
  signature: string;
}

/** An intercepted request is good for so long, before or after the house's clock. */
export const AGE_MS = 5 * 60_000;

const IV_BYTES = 16;

/** sha256 over timestamp, nonce, key and the body's bytes, in hexadecimal. */
export function signed({ timestamp, nonce, signature }: Stamp, raw: Uint8Array, { encryptKey }: Keys): boolean {
  const expected = createHash("sha256").update(`${timestamp}${nonce}${encryptKey}`).update(raw).digest("hex");
  return same(expected, signature.toLowerCase());
}

/** The timestamp counts seconds. What is no number is not fresh. */
export function fresh({ timestamp }: Stamp, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1_000) <= AGE_MS;
}

/** The object inside `{"encrypt": …}`; undefined when it was not sealed with our key, plain text included. */
export function unsealed(raw: Uint8Array, { encryptKey }: Keys): Record<string, unknown> | undefined {
  try {
    const { encrypt } = JSON.parse(Buffer.from(raw).toString("utf8")) as { encrypt?: unknown };
    if (typeof encrypt !== "string") return undefined;
    const bytes = Buffer.from(encrypt, "base64");
    const decipher = createDecipheriv("aes-256-cbc", keyOf(encryptKey), bytes.subarray(0, IV_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString("utf8");
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A request's body as Feishu makes it, for `doctor` to knock at our own door. */
export function sealed(body: object, { encryptKey }: Keys): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-cbc", keyOf(encryptKey), iv);
  const bytes = Buffer.concat([iv, cipher.update(JSON.stringify(body), "utf8"), cipher.final()]);
  return JSON.stringify({ encrypt: bytes.toString("base64") });
}

function keyOf(encryptKey: string): Buffer {
  return createHash("sha256").update(encryptKey).digest();
}

/** The token stands in the header of an event, or beside a challenge and an event of the old form. */
export function ours(body: Record<string, unknown>, { verificationToken }: Keys): boolean {
  const { token } = (body.header ?? body) as { token?: unknown };
  return typeof token === "string" && same(token, verificationToken);
}

/** Takes the same time whatever is wrong with it; hashes have equal lengths. */
function same(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
