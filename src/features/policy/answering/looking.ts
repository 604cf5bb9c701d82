/** "正在查阅": where shown words can be changed, a question that takes long gets a message that becomes its answer. */
import type { Kit, Reply, Turn } from "#bot";

/** ANSWERS.md §4, caps. Real time, as all waiting for a model is. */
const SLOW_MS = 2_000;

/**
 * Waits for `work`; says `reply` meanwhile, once it takes long. `living` is the name under which that was said, by this
 * attempt or by one that was cut off: the answer goes under it. Nothing unproved is ever shown: the message changes once.
 */
export async function whileLooking<T>(
  kit: Kit,
  { message, by }: Turn,
  reply: Reply,
  work: Promise<T>,
): Promise<{ made: T; living?: string }> {
  const { meanwhile } = kit.ports;
  // The notice comes before anybody's first direct answer, so that nothing may stand above it.
  if (!meanwhile || !kit.model || (message.chat === message.from && !by.met)) return { made: await work };
  let said: Promise<unknown> | undefined;
  const timer = setTimeout(() => {
    said = meanwhile(message, reply).catch(() => kit.log.warn({ message: message.id }, "nothing was said meanwhile"));
  }, SLOW_MS);
  try {
    const made = await work;
    clearTimeout(timer);
    await said;
    const living = await meanwhile(message);
    return living ? { made, living } : { made };
  } finally {
    clearTimeout(timer);
  }
}
