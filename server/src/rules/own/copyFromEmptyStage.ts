import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import { joinPath } from "../../stages/evaluation/environment";
import { isWithin } from "../../stages/files/paths";
import { referencedStage } from "../../stages/model/references";
import { stageLabel } from "../../stages/model/model";
import type { Stage } from "../../stages/model/model";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const copyFromEmptyStage: Rule = {
  id: "CopyFromEmptyStage",
  title: "What is copied from a stage has to be there",
  advice: () => l10n.t("Copy a path that the stage writes."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check({ model }, report) {
    const written = new Map<number, Written | null>();
    for (const reference of model.references) {
      const { form, onbuild, inStage, line } = reference;
      const stage = form === "COPY" && !onbuild ? referencedStage(model, reference) : null;
      if (stage?.base.to !== "scratch" || stage.index >= inStage) continue;
      const there = written.get(stage.index) ?? writtenPaths(stage);
      written.set(stage.index, there);
      if (there === null) continue;
      for (const { text, span } of line.instruction.words.slice(0, -1)) {
        if (/[$"'\\<]/.test(text)) continue;
        // Of a pattern, what precedes it.
        const source = joinPath("/", text.replace(/[^/]*[*?[].*$/s, ""));
        if (source === "/" || there.folders.some(path => isWithin(path, source))) continue;
        if (there.files.some(path => isWithin(path, source) || isWithin(source, path))) continue;
        report({
          span: toDocument(line, span),
          message: l10n.t(
            'Nothing in "{0}", which begins with no file at all, writes {1}',
            stageLabel(stage),
            source,
          ),
          related: [{ span: fromSpan(stage), message: l10n.t("The stage that is copied from") }],
          line,
        });
      }
    }
  },
};

interface Written {
  /** Where files are put: at these paths, or below them. */
  readonly files: readonly string[];
  /** What `WORKDIR` makes, with nothing in them. */
  readonly folders: readonly string[];
}

/** What a stage that begins with no file writes; null where more than the lines of the file decide about it. */
function writtenPaths(stage: Stage): Written | null {
  if (stage.replaced || stage.base.to !== "scratch") return null;
  const files: string[] = [];
  const folders: string[] = [];
  for (const { instruction } of stage.body) {
    const { keyword } = instruction;
    if (keyword === "RUN") return null;
    if (keyword !== "ADD" && keyword !== "COPY" && keyword !== "WORKDIR") continue;
    const path = destinationOf(instruction);
    if (/[$"'\\`]/.test(path)) return null;
    (keyword === "WORKDIR" ? folders : files).push(joinPath(folders.at(-1) ?? "/", path));
  }
  return { files, folders };
}

function destinationOf({ keyword, json, words, text, rest }: Instruction): string {
  if (keyword === "WORKDIR") return text.slice(rest.start, rest.end);
  return (Array.isArray(json) ? (json as string[]).at(-1) : words.at(-1)?.text) ?? "";
}
