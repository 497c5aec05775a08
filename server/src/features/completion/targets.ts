/** Names of stages where they are no references: the target of a build in a command, the beginning of a description. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind } from "vscode-languageserver-types";
import type { Analysis } from "../../stages/analysis/analysis";
import type { DescriptionPlace } from "../../stages/cursor/commentPlace";
import type { BuildFlagName } from "../../stages/cursor/buildFlagPlace";
import type { Proposal } from "./proposal";

/** The stages that a build can be told by name, the newest first. */
export function proposeTargets(
  { model: { stages, names } }: Analysis,
  { given }: Pick<BuildFlagName, "given">,
): Proposal[] {
  return stages
    .filter(
      ({ name, nameError, index }) =>
        name !== "" && nameError === null && names.get(name) === index && !given.includes(name),
    )
    .reverse()
    .map(stage => ({
      label: stage.displayName,
      kind: CompletionItemKind.Module,
      note: stage.base.text,
      topic: { kind: "stage", index: stage.index, name: stage.name },
    }));
}

/** The name that makes a comment the description of the stage below it. */
export function proposeDescription({ stage }: DescriptionPlace): Proposal[] {
  const { name } = stage;
  return [
    {
      label: name,
      kind: CompletionItemKind.Module,
      newText: `${name} `,
      note: l10n.t("describes the stage"),
    },
  ];
}
