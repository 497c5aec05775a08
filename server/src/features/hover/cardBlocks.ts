/** The blocks of a hover as data of the protocol: texts and how they are set off, no markup and no links. */
import type { CardBlock, CardText } from "../../protocol";
import { oneLine } from "../display";
import type { Block, Inline, Line } from "./markup";

/** Longer texts are cut, as in a hover. */
const LONGEST = 160;

/** Empty lists are left out. */
export function cardBlocks(blocks: readonly Block[]): CardBlock[] {
  return blocks.map(cardBlock).filter(({ lines }) => lines.length > 0);
}

function cardBlock(block: Block): CardBlock {
  switch (block.kind) {
    case "paragraph":
      return { kind: "paragraph", lines: [cardLine(block.line)] };
    case "list":
      return { kind: "list", lines: block.items.map(cardLine) };
    case "shell":
      return { kind: "code", lines: [[{ text: block.command, style: "code" }]] };
    case "dockerfile":
      return { kind: "code", lines: [[{ text: block.text, style: "code" }]] };
    // The page has them in its menu.
    case "commands":
      return { kind: "list", lines: [] };
  }
}

function cardLine(line: Line): CardText[] {
  return line.map(cardText);
}

function cardText(part: Inline): CardText {
  return typeof part === "string"
    ? { text: part, style: "plain" }
    : { text: oneLine(part.text, LONGEST), style: part.kind };
}
