/** Names of variables: in a stage those that are known at the place, in the global scope the arguments and the predefined ones. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Declaration } from "../../stages/analysis/variables/stageVariables";
import type { VariablePlace } from "../../stages/cursor/completionPlaces";
import { giversAt } from "../../stages/cursor/variableNames";
import type { Stage } from "../../stages/model/model";
import { oneLine } from "../display";
import type { Proposal } from "./proposal";
import { PREDEFINED_TEXTS } from "./texts";

/** A value is shown beside its name, as far as it fits. */
const LONGEST = 60;
const NAME = /^[A-Za-z_]\w*$/;

/** `onlyStages` leaves out what another extension proposes: the variables that the place's own stage, or the file's head, sets. */
export function proposeVariables(analysis: Analysis, place: VariablePlace, onlyStages: boolean): Proposal[] {
  const { stage, line, token, close } = place;
  if (!stage) return proposeArguments(analysis, place, onlyStages);
  return giversAt(analysis, stage, line, token)
    .filter(giver => NAME.test(giver.name) && !(onlyStages && isOfStage(giver, stage)))
    .map(giver => ({
      label: giver.name,
      kind: CompletionItemKind.Variable,
      newText: giver.name + close,
      detail: detailOf(giver),
    }));
}

/** `ENV X=1`, with the value that it comes to where that is known. */
function detailOf({ name, source, value, isOpen, written }: Declaration): string {
  const shown = isOpen ? written : (value ?? null);
  const text = shown === null ? name : `${name}=${shown}`;
  return `${source === "env" ? "ENV" : "ARG"} ${oneLine(text, LONGEST)}`;
}

/** Other servers know the lines of the stage itself, and of several arguments on a line the first. */
function isOfStage(giver: Declaration, stage: Stage): boolean {
  if (giver.stage !== stage || giver.isHeld || giver.linked) return false;
  return giver.source === "env" || giver.line.instruction.words[0]?.span.start === giver.span.start;
}

/** The names that have been declared before the place. */
function proposeArguments(
  { model: { scope } }: Analysis,
  { line, token, close }: VariablePlace,
  onlyStages: boolean,
): Proposal[] {
  const declared = scope.args
    .filter(arg => arg.line.start < line.start || (arg.line === line && arg.word.span.end < token.start))
    .filter(arg => !onlyStages || arg.line.instruction.words[0] !== arg.word)
    .map(({ name }) => name)
    .filter(name => NAME.test(name));
  return [...new Set([...declared, ...PREDEFINED_TEXTS.keys()])].map(name => ({
    label: name,
    kind: CompletionItemKind.Variable,
    newText: name + close,
    topic: { kind: "argument", name },
  }));
}
