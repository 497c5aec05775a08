/** What a grammar and what the stage model say of a text, in the same words: each fact a place and what stands there. */
import type { IGrammar } from "vscode-textmate";
import { toDocumentParts } from "../../../server/src/dockerfile/sourceMap";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import type { LogicalLine } from "../../../server/src/dockerfile/logicalLines";
import type { Span } from "../../../server/src/dockerfile/source";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";
import { readStages } from "../../../server/src/stages/model/model";
import { tokenLines } from "./tokenize";
import type { ScopedToken, TokenLine } from "./tokenize";

/** What is told of a text. Each entry is `offset: text`. */
export interface Facts {
  /** The names after AS that the builder takes. */
  readonly names: readonly string[];
  /** What `--from=` and `from=` name. */
  readonly references: readonly string[];
  /** The bases, without their quotes. */
  readonly bases: readonly string[];
  /** The lines of heredocs, without tabs before them and line ends. */
  readonly bodies: readonly string[];
}

/** The facts that the scopes of a text tell. */
export function toldByGrammar(grammar: IGrammar, text: string): Facts {
  const lines = tokenLines(grammar, text);
  const tokens = lines.flatMap(line => line.tokens);
  const having = (wanted: (token: ScopedToken) => boolean) => joined(tokens.filter(wanted), text);
  const inFrom = ({ scopes }: ScopedToken) => scopes.includes("meta.instruction.from.dockerfile");
  return {
    names: having(token => inFrom(token) && token.scopes.includes("entity.name.type.stage.dockerfile")),
    references: having(
      ({ scopes }) => scopes.includes("meta.reference.dockerfile") && !scopes.some(isAround),
    ),
    bases: having(
      token => inFrom(token) && token.scopes.some(name => BASES.has(name)) && !token.scopes.some(isAround),
    ),
    // What follows the last line end is no line.
    bodies: lines
      .filter(line => isBody(line) && line.start < text.length)
      .map(({ start, end }) => said(text, { start, end })),
  };
}

const BASES = new Set(["variable.other.enummember.image.dockerfile", "constant.language.scratch.dockerfile"]);

function isAround(name: string): boolean {
  return /^(punctuation\.definition\.string|constant\.character\.escaped|comment)\b/.test(name);
}

function isBody({ tokens }: TokenLine): boolean {
  return tokens.some(({ scopes }) => scopes.includes("meta.heredoc-body.dockerfile"));
}

/** Tokens that follow one another without a gap are one. */
function joined(tokens: readonly ScopedToken[], text: string): string[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of tokens) {
    const last = spans.at(-1);
    if (last?.end === start) last.end = end;
    else if (start < end) spans.push({ start, end });
  }
  return spans.map(span => said(text, span));
}

/** The facts that the model of a text tells. */
export function toldByModel(text: string): Facts {
  const model = readStages(readDockerfile(text), NO_OPTIONS);
  const placed = (line: LogicalLine, span: Span) => toDocumentParts(line, span).map(part => said(text, part));
  return {
    names: model.stages.flatMap(({ name, nameWord, line }) =>
      name && nameWord ? placed(line, nameWord.span) : [],
    ),
    references: model.references
      .filter(({ form }) => form !== "FROM")
      .flatMap(({ line, span }) => placed(line, span)),
    bases: model.references
      .filter(({ form }) => form === "FROM")
      .flatMap(({ line, span }) => placed(line, span)),
    bodies: model.file.lines.flatMap(({ heredocs }) => heredocs.flatMap(({ body }) => bodyLines(text, body))),
  };
}

function bodyLines(text: string, { start, end }: Span): string[] {
  const lines: string[] = [];
  for (let at = start; at < end;) {
    const feed = text.indexOf("\n", at);
    const next = feed < 0 || feed >= end ? end : feed;
    lines.push(said(text, { start: at, end: next }));
    at = next + 1;
  }
  return lines;
}

function said(text: string, { start, end }: Span): string {
  return `${start}: ${text.slice(start, end).replace(/\r$/, "")}`;
}
