/** Draws parsed Markdown. React escapes every text; links open elsewhere and tell nobody where they came from. */
import type { ReactNode } from "react";
import type { Inline } from "./inline.ts";
import { type Block, parse } from "./parse.ts";

export function Markdown({ text }: { text: string }) {
  return <div className="markdown">{parse(text).map((block, n) => keyed(n, drawBlock(block)))}</div>;
}

function drawBlock(block: Block): ReactNode {
  switch (block.kind) {
    case "rule":
      return <hr />;
    case "heading":
      return <p className="heading">{drawLines(block.lines)}</p>;
    case "paragraph":
      return <p>{drawLines(block.lines)}</p>;
    case "quote":
      return <blockquote>{block.blocks.map((inner, n) => keyed(n, drawBlock(inner)))}</blockquote>;
    case "list": {
      const items = block.items.map((lines, n) => keyed(n, <li>{drawLines(lines)}</li>));
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
  }
}

function drawLines(lines: Inline[][]): ReactNode {
  return lines.map((line, n) =>
    keyed(
      n,
      <>
        {n > 0 && <br />}
        {line.map((part, m) => keyed(m, drawInline(part)))}
      </>,
    ),
  );
}

function drawInline(part: Inline): ReactNode {
  const inside = "inside" in part && part.inside.map((inner, n) => keyed(n, drawInline(inner)));
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code>{part.text}</code>;
    case "bold":
      return <strong>{inside}</strong>;
    case "italic":
      return <em>{inside}</em>;
    case "struck":
      return <s>{inside}</s>;
    case "mention":
      return <span className="mention">{part.text}</span>;
    case "link":
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer">
          {inside}
        </a>
      );
  }
}

/** Parts of one text never change places, so their number is their name. */
function keyed(n: number, node: ReactNode): ReactNode {
  return <Keyed key={n}>{node}</Keyed>;
}
function Keyed({ children }: { children: ReactNode }) {
  return children;
}
