/** A new stage between others. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import type { StageModel } from "../stages/model/model";
import { insertion, refuse } from "./edit";
import type { Edit } from "./edit";
import { lineEnding, stageLines } from "./lines";
import { shiftedIndexes } from "./stageOrder";

/** Puts `FROM <base> AS <name>` in front of the stage of an index and the comments above it. The name is free. */
export function insertStage(model: StageModel, index: number, base: string, name: string): Edit {
  const next = model.stages[index];
  if (!next)
    return refuse(l10n.t("A stage after the last one would become the target of a build without --target."));
  const newline = lineEnding(model.file);
  const [from, as] = writtenKeyword(next.line.instruction) === "FROM" ? ["FROM", "AS"] : ["from", "as"];
  const text = `${from} ${base} ${as} ${name}${newline}${newline}`;
  return {
    changes: [
      insertion(stageLines(model, next).start, text),
      ...shiftedIndexes(model, other => (other >= index ? other + 1 : other)),
    ],
  };
}
