import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import { baseChain } from "../../stages/model/baseStage";
import { joinPath } from "../../stages/evaluation/environment";
import { referencedStage } from "../../stages/model/references";
import { stageLabel } from "../../stages/model/model";
import type { Stage } from "../../stages/model/model";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";
import type { Analysis } from "../../stages/analysis/analysis";

/** Paths that all stand for the root, from where the sources of a stage count. */
const ROOT = /^[./]+$/;

export const copyWholeStage: Rule = {
  id: "CopyWholeStage",
  title: "COPY --from should copy only the files that are needed, not a complete stage",
  advice: () => l10n.t("Copy only the files that this stage needs."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check(context, report) {
    const { model } = context;
    const hasSystem = systems(context);
    for (const reference of model.references) {
      const { form, onbuild, inStage, line } = reference;
      const source = form === "COPY" && !onbuild ? referencedStage(model, reference) : null;
      if (!source || model.stages[inStage]?.replaced) continue;
      const { words } = line.instruction;
      const root = words.find(({ text }) => ROOT.test(text));
      if (!root || root === words.at(-1) || !hasSystem(source)) continue;
      // A stage of nothing but this is how people put the layers of another one together.
      if (isFirstOfScratch(context, inStage, line)) continue;
      report.about(reference, [source], () => ({
        span: toDocument(line, root.span),
        message: l10n.t(
          'This copies all files of "{0}", including its operating system and tools',
          stageLabel(source),
        ),
        line,
        fixes: () => workdirAlone(context, source, line, root.span),
      }));
    }
  },
};

/**
 * The folder that the other stage works in, in place of all that it has: what it builds is likely to be there. A copy to the
 * root puts it where it was, so that the commands of this stage find it.
 */
function workdirAlone(context: Analysis, source: Stage, line: LogicalLine, root: Span): Fix[] {
  const folder = workdirOf(context, source);
  const { words } = line.instruction;
  const [, target, ...more] = words;
  if (folder === null || folder === "/" || !target || more.length > 0) return [];
  const written = words.filter(({ text, span }) => span.start === root.start || text === "/");
  const changes = written.map(({ span }) => ({ span: toDocument(line, span), text: folder }));
  return [fix(l10n.t("Copy only {0}, the working directory of the stage", folder), { changes })];
}

/** Where a stage is at its end, as far as the file says it in so many words; null where it does not. */
function workdirOf({ model }: Analysis, stage: Stage): string | null {
  let folder: string | null = null;
  for (const { instruction } of baseChain(model, stage)
    .reverse()
    .flatMap(({ body }) => body)) {
    if (instruction.keyword !== "WORKDIR") continue;
    const path = instruction.text.slice(instruction.rest.start, instruction.rest.end);
    if (!/^[\w./-]+$/.test(path)) return null;
    folder = path.startsWith("/") ? joinPath("/", path) : folder && joinPath(folder, path);
  }
  return folder;
}

/** A stage that has more than what it was copied: the chain of its bases ends in an image, and commands have run on it. */
function systems({ model, graph }: Analysis): (stage: Stage) => boolean {
  /** What is known of a chain: how it ends, and whether commands have run. Each stage is looked at once. */
  const known = new Map<number, { isImage: boolean; hasRun: boolean }>();
  return ({ index }) => {
    const chain: number[] = [];
    for (let at: number | null = index; at !== null && !known.has(at); at = graph.bases[at] ?? null)
      chain.push(at);
    for (const at of chain.reverse()) {
      const stage = model.stages[at];
      const base = known.get(graph.bases[at] ?? -1);
      const hasRun = stage?.body.some(({ instruction }) => instruction.keyword === "RUN") ?? false;
      known.set(at, {
        isImage: base?.isImage ?? (stage?.base.to === "image" && !stage.replaced && !stage.base.problem),
        hasRun: hasRun || (base?.hasRun ?? false),
      });
    }
    const { isImage = false, hasRun = false } = known.get(index) ?? {};
    return isImage && hasRun;
  };
}

function isFirstOfScratch({ model }: Analysis, index: number, line: LogicalLine): boolean {
  const stage = model.stages[index];
  const files = stage?.body.find(({ instruction }) => /^(?:ADD|COPY|RUN)$/.test(instruction.keyword));
  return stage?.base.to === "scratch" && files === line;
}
