import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import { toDocument } from "../dockerfile/place";
import type { Stage } from "../stages/model";
import { builderName, contextNameError } from "../stages/stageName";
import { insertion } from "../edits/edit";
import { fix, replacement } from "./fix";
import type { Fix } from "./fix";
import { fromSpan } from "./rule";
import type { Rule } from "./rule";

export const invalidFromArguments: Rule = {
  id: "InvalidFromArguments",
  title: "FROM takes a base, or a base, AS and a name.",
  advice: () => l10n.t("Write FROM <base>, or FROM <base> AS <name>."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkAlone(stage, _, report) {
    const { length } = stage.line.instruction.words;
    if (length === 1 || (length === 3 && stage.nameWord)) return;
    report({
      span: fromSpan(stage),
      message: "FROM requires either one or three arguments",
      fixes: () => fixesOf(stage),
    });
  },
};

/** `FROM alpine build` lacks its `AS`; in `FROM alpine IS build` it is another word. */
function fixesOf({ line }: Stage): Fix[] {
  const { words } = line.instruction;
  const [, second, third] = words;
  const name = builderName((third ?? second)?.text ?? "");
  if (!second || words.length > 3 || name === null || contextNameError(name) !== null) return [];
  const as = writtenKeyword(line.instruction) === "FROM" ? "AS" : "as";
  const span = toDocument(line, second.span);
  if (third) return [replacement(l10n.t('Write "{0}"', as), span, as)];
  return name === "as"
    ? []
    : [fix(l10n.t('Name the stage "{0}"', name), { changes: [insertion(span.start, `${as} `)] })];
}
