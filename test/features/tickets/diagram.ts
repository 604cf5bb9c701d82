/**
 * The drawn life of a case and of a wish, made from the machines themselves: `node test/features/tickets/diagram.ts`
 * writes the parts between the marks in docs/cases.md anew; cases.test.ts fails when the document is not the machines'.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Case, isOver, moves, type State, states, step } from "../../../src/features/tickets/case/lifecycle.ts";
import { wishFrom, wishMoves, wishStates, wishStep } from "../../../src/features/tickets/wishes/machine.ts";
import { zh } from "../../../src/features/tickets/words/index.ts";

export const DOCUMENT = fileURLToPath(new URL("../../../docs/cases.md", import.meta.url));

interface Edge {
  from: string;
  to: string;
  move: string;
}

const HANDLER = ["claimed", "in_progress", "waiting_reporter", "replied", "resolved", "follow_up"];
const FREE_MOVES = ["assist", "unassist", "advise"];

/** What the house's clock and its core do have no word. */
const QUIET: Record<string, string> = {
  open: "送到单位",
  answer: "补充",
  lapse: "等不到补充",
  remind: "再问一次",
  expire: "没有回音",
  recuse: "回避",
  nudge: "提醒",
  settle: "没有回音",
};
const WISH_WORDS: Record<string, string> = {
  place: "转给别的书记",
  publish: "发布",
  decline: "不通过",
  claim: "认领心愿",
  release: "圆不了了",
  fulfil: "心愿办好",
  confirm: "心愿圆了",
  deny: "心愿没圆",
  withdraw: "撤回诉求",
  renew: "再许心愿",
  nudge: "提醒",
  lapse: "一直没消息",
  expire: "没人认领",
  settle: "没有回音",
};

/** Every move that the machine makes, for a secretary who has the case: the fewest refusals. */
export function caseEdges(): Edge[] {
  const edges: Edge[] = [];
  for (const state of states)
    for (const move of moves) {
      const unit = "v";
      const before: Case = {
        state,
        lead: "u",
        assists: move === "assist" ? [] : [unit],
        handler: HANDLER.includes(state) ? "zhou" : null,
        returned: false,
        designated: false,
        transferred: false,
        extended: false,
        supervised: false,
        reopened: 0,
      };
      const by = move === "advise" ? { id: "xu", chief: false, assisting: unit } : { id: "zhou", chief: true };
      for (const reopened of move === "dispute" ? [0, 1] : [0]) {
        const outcome = step({ ...before, reopened }, move, by, unit);
        const word = move === "dispute" && reopened ? "再说没解决" : (zh.label.word[move] ?? QUIET[move] ?? move);
        if (outcome.ok) edges.push({ from: state, to: outcome.next.state, move: word });
      }
    }
  return edges;
}

export function wishEdges(): Edge[] {
  const edges: Edge[] = [];
  for (const state of wishStates)
    for (const move of wishMoves) {
      if (!wishFrom[move].includes(state)) continue;
      const nudged = move === "lapse" || move === "settle" ? 1 : 0;
      const giver = state === "claimed" || state === "fulfilled" ? "zhao" : null;
      const clock = ["nudge", "lapse", "expire", "settle"].includes(move);
      const chief = ["place", "publish", "decline"].includes(move);
      const wishers = ["confirm", "deny", "withdraw", "renew"].includes(move);
      const id = clock ? null : chief ? "zhou" : wishers ? "wang" : move === "claim" ? "qian" : "zhao";
      const outcome = wishStep({ state, person: "wang", giver, nudged, denied: 0 }, move, { id, chief });
      if (outcome.ok) edges.push({ from: state, to: outcome.next.state, move: WISH_WORDS[move] ?? move });
    }
  return edges;
}

/** Moves that every state of `group` allows, all to one state, are drawn once, from the box around them. */
export function drawn(edges: Edge[], names: Record<string, string>, group: readonly string[]): string {
  const going = edges.filter((edge) => edge.from !== edge.to);
  const shared = new Map<string, string>();
  for (const move of new Set(going.map((edge) => edge.move))) {
    const these = going.filter((edge) => edge.move === move);
    const to = new Set(these.map((edge) => edge.to));
    const [only] = to;
    if (to.size === 1 && only && group.every((state) => these.some((edge) => edge.from === state)))
      shared.set(move, only);
  }
  const lines = new Map<string, string[]>();
  for (const { from, to, move } of going) {
    const whole = shared.get(move) === to && group.includes(from);
    const key = `${whole ? "open" : from} --> ${to}`;
    const words = lines.get(key) ?? [];
    if (!words.includes(move)) lines.set(key, [...words, move]);
  }
  const node = (state: string) => `${state}["${names[state] ?? state}"]`;
  const all = [...new Set(edges.flatMap((edge) => [edge.from, edge.to]))];
  return [
    "```mermaid",
    "flowchart TD",
    '  subgraph open["还没办完"]',
    ...all.filter((state) => group.includes(state)).map((state) => `    ${node(state)}`),
    "  end",
    ...all.filter((state) => !group.includes(state)).map((state) => `  ${node(state)}`),
    ...[...lines].map(([key, words]) => `  ${key.replace(" --> ", ` -- "${words.join("、")}" --> `)}`),
    "```",
  ].join("\n");
}

/** One line a state: what may be said there, and where it leads. */
export function table(edges: Edge[], names: Record<string, string>): string {
  const rows = [...new Set(edges.map((edge) => edge.from))].map((from) => {
    const targets = new Map<string, string[]>();
    for (const edge of edges.filter((one) => one.from === from))
      targets.set(edge.to, [...(targets.get(edge.to) ?? []), edge.move]);
    const cells = [...targets].map(
      ([to, words]) => `${words.join("、")} → ${to === from ? "不变" : (names[to] ?? to)}`,
    );
    return `| ${names[from] ?? from} | ${cells.join("；")} |`;
  });
  return ["| 现在 | 说什么 → 变成什么 |", "|---|---|", ...rows].join("\n");
}

/** The parts of the document that are the machines', by the name of their mark. */
export function parts(): Record<string, string> {
  const cases = caseEdges();
  const open = states.filter((state: State) => !isOver(state));
  const wishes = wishEdges();
  const waiting = ["submitted", "published", "claimed", "fulfilled"];
  // Both wait for the same word; the second has been asked for it once more.
  const names = { ...zh.label.state, ...zh.label.staffState, follow_up: "又问过一次，等对方确认" };
  return {
    "case-diagram": drawn(
      cases.filter((edge) => !FREE_MOVES.includes(edge.move)),
      names,
      open,
    ),
    "case-table": table(cases, names),
    "wish-diagram": drawn(wishes, zh.wish.state, waiting),
    "wish-table": table(wishes, zh.wish.state),
  };
}

/** The document with its drawn parts as the machines are now. Throws RangeError when a mark is missing. */
export function redrawn(document: string): string {
  let now = document;
  for (const [name, text] of Object.entries(parts())) {
    const mark = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!mark.test(now)) throw new RangeError(`docs/cases.md has no mark ${name}`);
    now = now.replace(mark, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`);
  }
  return now;
}

if (import.meta.main) writeFileSync(DOCUMENT, redrawn(readFileSync(DOCUMENT, "utf8")));
