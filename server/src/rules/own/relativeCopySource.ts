import * as l10n from "@vscode/l10n";
import { originSpan } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";
import { joinPath } from "../../stages/evaluation/workdir";
import type {
  EvaluatedInstruction,
  ExpandedWord,
  StageEvaluation,
} from "../../stages/evaluation/stageEvaluation";
import type { Analysis } from "../../stages/analysis/analysis";
import { once } from "../../stages/analysis/once";
import { eachEffective } from "../../stages/analysis/uses";
import type { StageChain } from "../../stages/analysis/uses";
import { stageLabel } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { referencedStage } from "../../stages/model/references";
import type { Reference } from "../../stages/model/references";
import { holdsInstruction } from "../facts/lostLineEnd";
import { workdirFiles } from "../facts/pathsAtRoot";
import type { WorkdirFiles } from "../facts/pathsAtRoot";
import { replacement } from "../fix";
import { fromSpan, stepFixes, stepPlace } from "../rule";
import type { Report, Rule } from "../rule";

/** Sources count from the root of what they are taken from, whatever WORKDIR says there (spec 5.2). */
export const relativeCopySource: Rule = {
  id: "RelativeCopySource",
  title: "A relative path in COPY --from starts at the root of the stage, not in its WORKDIR",
  advice: () => l10n.t("Write the absolute path."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  checkUses(uses, analysis, report) {
    const { stage: consumer, meant } = uses;
    const chains = once(() => new Map(meant.map(chain => [chain?.stage, chain])));
    eachEffective(uses, reference => {
      const source = mayBeRelative(reference) ? referencedStage(analysis.model, reference) : null;
      if (!source || source.index >= consumer.index) return;
      const evaluation = analysis.evaluation(consumer);
      const step = evaluation && stepOf(evaluation, reference);
      const chain = step && chains().get(source);
      const files = chain && knownFiles(analysis, chain);
      if (files) for (const word of sourcesOf(step, reference)) judge(source, files, step, word, report);
    });
  },
};

/** A working directory that is one word in every form; any other is likely to hold what stood on the next line. */
const PLAIN = /^[\w./@+-]+$/;

/** Many stages may copy from the same one. */
const known = new WeakMap<StageChain, { readonly files: WorkdirFiles | null }>();

function knownFiles(analysis: Analysis, chain: StageChain): WorkdirFiles | null {
  let found = known.get(chain);
  if (!found) {
    const files = workdirFiles(analysis, chain.stage);
    known.set(chain, (found = { files: files && PLAIN.test(files.workdir) ? files : null }));
  }
  return found.files;
}

/** Whether any source of a reference may be relative, as it is written: most are not. */
function mayBeRelative({ form, line: { instruction }, mount, onbuild }: Reference): boolean {
  if (form === "FROM") return false;
  if (mount) return mount.type === null || mount.type === "bind";
  if (onbuild || instruction.json !== null) return true;
  return instruction.words.slice(0, -1).some(({ text }) => !text.startsWith("/"));
}

const stepsByLine = new WeakMap<StageEvaluation, Map<unknown, EvaluatedInstruction>>();

/** The step of a stage that a reference belongs to. */
function stepOf(evaluation: StageEvaluation, { line }: Reference): EvaluatedInstruction | undefined {
  let steps = stepsByLine.get(evaluation);
  if (!steps) {
    steps = new Map(evaluation.steps.map(step => [step.onbuildSource ?? step.line, step]));
    stepsByLine.set(evaluation, steps);
  }
  return steps.get(line);
}

function sourcesOf({ words, instruction }: EvaluatedInstruction, { mount }: Reference): ExpandedWord[] {
  if (!mount) return holdsInstruction(instruction) ? [] : words.filter(({ role }) => role === "operand");
  const option = mount.options.findLast(({ key }) => key === "source" || key === "src");
  return words.filter(({ role, span }) => role === "mount" && span.start === option?.valueSpan?.start);
}

function judge(
  stage: Stage,
  { workdir, mayHave, mayBeAtRoot }: WorkdirFiles,
  step: EvaluatedInstruction,
  word: ExpandedWord,
  report: Report,
): void {
  const { expansion, text } = word;
  const { result } = expansion;
  if (expansion.error !== null || expansion.conditional || result.startsWith("/") || result.startsWith("<<"))
    return;
  const path = joinPath("/", result);
  const [first = ""] = path.slice(1).split("/", 1);
  if (first === "" || result.includes("..") || mayBeAtRoot(first)) return;
  const wildcard = path.search(/[*?[\\]/);
  const fixed = wildcard === -1 ? path : path.slice(0, path.lastIndexOf("/", wildcard));
  if (!mayHave(joinPath(workdir, `.${fixed}`))) return;
  const span = originSpan(word, 0, text.length);
  const absolute = `${workdir}/${text.replace(/^(?:\.\/+)+/, "")}`;
  report({
    ...stepPlace(step, span),
    message: l10n.t(
      '"{0}" is {1} in "{2}", because its working directory {3} does not count',
      result,
      path,
      stageLabel(stage),
      workdir,
    ),
    related: [
      { span: fromSpan(stage), message: l10n.t("The stage that files are copied from") },
      ...(stepPlace(step, span).related ?? []),
    ],
    line: step.line,
    ...stepFixes(step, () => [
      replacement(l10n.t('Write "{0}"', absolute), toDocument(step.line, span), absolute),
    ]),
  });
}
