/** Gets the one JSON object out of what models send around it. */

/** Nothing that is asked for here is longer; a runaway answer is not worth parsing. */
const LONGEST = 200_000;

/** The object in a text with thoughts, fences or a sentence around it; undefined when there is none. */
export function jsonIn(text: string): unknown {
  if (text.length > LONGEST) return undefined;
  // Some servers drop the opening tag, so everything up to the last closing one is thought.
  const thought = text.lastIndexOf("</think>");
  // Thoughts that never ended hold drafts, not an answer.
  if (thought < 0 && text.includes("<think>")) return undefined;
  const said = (thought < 0 ? text : text.slice(thought + "</think>".length)).trim();
  const fenced = /```(?:json)?\s*([\s\S]*?)```/i.exec(said)?.[1];
  for (const candidate of [said, fenced, said.slice(said.indexOf("{"), said.lastIndexOf("}") + 1)]) {
    const found = candidate === undefined ? undefined : parsed(candidate.trim());
    if (found !== undefined) return found;
  }
  return undefined;
}

function parsed(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
