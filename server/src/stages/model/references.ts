/** Every place of a file that names a stage, a context or an image, resolved (spec 2.1). */
import type { Flag } from "../../dockerfile/flags";
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Mount } from "../../dockerfile/mounts";
import { originSpan } from "../../dockerfile/source";
import type { MappedText, Span } from "../../dockerfile/source";
import type { ImplicitStage } from "./implicitStages";
import type { Base, PlatformBase } from "./base";
import type { Stage, StageModel } from "./model";
import { hasMountVariable, isInteger, resolveCopy, resolveMount } from "./resolve";
import type { NameTable, Resolution } from "./resolve";

/** How an instruction refers: `FROM x`, `COPY --from=x`, `RUN --mount=…,from=x`. */
export type ReferenceForm = "FROM" | "COPY" | "MOUNT";

export interface Reference extends Resolution {
  readonly form: ReferenceForm;
  /** Held back by `ONBUILD`: it is resolved and checked where a consumer triggers it. */
  readonly onbuild: boolean;
  /** The index of the stage that it stands in. */
  readonly inStage: number;
  /** Without quotes; for FROM with its variables filled in. */
  readonly text: string;
  readonly line: LogicalLine;
  /** The token that names, in the text of the line. */
  readonly span: Span;
  /** The mount of the form MOUNT. */
  readonly mount: Mount | null;
  /** What an index behind the stages of the file means; null for everything else. */
  readonly implicit: ImplicitStage | null;
  /** Of a FROM, what it means on each platform, where it is not the same on all (`Base.byPlatform`); else empty. */
  readonly byPlatform: readonly PlatformBase[];
}

const NO_PLATFORMS: readonly PlatformBase[] = [];

/** The references of a stage, in the order of the file. */
export function readReferences(stage: Stage, table: NameTable): Reference[] {
  const references: Reference[] = [];
  const { base, index, line } = stage;
  if (base.text !== "")
    references.push({
      form: "FROM",
      onbuild: false,
      inStage: index,
      text: base.expanded,
      line,
      span: baseName(base),
      mount: null,
      implicit: null,
      byPlatform: base.byPlatform,
      to: base.to,
      problem: base.problem,
    });
  for (const bodyLine of stage.body) {
    const { keyword, trigger } = bodyLine.instruction;
    if (keyword === "COPY" || keyword === "RUN" || trigger)
      addReferences(references, trigger ?? bodyLine.instruction, bodyLine, index, table);
  }
  return references;
}

function addReferences(
  references: Reference[],
  instruction: Instruction,
  line: LogicalLine,
  inStage: number,
  table: NameTable,
): void {
  const onbuild = instruction !== line.instruction;
  if (instruction.keyword === "COPY") {
    // The builder refuses a second --from; the first is as good a guess as any.
    const value = instruction.flags.find(isFrom)?.value;
    const resolution = value && resolveCopy(value.text, table);
    if (resolution) references.push(reference("COPY", onbuild, inStage, line, value, resolution, null));
  }
  for (const mount of instruction.mounts) {
    const value = mountFrom(mount);
    const resolution = value && resolveMount(value.text, table);
    if (resolution) references.push(reference("MOUNT", onbuild, inStage, line, value, resolution, mount));
  }
}

/** The stage that a reference means; null for an image, a context, nothing at all and what only a build knows. */
export function referencedStage({ stages }: Pick<StageModel, "stages">, { to }: Resolution): Stage | null {
  return typeof to === "number" ? (stages[to] ?? null) : null;
}

/** The stages that a base or a reference means: several where it is another one on each platform, in the order of the platforms. */
export function referencedStages(
  { stages }: Pick<StageModel, "stages">,
  { to, byPlatform }: Resolution & Pick<Base, "byPlatform">,
): readonly Stage[] {
  const targets = byPlatform.length === 0 ? [to] : byPlatform.map(base => base.to);
  return [...new Set(targets)].flatMap(target => (typeof target === "number" ? (stages[target] ?? []) : []));
}

/** Whether a base or a reference means a stage, on any platform. */
export function mayMean({ to, byPlatform }: Resolution & Pick<Base, "byPlatform">, stage: Stage): boolean {
  return to === stage.index || byPlatform.some(base => base.to === stage.index);
}

/** Where a base stands: without the quotes around the whole of it. */
function baseName({ text, expanded, span }: Base): Span {
  const isQuoted = expanded !== "" && (text === `"${expanded}"` || text === `'${expanded}'`);
  return isQuoted ? { start: span.start + 1, end: span.end - 1 } : span;
}

/** Whether the token of a reference is the name itself; a base may come to it through variables, and quotes within it. */
export function isLiteral({ form, line, span, text }: Reference): boolean {
  return form !== "FROM" || line.instruction.text.slice(span.start, span.end) === text;
}

/** The image or the named context that a reference names, also by an index behind the stages; for a stage as it is written. */
export function imageText({ text, implicit }: Reference): string {
  return implicit?.text ?? text;
}

/** Whether a reference means a stage by its position: only `COPY` takes an index. */
export function isIndex({ form, text }: Reference): boolean {
  return form === "COPY" && isInteger(text);
}

function isFrom({ name, value }: Flag): boolean {
  return name === "from" && value !== null;
}

function reference(
  form: ReferenceForm,
  onbuild: boolean,
  inStage: number,
  line: LogicalLine,
  value: MappedText,
  { to, problem }: Resolution,
  mount: Mount | null,
): Reference {
  const span = originSpan(value, 0, value.text.length);
  return {
    form,
    onbuild,
    inStage,
    text: value.text,
    line,
    span,
    mount,
    implicit: null,
    byPlatform: NO_PLATFORMS,
    to,
    problem,
  };
}

/** What a mount names. The builder takes the last `from`, but refuses a variable in any of them. */
function mountFrom({ options, from }: Mount): MappedText | null {
  if (!from) return null;
  const refused = options.find(({ key, value }) => key === "from" && value && hasMountVariable(value.text));
  return (refused ?? from).value;
}
