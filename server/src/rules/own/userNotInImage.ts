import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { lineAbove } from "../../edits/lines";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction, ExpandedWord } from "../../stages/evaluation/stageEvaluation";
import { baseChain } from "../../stages/model/baseStage";
import { stageLabel } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { referencedStage } from "../../stages/model/references";
import { bareStage } from "../facts/bareStages";
import type { BareStage, BareStep } from "../facts/bareStages";
import { asNumbers, ownerNames } from "../facts/owners";
import { fix } from "../fix";
import type { Fix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

/** A number that no system has given away: https://docs.docker.com/build/building/best-practices/#user says to choose one. */
const FREE = "10001";

export const userNotInImage: Rule = {
  id: "UserNotInImage",
  title: "A user or group name needs an entry in /etc/passwd or /etc/group of the image",
  advice: () =>
    l10n.t("Use numbers, or copy /etc/passwd and /etc/group from the stage that creates the user."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  checkUses(uses, analysis, report) {
    const bare = bareStage(uses, analysis);
    if (!bare) return;
    for (const at of bare.steps) {
      const { step } = at;
      const owner = ownerIn(step);
      const name = owner && unknownName(bare, at, owner);
      if (!owner || !name) continue;
      report({
        ...stepPlace(step, owner.span),
        message: l10n.t('"{0}" has no user or group with the name "{1}"', stageLabel(bare.stage), name),
        line: step.line,
        ...stepFixes(step, () => [
          ...copiedUsers(analysis, bare.stage, step.line, name),
          ...asNumber(step, owner),
        ]),
      });
    }
  },
};

/** The word of an instruction that says who owns files or runs the program. */
function ownerIn({ instruction, words }: EvaluatedInstruction): ExpandedWord | undefined {
  if (instruction.keyword === "USER") return words[0];
  // Of a copy that is linked, LinkWithUserName reports every name.
  if (instruction.flags.some(({ name }) => name === "link")) return undefined;
  return words.find(({ role }) => role === "chown");
}

/** The first name of a value that the image does not know, or null. */
function unknownName(bare: BareStage, at: BareStep, { expansion }: ExpandedWord): string | null {
  const names = expansion.conditional || expansion.error !== null ? null : ownerNames(expansion.result);
  if (!names) return null;
  // A container has what is there at the end; a copy, what is there by then. The builder knows by itself that root is 0.
  const isUser = at.step.instruction.keyword === "USER";
  const { users, groups } = isUser ? bare.end : at;
  const isUnknown = (
    name: string | null,
    brought: boolean,
    known: ReadonlySet<string> | null,
  ): name is string =>
    name !== null && !brought && known !== null && !known.has(name) && (isUser || name !== "root");
  if (isUnknown(names.user, users, bare.image.users)) return names.user;
  return isUnknown(names.group, groups, bare.image.groups) ? names.group : null;
}

/** Copies the users of a stage that creates one of the name, if files are copied from such a stage. */
function copiedUsers(analysis: Analysis, stage: Stage, line: LogicalLine, name: string): Fix[] {
  const { model } = analysis;
  for (const reference of model.referencesByStage[stage.index] ?? []) {
    const from = reference.form === "COPY" ? referencedStage(model, reference) : null;
    if (!from || from.index >= stage.index || from.replaced || !createsUser(analysis, from, name)) continue;
    const isUpper = writtenKeyword(line.instruction) === line.instruction.keyword;
    const text = `${isUpper ? "COPY" : "copy"} --from=${reference.text} /etc/passwd /etc/group /etc/`;
    const title = l10n.t('Copy the users and groups of "{0}"', stageLabel(from));
    return [fix(title, { changes: [lineAbove(model.file, line, text)] })];
  }
  return [];
}

function createsUser({ model, script }: Analysis, stage: Stage, name: string): boolean {
  return baseChain(model, stage).some(({ body }) =>
    body.some(line =>
      script(line)?.commands.some(
        ([program = "", ...words]) =>
          /^(?:add(?:user|group)|(?:user|group)add)$/.test(program) && words.includes(name),
      ),
    ),
  );
}

function asNumber(
  { instruction, line }: EvaluatedInstruction,
  { text, span, expansion }: ExpandedWord,
): Fix[] {
  const numbers = asNumbers(expansion.result, FREE);
  if (numbers === null || text.includes("$")) return [];
  const written = instruction.keyword === "USER" ? numbers : `--chown=${numbers}`;
  return [
    fix(l10n.t('Write "{0}"', written), { changes: [{ span: toDocument(line, span), text: written }] }),
  ];
}
