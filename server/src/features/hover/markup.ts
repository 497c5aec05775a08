/**
 * What a hover says, as Markdown or as plain text. Whatever comes from a file is text and stays text: it is escaped here,
 * and nowhere else, so that it makes no link, no image, no HTML and no second paragraph.
 */
import * as l10n from "@vscode/l10n";
import { MarkupKind } from "vscode-languageserver-types";
import type { Command, MarkupContent } from "vscode-languageserver-protocol";
import { oneLine } from "../display";

/** A stretch of a line; a plain string is text like any other. */
export type Inline = string | { readonly kind: "strong" | "code"; readonly text: string };
export type Line = readonly Inline[];
/** A paragraph, a list, or a command to paste into a shell. */
export type Block =
  | { readonly kind: "paragraph"; readonly line: Line }
  | { readonly kind: "list"; readonly items: readonly Line[] }
  | { readonly kind: "shell"; readonly command: string }
  /** Instructions to be written into a Dockerfile. */
  | { readonly kind: "dockerfile"; readonly text: string }
  /** Commands of the client; only Markdown has them. */
  | { readonly kind: "commands"; readonly commands: readonly Command[] };

/** Longer texts are cut: a name, a path and a reference are shorter. */
const LONGEST = 160;
/** Longer lists are cut: a hover is read at a glance. */
const MOST = 8;

export function paragraph(...line: Inline[]): Block {
  return { kind: "paragraph", line };
}

export function strong(text: string): Inline {
  return { kind: "strong", text };
}

export function code(text: string): Inline {
  return { kind: "code", text };
}

/**
 * A sentence with stretches of a line in the places of its `{0}`, `{1}` …, whatever their order is in a language. A place
 * that has no stretch stays as it is.
 */
export function filled(sentence: string, ...parts: readonly (Inline | Line)[]): Inline[] {
  return sentence.split(/(\{\d+\})/).flatMap(text => {
    const part = /^\{\d+\}$/.test(text) ? parts[Number(text.slice(1, -1))] : undefined;
    if (part === undefined) return text === "" ? [] : [text];
    return typeof part === "string" || "kind" in part ? [part] : part;
  });
}

/** The items one after the other with commas between them; of a long list the first ones, `and 12 more`. */
export function listed<Item>(items: readonly Item[], show: (item: Item) => Line, separator = ", "): Inline[] {
  const shown = items
    .slice(0, MOST)
    .flatMap((item, index) => (index === 0 ? show(item) : [separator, ...show(item)]));
  return items.length > MOST ? filled(l10n.t("{0} and {1} more"), shown, String(items.length - MOST)) : shown;
}

/** The first of many lines, and how many there are beside them. */
export function cut(lines: readonly Line[]): readonly Line[] {
  return lines.length > MOST
    ? [...lines.slice(0, MOST), [l10n.t("and {0} more", lines.length - MOST)]]
    : lines;
}

/** The blocks in the form that a client can show; empty lists say nothing. */
export function render(blocks: readonly Block[], kind: MarkupKind): MarkupContent {
  const write = kind === MarkupKind.Markdown ? markdownBlock : plainBlock;
  const shown = blocks.filter(block =>
    block.kind === "commands"
      ? kind === MarkupKind.Markdown
      : block.kind !== "list" || block.items.length > 0,
  );
  return { kind, value: shown.map(write).join("\n\n") };
}

function plainBlock(block: Block): string {
  const lineText = (line: Line) =>
    line.map(part => (typeof part === "string" ? part : oneLine(part.text, LONGEST))).join("");
  if (block.kind === "shell") return block.command;
  if (block.kind === "dockerfile") return block.text;
  if (block.kind === "commands") return "";
  return block.kind === "paragraph"
    ? lineText(block.line)
    : block.items.map(item => `- ${lineText(item)}`).join("\n");
}

function markdownBlock(block: Block): string {
  if (block.kind === "shell") return fenced("sh", block.command);
  if (block.kind === "dockerfile") return fenced("dockerfile", block.text);
  if (block.kind === "commands") return block.commands.map(commandLink).join(" · ");
  return block.kind === "paragraph"
    ? markdownLine(block.line)
    : block.items.map(item => `- ${markdownLine(item)}`).join("\n");
}

/** The arguments are JSON in an address: nothing of them means anything to Markdown. */
function commandLink({ title, command, arguments: given = [] }: Command): string {
  const query = encodeURIComponent(JSON.stringify(given)).replace(
    /[()']/g,
    found => `%${found.charCodeAt(0).toString(16)}`,
  );
  return `[${escaped(title)}](command:${command}?${query})`;
}

/** A block of code ends at a run of backticks as long as its first one, so that is longer than any run in it. */
function fenced(language: string, text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function markdownLine(line: Line): string {
  const written = line
    .map(part => {
      if (typeof part === "string") return escaped(part);
      const text = oneLine(part.text, LONGEST);
      if (text === "") return "";
      return part.kind === "code" ? codeSpan(text) : `**${escaped(text)}**`;
    })
    .join("");
  // A line that begins so is a heading, a quotation or a list.
  return written.replace(/^(\s*)(?=[-+=#>])|^(\s*\d+)(?=[.)])/, "$1$2\\");
}

/** Text in which nothing means anything to Markdown, not even an address. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]<&~@]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/:(?=\/\/)|(?<=mailto|xmpp):/gi, "\\:")
    .replace(/\bwww\./gi, found => `${found.slice(0, -1)}\\.`);
}

/** In a code span nothing means anything but its end, so that is longer than any run of backticks in it. */
function codeSpan(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const space = /^`|`$|^ .* $/.test(text) ? " " : "";
  return `${fence}${space}${text}${space}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
