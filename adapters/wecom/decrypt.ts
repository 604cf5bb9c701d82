/** AES-256-CBC as WeCom encrypts files: IV = the key's first 16 bytes, PKCS#7 to 32 (document 100719), as a stream. */
import { createDecipheriv } from "node:crypto";

const KEY_BYTES = 32;
const BLOCK = 32;

/**
 * Undefined when `aeskey` is no key of 32 bytes in base64. The stream fails when the length or the padding is wrong:
 * then the file is not whole.
 */
export function decrypting(aeskey: string): TransformStream<Uint8Array, Uint8Array> | undefined {
  const key = Buffer.from(aeskey, "base64");
  if (key.length !== KEY_BYTES) return undefined;
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  let held: Buffer = Buffer.alloc(0); // the last block may be padding
  return new TransformStream({
    transform(chunk, out) {
      const clear = Buffer.concat([held, decipher.update(chunk)]);
      const ready = Math.max(clear.length - BLOCK, 0);
      if (ready > 0) out.enqueue(new Uint8Array(clear.subarray(0, ready)));
      held = clear.subarray(ready);
    },
    flush(out) {
      const rest = Buffer.concat([held, decipher.final()]);
      const padding = rest.at(-1) ?? 0;
      const whole = padding >= 1 && padding <= Math.min(BLOCK, rest.length);
      if (!whole || rest.subarray(-padding).some((byte) => byte !== padding)) throw new Error("wecom: wrong padding");
      if (rest.length > padding) out.enqueue(new Uint8Array(rest.subarray(0, -padding)));
    },
  });
}
