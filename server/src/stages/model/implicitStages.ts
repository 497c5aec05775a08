/**
 * The stages that the builder adds behind those of the file: one for each image that a `COPY --from` or a mount names, and one for
 * each mount that names nothing. They have no name, but `COPY --from` finds them by an index (spec 2.2; `buildStageDependencyGraph`
 * in the builder's `frontend/dockerfile/dockerfile2llb/convert.go`).
 */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { baseStages } from "./baseStage";
import type { Stage } from "./model";
import { isIndex } from "./references";
import type { Reference } from "./references";
import type { NameTable, Target } from "./resolve";

/** A stage that is not written, but numbered like the others. */
export interface ImplicitStage {
  readonly to: Exclude<Target, number | null>;
  /** The image or the named context, as the instruction that adds it names it; `scratch` for a mount that names nothing. */
  readonly text: string;
  /** The instruction that adds it. */
  readonly line: LogicalLine;
  /** What names the image there, or the flag of a mount that names nothing; in the text of the line. */
  readonly span: Span;
}

type ByStage = readonly (readonly Reference[])[];

/**
 * The references of each stage, with those indexes resolved that are behind the stages of the file. An instruction sees what those
 * before it have added, in the order of the file. The builder runs trigger instructions later: they see all of that, and what those
 * before them in their stage have added. `byStage` itself where no index is behind the stages.
 */
export function resolveImplicit(stages: readonly Stage[], byStage: ByStage, table: NameTable): ByStage {
  const isBehindStages = (reference: Reference) => isBehind(reference, table);
  if (!byStage.some(references => references.some(isBehindStages))) return byStage;
  const added: ImplicitStage[] = [];
  const resolved = stages.map(stage => resolveStage(stage, byStage[stage.index] ?? [], table, added, false));
  const bases = new Set(stages.flatMap(stage => baseStages({ stages }, stage)));
  const triggered = stages
    .filter(stage => stage.triggers.length > 0 && bases.has(stage))
    .map(stage => {
      const before = added.length;
      const references = resolveStage(stage, resolved[stage.index] ?? [], table, added, true);
      const adds = added.length > before;
      added.length = before;
      return { index: stage.index, references, adds };
    });
  const adding = triggered.filter(({ adds }) => adds).length;
  for (const { index, references, adds } of triggered)
    // Which of several stages comes first the builder leaves to chance, and with it what an index means.
    resolved[index] = adding > (adds ? 1 : 0) ? references.map(withoutIndexProblem) : references;
  return resolved;
}

/** Resolves the indexes of a stage, of its instructions or of its trigger instructions, and adds what those add. */
function resolveStage(
  { body }: Stage,
  references: readonly Reference[],
  table: NameTable,
  added: ImplicitStage[],
  onbuild: boolean,
): readonly Reference[] {
  const resolved = [...references];
  const isOfBody = ({ form }: Reference) => form !== "FROM";
  let at = resolved.findIndex(isOfBody);
  const add = (reference: Reference): void => {
    const { to, text, line, span, implicit } = reference;
    if (typeof to !== "number" && to !== null) added.push(implicit ?? { to, text, line, span });
  };
  for (const line of body) {
    const { trigger } = line.instruction;
    const instruction = trigger ?? line.instruction;
    const isMeant = (trigger !== null) === onbuild;
    if (instruction.keyword === "RUN" && isMeant)
      for (const mount of instruction.mounts) {
        const reference = resolved[at];
        if (reference?.mount === mount) {
          add(reference);
          at++;
        } else if (!table.names.has("scratch")) {
          const holds = ({ start, end }: Span) =>
            mount.options.every(({ span }) => start <= span.start && span.end <= end);
          const flag = instruction.flags.find(({ name, span }) => name === "mount" && holds(span));
          added.push({ to: "scratch", text: "scratch", line, span: flag?.span ?? instruction.keywordSpan });
        }
      }
    for (let reference = resolved[at]; reference?.line === line; reference = resolved[++at]) {
      if (!isMeant) continue;
      const known = resolveIndex(reference, table, added);
      resolved[at] = known;
      add(known);
    }
  }
  return resolved.every((reference, index) => reference === references[index]) ? references : resolved;
}

function resolveIndex(reference: Reference, table: NameTable, added: readonly ImplicitStage[]): Reference {
  if (!isBehind(reference, table)) return reference;
  const index = Number(reference.text);
  const implicit = added[index - table.stageCount];
  if (implicit) {
    const isKnown = reference.implicit !== null && isSame(reference.implicit, implicit);
    return isKnown ? reference : { ...reference, to: implicit.to, problem: null, implicit };
  }
  if (reference.problem?.kind === "index") return reference;
  return { ...reference, to: null, problem: { kind: "index", index }, implicit: null };
}

function isSame(one: ImplicitStage, other: ImplicitStage): boolean {
  return (
    one.to === other.to &&
    one.text === other.text &&
    one.line === other.line &&
    one.span.start === other.span.start
  );
}

/** Whether a reference is an index behind the stages of the file, whatever it was resolved to in another version. */
function isBehind(reference: Reference, { stageCount }: NameTable): boolean {
  if (typeof reference.to === "number" || !isIndex(reference)) return false;
  const index = Number(reference.text);
  return index >= stageCount && Number.isSafeInteger(index);
}

function withoutIndexProblem(reference: Reference): Reference {
  return reference.onbuild && reference.problem?.kind === "index"
    ? { ...reference, problem: null }
    : reference;
}
