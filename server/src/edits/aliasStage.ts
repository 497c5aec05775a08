/** A stage that stands for an image with variables in its name, which only a `FROM` may name. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import { expand } from "../dockerfile/shellLexer";
import type { Analysis } from "../stages/analysis/analysis";
import type { Stage } from "../stages/model/model";
import type { Reference } from "../stages/model/references";
import { refuse } from "./edit";
import type { Edit } from "./edit";
import { lineAbove } from "./lines";
import { to } from "./nameStage";
import { freeName, toStageName } from "./stageNames";
import { shiftedIndexes } from "./stageOrder";

/** Puts `FROM <what the reference says> AS <name>` in front of the stage of a reference, and the name into the reference. */
export function aliasStage(analysis: Analysis, consumer: Stage, reference: Reference): Edit {
  const { model } = analysis;
  const { text } = reference;
  const { unmatched, error } = expand(text, () => undefined, { escape: model.file.escape });
  if (error !== null || /\s/.test(text)) return refuse(l10n.t("It is not a valid base image for FROM."));
  const undeclared = [...unmatched].find(name => !model.scope.names.has(name));
  if (undeclared !== undefined)
    return refuse(
      l10n.t(
        'A FROM can use only arguments that are declared before the first FROM, and "{0}" is not one of them.',
        undeclared,
      ),
    );
  const [variable = "image"] = unmatched;
  const name = freeName(analysis, toStageName(variable) ?? "image");
  const isUpper = writtenKeyword(consumer.line.instruction) === "FROM";
  const line = isUpper ? `FROM ${text} AS ${name}` : `from ${text} as ${name}`;
  return {
    changes: [
      lineAbove(model.file, consumer.line, line),
      to(name)(reference),
      ...shiftedIndexes(analysis, index => (index >= consumer.index ? index + 1 : index)),
    ],
  };
}
