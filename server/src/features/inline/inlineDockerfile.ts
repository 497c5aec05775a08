/** A Dockerfile inside of another file, its host: with the places of each in the other one. */
import type { Position, Range } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { inSource, inText } from "../../around/encoding/decoded";
import type { InlineText } from "../../around/encoding/inlineText";
import type { Use } from "../../around/use";
import { isDockerDxBakeFile } from "../around/besideDockerDx";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import type { FeatureContext, Inside } from "../context";

export interface InlineDockerfile {
  /** What features read: a document with an address of its own, which no client knows. */
  readonly context: FeatureContext;
  readonly text: InlineText;
  readonly host: TextDocument;
  /** What builds it: several where an alias, `extends`, `inherits` or a loop gives it to them. */
  readonly uses: readonly Use[];
  /** What stands for its build context (`workspace/inlineContext.ts`); null where that is none, or not known. */
  readonly buildContext: string | null;
}

/** How the file that it stands in calls such a text. */
export function inlineKey({ uses }: InlineDockerfile): string {
  return uses.some(({ kind }) => kind === "bake") ? "dockerfile-inline" : "dockerfile_inline";
}

/**
 * The address by which a client may ask about such a Dockerfile: that of its host with what builds it, which stays the same while the host
 * is edited around it.
 */
export function clientAddress(host: string, { kind, name }: Use): string {
  return `${host}#${kind}.${encodeURIComponent(name)}`;
}

/** The range in the host of one in the Dockerfile. */
export function hostRange({ context, text, host }: InlineDockerfile, { start, end }: Range): Range {
  const from = context.document.offsetAt(start);
  const span = inSource(text.decoded, from, Math.max(context.document.offsetAt(end), from));
  return { start: host.positionAt(span.start), end: host.positionAt(span.end) };
}

/** The position in the host of one in the Dockerfile. */
export function hostPosition(dockerfile: InlineDockerfile, position: Position): Position {
  return hostRange(dockerfile, { start: position, end: position }).start;
}

/** The position in the Dockerfile of one in the host; the nearest one where that is outside. */
export function innerPosition({ context, text, host }: InlineDockerfile, position: Position): Position {
  return context.document.positionAt(inText(text.decoded, host.offsetAt(position)));
}

/** Whether a range of the host has something of the Dockerfile, or an empty one is in it or at one of its ends. */
export function touchesHost({ text: { span }, host }: InlineDockerfile, { start, end }: Range): boolean {
  return host.offsetAt(start) <= span.end && span.start <= host.offsetAt(end);
}

/** Whether a position of the host is in the Dockerfile, and not inside of what a variable of the host gives. */
export function isInside(dockerfile: InlineDockerfile, position: Position): boolean {
  const { text, host } = dockerfile;
  if (!touchesHost(dockerfile, { start: position, end: position })) return false;
  const offset = host.offsetAt(position);
  return !text.filled.some(({ span }) => {
    const { start, end } = inSource(text.decoded, span.start, span.end);
    return start < offset && offset < end;
  });
}

/** What a Dockerfile has of its host, but for the ways of requests and answers. */
export function insideOf(
  { model }: Analysis,
  text: InlineText,
  host: TextDocument,
): Omit<Inside, "toHost" | "address"> {
  return {
    lineOf: offset => host.positionAt(inSource(text.decoded, offset, offset).start).line + 1,
    isOpen: openIn(model, text),
    isDockerDxFile: isDockerDxBakeFile(host.uri),
  };
}

/** Whether anything that is said of a span may be wrong, because nobody knows what a variable of the host gives there. */
function openIn(model: Analysis["model"], text: InlineText): (span: Span) => boolean {
  const open = text.filled.filter(({ isOpen }) => isOpen).map(({ span }) => span);
  if (open.length === 0) return () => false;
  const touched = model.file.lines.filter(line =>
    open.some(({ start, end }) => start < line.end && line.start <= end),
  );
  const isInArguments = open.every(({ start }) => touched.some(line => line.start < start));
  const isInName = touched.some(
    line => line.instruction.keyword === "FROM" && /\bAS\s+\S*\$/i.test(line.instruction.text),
  );
  // It may be an instruction, or the name of a stage.
  if (!isInArguments || isInName) return () => true;
  return ({ start, end }) => touched.some(line => line.start <= end && start <= line.end);
}
