import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import { LONGEST_PATH, joinPath } from "../../stages/evaluation/workdir";
import { referencedStage } from "../../stages/model/references";
import { stageLabel } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { holdsInstruction } from "../facts/lostLineEnd";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const copyFromEmptyStage: Rule = {
  id: "CopyFromEmptyStage",
  title: "A path that COPY --from copies should exist in the stage",
  advice: () => l10n.t("Copy a path that the stage creates."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkUses({ stage: consumer, own }, { model, linkedSource }, report) {
    if (consumer.replaced) return;
    for (const reference of own) {
      const { form, onbuild, line } = reference;
      const isCopy = form === "COPY" && !onbuild;
      const linked = isCopy ? linkedSource(reference) : null;
      const stage = linked?.stage ?? (isCopy ? referencedStage(model, reference) : null);
      if (stage?.base.to !== "scratch" || (!linked && stage.index >= consumer.index)) continue;
      const there = knownPaths(stage);
      if (there === null || holdsInstruction(line.instruction)) continue;
      for (const { text, span } of line.instruction.words.slice(0, -1)) {
        if (/[$"'\\<]/.test(text)) continue;
        // Of a pattern, what precedes the part that has a wildcard.
        const wildcard = text.search(/[*?[]/);
        const source = joinPath(
          "/",
          wildcard === -1 ? text : text.slice(0, text.lastIndexOf("/", wildcard) + 1),
        );
        if (source === "/" || isWritten(there.root, source)) continue;
        // Of a path that counts from the working directory, RelativeCopySource says where it is.
        if (!text.startsWith("/") && isWritten(there.root, joinPath(there.workdir, text))) continue;
        report({
          span: toDocument(line, span),
          message: l10n.t(
            'No instruction of "{0}", which starts from an empty image, creates {1}',
            stageLabel(stage),
            source,
          ),
          related: linked
            ? []
            : [{ span: fromSpan(stage), message: l10n.t("The stage that files are copied from") }],
          line,
        });
      }
    }
  },
};

/** What is written: a folder with what is in it, whose parts are looked up by name. */
interface Written {
  readonly below: Map<string, Written>;
  /** Files are put here, or below. */
  isTarget: boolean;
}

/** Whether something is put at a path or below it, or, by a path above it, may be. */
function isWritten(root: Written, path: string): boolean {
  let at: Written | undefined = root;
  for (const part of partsOf(path)) {
    if (at.isTarget) return true;
    at = at.below.get(part);
    if (!at) return false;
  }
  return true;
}

function partsOf(path: string): string[] {
  return path.split("/").filter(part => part !== "");
}

/** Many stages may copy from the same one. */
const known = new WeakMap<Stage, { readonly written: WrittenPaths | null }>();

function knownPaths(stage: Stage): WrittenPaths | null {
  let paths = known.get(stage);
  if (!paths) known.set(stage, (paths = { written: writtenPaths(stage) }));
  return paths.written;
}

interface WrittenPaths {
  readonly root: Written;
  /** At the end of the stage. */
  readonly workdir: string;
}

/** What a stage that begins with no file writes; null where more than the lines of the file decide about it. */
function writtenPaths(stage: Stage): WrittenPaths | null {
  if (stage.replaced || stage.base.to !== "scratch") return null;
  const root: Written = { below: new Map(), isTarget: false };
  let workdir = "/";
  for (const { instruction } of stage.body) {
    const { keyword } = instruction;
    if (keyword === "RUN") return null;
    if (keyword !== "ADD" && keyword !== "COPY" && keyword !== "WORKDIR") continue;
    const written = destinationOf(instruction);
    if (/[$"'\\`]/.test(written)) return null;
    const path = joinPath(workdir, written);
    // No system takes such a path.
    if (path.length > LONGEST_PATH) return null;
    if (keyword === "WORKDIR") workdir = path;
    let at = root;
    for (const part of partsOf(path)) {
      const next = at.below.get(part) ?? { below: new Map(), isTarget: false };
      at.below.set(part, next);
      at = next;
    }
    if (keyword !== "WORKDIR") at.isTarget = true;
  }
  return { root, workdir };
}

function destinationOf({ keyword, json, words, text, rest }: Instruction): string {
  if (keyword === "WORKDIR") return text.slice(rest.start, rest.end);
  return (Array.isArray(json) ? (json as string[]).at(-1) : words.at(-1)?.text) ?? "";
}
