/** Every place of a file that names a stage, a context or an image, resolved (spec 2.1). */
import type { Instruction } from "../dockerfile/instruction";
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Mount } from "../dockerfile/mounts";
import { originSpan } from "../dockerfile/source";
import type { MappedText, Span } from "../dockerfile/source";
import type { Stage } from "./model";
import { resolveCopy, resolveMount } from "./resolve";
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
}

/** The references of all stages, in the order of the file. */
export function readReferences(stages: readonly Stage[], table: NameTable): Reference[] {
  const references: Reference[] = [];
  for (const stage of stages) {
    const { base, index, line } = stage;
    if (base.text !== "")
      references.push({
        form: "FROM",
        onbuild: false,
        inStage: index,
        text: base.expanded,
        line,
        span: base.span,
        mount: null,
        to: base.to,
        problem: base.problem,
      });
    for (const bodyLine of stage.body) {
      const { instruction } = bodyLine;
      references.push(...referencesOf(instruction.trigger ?? instruction, bodyLine, index, table));
    }
  }
  return references;
}

function referencesOf(
  instruction: Instruction,
  line: LogicalLine,
  inStage: number,
  table: NameTable,
): Reference[] {
  const found: Reference[] = [];
  const onbuild = instruction !== line.instruction;
  const add = (
    form: ReferenceForm,
    value: MappedText,
    span: Span,
    resolution: Resolution | null,
    mount: Mount | null,
  ) => {
    if (resolution)
      found.push({ form, onbuild, inStage, text: value.text, line, span, mount, ...resolution });
  };
  if (instruction.keyword === "COPY") {
    // The builder refuses a second --from; the first is as good a guess as any.
    const flag = instruction.flags.find(({ name, value }) => name === "from" && value !== null);
    if (flag?.value) add("COPY", flag.value, tokenOf(flag.value), resolveCopy(flag.value.text, table), null);
  }
  for (const mount of instruction.mounts) {
    const option = mountFrom(mount);
    if (option) add("MOUNT", option, tokenOf(option), resolveMount(option.text, table), mount);
  }
  return found;
}

/** The `from` that a mount has: the last one, as the builder takes it. */
function mountFrom(mount: Mount): MappedText | null {
  return mount.options.findLast(({ key, value }) => key === "from" && value !== null)?.value ?? null;
}

function tokenOf(value: MappedText): Span {
  return originSpan(value, 0, value.text.length);
}
