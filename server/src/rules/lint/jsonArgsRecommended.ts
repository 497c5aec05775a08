import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import { toExecForm } from "../../edits/execForm";
import { jsonForm } from "../../edits/jsonForm";
import { fix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

/** An array in one kind of quotes or another, and not `[ "$X" = y ]`, which is a test of the shell. */
const BEGINS_LIKE_ARRAY = /^\[(?!\s*["']?\$)\s*["'“”„‘’‚]/;

export const jsonArgsRecommended: Rule = {
  id: "JSONArgsRecommended",
  title: "JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals",
  advice: () =>
    l10n.t(
      'Write it as an array, ["program", "argument"], so that the program receives the signals directly.',
    ),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      const { instruction, line, hasShell } = step;
      const { keyword, json, rest } = instruction;
      if ((keyword !== "CMD" && keyword !== "ENTRYPOINT") || json !== null || hasShell) continue;
      const name = writtenKeyword(instruction);
      const message = `JSON arguments recommended for ${name} to prevent unintended behavior related to OS signals`;
      report({
        ...stepPlace(step, rest),
        message,
        line,
        ...stepFixes(step, () => {
          // What was meant to be JSON is no command of a shell.
          const meant = jsonForm(line, instruction);
          if (!meant && BEGINS_LIKE_ARRAY.test(instruction.text.slice(rest.start, rest.end))) return [];
          return [fix(l10n.t("Write it in JSON form"), meant ? { changes: meant } : toExecForm(line))];
        }),
      });
    }
  },
};
