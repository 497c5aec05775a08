import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Stage } from "../../stages/model/model";
import { fullReference } from "../../stages/model/imageReference";
import { misspelledFrom } from "../facts/misspelledFrom";
import { choice, fix } from "../fix";
import type { Rule } from "../rule";

export const misspelledFromFlag: Rule = {
  id: "MisspelledFromFlag",
  title: "COPY takes the name of a stage with --from=",
  advice: () => l10n.t("Write --from=."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  checkStageLocally(stage, analysis, report) {
    for (const line of stage.body) {
      const instruction = line.instruction.trigger ?? line.instruction;
      const written = misspelledFrom(instruction);
      if (!written) continue;
      const span = toDocument(line, written);
      const text = instruction.text.slice(written.start, written.end);
      const [name = ""] = /^\S*/.exec(instruction.text.slice(written.end)) ?? [];
      report({
        span,
        message: isFlag(text)
          ? l10n.t("{0} is not --from=, so the builder rejects it", JSON.stringify(text))
          : l10n.t("{0} is not --from=, so the builder reads it as files to copy", JSON.stringify(text)),
        line,
        fixes: () => {
          const title = l10n.t('Write "--from="');
          const edit = { changes: [{ span, text: "--from=" }] };
          // A stage that is not there yet, or no name at all, is another fault, which this would bring up.
          return [isTaken(analysis, stage, name) ? fix(title, edit) : choice(title, edit)];
        },
      });
    }
  },
};

/** Whether the builder takes a name or an index there: of a stage above, or of an image. */
function isTaken({ model: { names } }: Analysis, { index }: Stage, name: string): boolean {
  const meant = /^\d+$/.test(name) ? Number(name) : names.get(name.toLowerCase());
  return meant === undefined ? fullReference(name) !== null : meant < index;
}

function isFlag(text: string): boolean {
  return text.startsWith("--") && text !== "--";
}
