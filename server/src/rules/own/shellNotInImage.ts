import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../dockerfile/instruction";
import type { Span } from "../../dockerfile/source";
import { refuse } from "../../edits/edit";
import { execFormOf } from "../../edits/execForm";
import { modeInCopy } from "../../edits/modeInCopy";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { stageLabel } from "../../stages/model/stagePlaces";
import { bareStage } from "../facts/bareStages";
import type { BareStage } from "../facts/bareStages";
import { choice, fix, replacement } from "../fix";
import type { Fix } from "../fix";
import { baseSpan, stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/;

export const shellNotInImage: Rule = {
  id: "ShellNotInImage",
  title: "A command in shell form needs a shell in the image",
  advice: () =>
    l10n.t("Write it in JSON form, run it in another stage, or use a base image that has a shell."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  namesCause: true,
  checkUses(uses, analysis, report) {
    const bare = bareStage(uses, analysis);
    if (!bare) return;
    for (const { step, shell } of bare.steps) {
      const { instruction, line } = step;
      // A container has what is there at the end; a RUN, what is there when it runs.
      if (instruction.keyword === "RUN" ? shell || instruction.mounts.length > 0 : bare.end.shell) continue;
      const command = shellCommand(analysis, step);
      if (!command) continue;
      report({
        ...stepPlace(step, command),
        message: l10n.t(
          'This needs a shell, and "{0}" has none: its base image is {1}',
          stageLabel(bare.stage),
          bare.root.base.expanded,
        ),
        line,
        ...stepFixes(step, () => fixesOf(analysis, bare, step)),
      });
    }
  },
};

/** The command of an instruction that a shell has to run, or null. */
function shellCommand(
  { script }: Analysis,
  { instruction, line, onbuildSource }: EvaluatedInstruction,
): Span | null {
  const { keyword, json, rest, text } = instruction;
  switch (keyword) {
    case "RUN":
      // A heredoc for another program is run by that program.
      return isShell(json) || (json === null && script(onbuildSource ?? line) !== null) ? rest : null;
    case "CMD":
    case "ENTRYPOINT":
      return isShell(json) || (json === null && rest.start < rest.end) ? rest : null;
    case "HEALTHCHECK": {
      const command = /^CMD\s+(?=\S)(?!\[(?!\s*"(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh"))/i.exec(
        text.slice(rest.start, rest.end),
      );
      return command && { start: rest.start + command[0].length, end: rest.end };
    }
    default:
      return null;
  }
}

function isShell(json: Instruction["json"]): boolean {
  return typeof json === "object" && json !== null && SHELL.test(json[0] ?? "");
}

function fixesOf(analysis: Analysis, bare: BareStage, step: EvaluatedInstruction): Fix[] {
  const { instruction, line } = step;
  const fixes: Fix[] = [];
  if (instruction.keyword === "RUN") {
    const edit = modeInCopy(analysis, bare.stage, line);
    // It takes the RUN away: what it leaves to the copy is for a person to see.
    if (edit) fixes.push(choice(l10n.t("Set the mode in the COPY"), edit));
  } else if (instruction.json === null) {
    const command = shellCommand(analysis, step);
    const edit = command && execFormOf(line, command);
    if (edit)
      fixes.push(
        fix(
          l10n.t("Write it in JSON form"),
          edit.needsShell ? refuse(l10n.t("Only a shell can run this command.")) : edit,
        ),
      );
  }
  const { root, image, isElsewhere } = bare;
  if (image.larger !== null && !isElsewhere)
    fixes.push(replacement(l10n.t("Use {0} as the base image", image.larger), baseSpan(root), image.larger));
  return fixes;
}
