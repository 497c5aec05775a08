import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import { baseChain } from "../../stages/model/baseStage";
import { joinPath } from "../../stages/evaluation/workdir";
import { referencedStage } from "../../stages/model/references";
import { stageLabel } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageChain } from "../../stages/analysis/uses";

/** Paths that all stand for the root, from where the sources of a stage count. */
const ROOT = /^[./]+$/;

export const copyWholeStage: Rule = {
  id: "CopyWholeStage",
  title: "COPY --from should copy only the files that are needed, not a complete stage",
  advice: () => l10n.t("Copy only the files that this stage needs."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkUses({ stage, own }, context, report) {
    if (stage.replaced) return;
    for (const reference of own) {
      const { form, onbuild, line } = reference;
      const isCopy = form === "COPY" && !onbuild;
      const linked = isCopy ? context.linkedSource(reference) : null;
      const source = linked?.stage ?? (isCopy ? referencedStage(context.model, reference) : null);
      const there = linked?.analysis ?? context;
      const chain = source && there.uses(source);
      if (!chain) continue;
      const { words } = line.instruction;
      const root = words.find(({ text }) => ROOT.test(text));
      if (!root || root === words.at(-1) || !hasSystem(chain)) continue;
      // A stage of nothing but this is how people put the layers of another one together.
      if (isFirstOfScratch(stage, line)) continue;
      report({
        span: toDocument(line, root.span),
        message: l10n.t(
          'This copies all files of "{0}", including its operating system and tools',
          stageLabel(source),
        ),
        line,
        fixes: () => workdirAlone(there, source, line, root.span),
      });
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

/** How a chain of bases ends, and whether commands have run on it. */
interface Contents {
  readonly isImage: boolean;
  readonly hasRun: boolean;
}

/** What is known of chains: each stage is looked at once. */
const known = new WeakMap<StageChain, Contents>();

/** Whether a stage has more than what it was copied: the chain of its bases ends in an image, and commands have run on it. */
function hasSystem(chain: StageChain): boolean {
  const open: StageChain[] = [];
  let at: StageChain | null = chain;
  for (; at && !known.has(at); at = at.base) open.push(at);
  let contents = at ? known.get(at) : undefined;
  for (const each of open.reverse()) {
    const { base, body, replaced } = each.stage;
    contents = {
      isImage: contents?.isImage ?? (base.to === "image" && !replaced && !base.problem),
      hasRun: contents?.hasRun === true || body.some(({ instruction }) => instruction.keyword === "RUN"),
    };
    known.set(each, contents);
  }
  return contents !== undefined && contents.isImage && contents.hasRun;
}

function isFirstOfScratch({ base, body }: Stage, line: LogicalLine): boolean {
  const files = body.find(({ instruction }) => /^(?:ADD|COPY|RUN)$/.test(instruction.keyword));
  return base.to === "scratch" && files === line;
}
