/** Is a closing word evidence, or only the claim that it is done? replied ≠ resolved (PRODUCT.md §0.3). */

const EMPTY =
  /问题|诉求|事情|此事|该事|这件事|情况|工单|已经|已|处理|解决|办结|办理|完成|搞定|结束|完毕|好了|妥了|完了|没事了|可以了|收到|谢谢|感谢|了解|知悉|ok|done|fixed|resolved|了|的|吧|啊|呢/gi;
/** What is left must say something: who did what, where, how much. */
const LEAST = 3;

/** True when the text says more than "done", or a picture shows it. */
export function isEvidence(text: string, pictures: number): boolean {
  if (pictures > 0) return true;
  const left = text
    .normalize("NFKC")
    .replace(EMPTY, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
  return [...left].length >= LEAST;
}
