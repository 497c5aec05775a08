/**
 * What Docker DX says itself of a bake file, so that nothing is said twice beside it: the rules of its language server, which reads
 * each file alone (`internal/bake/hcl/diagnosticsCollector.go`, `internal/pkg/document/bakeDocument.go`).
 */
import { baseName, folderOf } from "../../around/paths";
import type { PartKind, UsePart } from "../../around/parts";
import type { Written } from "../../around/probe";
import type { Use, Value } from "../../around/use";
import type { AroundFinding } from "../../rules/around/registry";
import { undeclaredBuildArgument } from "../../rules/own/undeclaredBuildArgument";
import { unknownTarget } from "../../rules/errors/unknownTarget";

const SHARED: ReadonlySet<string> = new Set([unknownTarget.id, undeclaredBuildArgument.id]);

/** The bake files that it knows, whatever others are called: those of its language `dockerbake`. */
const BAKE_FILE = /^docker-bake(?:\.override)?\.hcl$/;

/** Whether a file is a bake file to it. JSON is nothing to it, and neither is a file of another name. */
export function isDockerDxBakeFile(path: string): boolean {
  return BAKE_FILE.test(baseName(path));
}

/** The findings in a file that Docker DX does not report, too. `uses` are those that the file describes, `text` is its text. */
export function besideDockerDx(
  findings: readonly AroundFinding[],
  uses: readonly Use[],
  file: string,
  text: string,
): readonly AroundFinding[] {
  // Of a file that inherits what is not there it says nothing at all.
  if (!isDockerDxBakeFile(file) || uses.some(({ isPartial }) => isPartial)) return findings;
  return findings.filter(({ rule, place }) => {
    const block = blockAt(uses, file, place.span.start);
    if (!SHARED.has(rule.id) || !block || !readsBlock(block, uses, file, text)) return true;
    return rule === unknownTarget && !isLiteral(block.target, text);
  });
}

/**
 * Which names its language server proposes, too, where something is written, and rightly (`internal/bake/hcl/completion.go`,
 * `internal/compose/completion.go`, asked as built). `uses` are those of the file with what is being written.
 */
export function completedByDockerDx(
  { parts, open, close, span, before }: Written,
  uses: readonly Use[],
  file: string,
  text: string,
): (name: string) => boolean {
  const isTheirs = parts.every(({ kind, use, inherited }) => {
    if (use.place.file !== file || use.place.span.start > span.start) return false;
    const ahead = text.slice(use.place.span.start, span.start);
    if (use.kind === "compose")
      return open + close === "" && isReadInCompose(kind, use, ahead, inherited?.file === undefined);
    if (!isDockerDxBakeFile(file) || /^[ \t]*(?:variable|function|group)\b/m.test(ahead)) return false;
    if (kind === "inherited") return true;
    if (open + close !== "" || use.isPartial) return false;
    if (kind === "folder") return true;
    // To it, a path counts from the folder of the file.
    if (kind === "dockerfile") return use.context?.folder === folderOf(file);
    return (kind === "target" || kind === "argument") && readsBlock(use, uses, file, text);
  });
  // In Compose it takes what is typed for the beginning, in the same case.
  const isBeginning = parts.some(({ kind, use }) => kind === "target" && use.kind === "compose");
  return name => isTheirs && (!isBeginning || name.startsWith(before));
}

/** Whether it reads a part of a service's build, or the service of the own file that it extends: of a block mapping, without quotes around a target. */
function isReadInCompose(
  kind: PartKind,
  { context, dockerfile, place }: Use,
  ahead: string,
  isOwnFile: boolean,
): boolean {
  const line = ahead.slice(ahead.lastIndexOf("\n") + 1).trimStart();
  if (kind === "inherited") return isOwnFile && line.startsWith("service:");
  if (kind === "folder") return line.startsWith("context:");
  if (context?.folder !== folderOf(place.file) || dockerfile.isInline) return false;
  return kind === "dockerfile"
    ? line.startsWith("dockerfile:")
    : kind === "target" && /^target:\s*$/.test(line);
}

/**
 * Whether its language server leads from a part of a build to what it means, too (`internal/bake/hcl/definition.go`): from a literal
 * name of a stage in the same case, an argument or an inherited target in a block of a bake file in HCL. `stageName` is the name of the
 * stage as its Dockerfile has it, or null, `uses` are those of the file, and `text` is its text.
 */
export function isAnsweredByDockerDx(
  { kind, use, text: value, isOpen, place, inherited }: UsePart,
  stageName: string | null,
  uses: readonly Use[],
  text: string,
): boolean {
  // Of what a service of Compose extends it knows the file alone (`internal/compose/documentHighlight.go`).
  if (kind === "inherited" && use.kind === "compose") return inherited?.file === undefined;
  if (!isDockerDxBakeFile(place.file)) return false;
  const block = blockAt(uses, place.file, place.span.start);
  if (block !== use) return false;
  const isWritten = isLiteral({ text: value, isOpen, place }, text);
  if (kind === "inherited") return isWritten;
  if (!readsBlock(block, uses, place.file, text)) return false;
  return kind === "argument" || (stageName === value && isWritten);
}

/** The use of the block that an offset is in. */
function blockAt(uses: readonly Use[], file: string, offset: number): Use | undefined {
  return uses
    .filter(({ place }) => place.file === file && place.span.start <= offset)
    .reduce<Use | undefined>(
      (last, use) => (!last || use.place.span.start > last.place.span.start ? use : last),
      undefined,
    );
}

/** Whether it knows the Dockerfile of a block: not one of a matrix, or one in the block, or one that another block gives by a variable. */
function readsBlock(
  { name, place, dockerfile, context }: Use,
  uses: readonly Use[],
  file: string,
  text: string,
) {
  const label = text.slice(place.span.start, place.span.end).replace(/^"|"$/g, "");
  if (dockerfile.isInline || label !== name) return false;
  const isOwn = (value: Value) =>
    value.place?.file === file &&
    blockAt(uses, file, value.place.span.start)?.place.span.start === place.span.start;
  const values = context ? [dockerfile, context] : [dockerfile];
  return values.some(isOwn) || values.every(value => !value.place || isLiteral(value, text));
}

/** Whether a value is a text in quotes without anything to evaluate. */
function isLiteral(value: Value | null, text: string): boolean {
  if (!value?.place) return false;
  const { start, end } = value.place.span;
  return text[start - 1] === '"' && text[end] === '"' && text.slice(start, end) === value.text;
}
