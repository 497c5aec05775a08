/** A new stage between others. */
import type { Analysis } from "../stages/analysis/analysis";
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import { insertion, refuse } from "./edit";
import type { Edit } from "./edit";
import { lineEnding, stageLines } from "./lines";
import { shiftedIndexes } from "./stageOrder";

/** Puts `FROM <base> AS <name>` in front of the stage of an index and the comments above it. The name is free. */
export function insertStage(analysis: Analysis, index: number, base: string, name: string): Edit {
  const { model } = analysis;
  const next = model.stages[index];
  if (!next)
    return refuse(l10n.t("A stage after the last one would become the target of a build without --target."));
  const newline = lineEnding(model.file);
  const [from, as] = writtenKeyword(next.line.instruction) === "FROM" ? ["FROM", "AS"] : ["from", "as"];
  const text = `${from} ${base} ${as} ${name}${newline}${newline}`;
  return {
    changes: [
      insertion(stageLines(analysis, next).start, text),
      ...shiftedIndexes(analysis, other => (other >= index ? other + 1 : other)),
    ],
  };
}
