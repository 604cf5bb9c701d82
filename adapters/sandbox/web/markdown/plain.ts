/** Words without Markdown, for previews and for platforms that show none. */
import type { Inline } from "./inline.ts";
import { type Block, parse } from "./parse.ts";

export function plainText(markdown: string): string {
  return parse(markdown).map(blockText).join("\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "rule":
      return "——";
    case "quote":
      return block.blocks.map((inner) => `「${blockText(inner)}」`).join("\n");
    case "list":
      return block.items
        .map(
          (lines, n) => `${block.start === undefined ? "·" : `${block.start + n}.`} ${lines.map(lineText).join("\n")}`,
        )
        .join("\n");
    default:
      return block.lines.map(lineText).join("\n");
  }
}

function lineText(line: Inline[]): string {
  return line
    .map((part) => {
      if (part.kind === "link") return linkText(part.href, lineText(part.inside));
      return "inside" in part ? lineText(part.inside) : part.text;
    })
    .join("");
}

/** A link that cannot be tapped must show where it leads. */
function linkText(href: string, text: string): string {
  return href === text ? text : `${text}（${href.replace(/^tel:/, "")}）`;
}
