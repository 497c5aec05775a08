import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { Edit } from "../../edits/edit";
import { lineBelow } from "../../edits/lines";
import type { Analysis } from "../../stages/analysis/analysis";
import { stageLabel } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { misspelledOption } from "../../stages/model/suggest";
import { fix } from "../fix";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

/** What builders and frontends take without an ARG (spec 4.1; https://docs.docker.com/reference/dockerfile/#predefined-args). */
export const PREDEFINED_ARGUMENT =
  /^(?:(?:HTTP|HTTPS|FTP|NO|ALL)_PROXY|BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)|TARGETSTAGE)$/i;
/** A name that a Dockerfile can declare, and that an ARG in it can be written with. */
const NAME = /^[A-Za-z_]\w*$/;

export const undeclaredBuildArgument: Rule = {
  id: "UndeclaredBuildArgument",
  title: "A build argument has an effect only if an ARG declares it",
  advice: () => l10n.t("Declare it with ARG, or change the name in the setting dockerfileStages.buildArgs."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  check(analysis, report) {
    const { model, frontend } = analysis;
    const { buildArgs, around } = model.options;
    const last = model.stages.at(-1);
    // What another frontend does with arguments, nobody knows.
    if (buildArgs.size === 0 || !last || frontend.hasLabs) return;
    const declared = declaredArguments(analysis);
    for (const name of buildArgs.keys()) {
      // What another file gives is checked there.
      if (declared.has(name) || PREDEFINED_ARGUMENT.test(name) || around?.inForce?.args.has(name)) continue;
      const near = misspelledOption(name, declared);
      report({
        span: fromSpan(last),
        message: undeclaredMessage(name, near),
        line: last.line,
        fixes: () =>
          NAME.test(name)
            ? [fix(l10n.t('Declare it in "{0}"', stageLabel(last)), declaration(analysis, last, name))]
            : [],
      });
    }
  },
};

/** What is said of a build argument, with the argument that is near to it. */
export function undeclaredMessage(name: string, near: string | null): string {
  return near === null
    ? l10n.t('No ARG declares the build argument "{0}", so its value is not used', name)
    : l10n.t(
        'No ARG declares the build argument "{0}", so its value is not used (did you mean {1}?)',
        name,
        near,
      );
}

/** The names that any ARG of the file declares, also one that ONBUILD holds back. */
export function declaredArguments({ model: { file } }: Analysis): Set<string> {
  const names = new Set<string>();
  for (const { instruction } of file.lines) {
    const { keyword, words } = instruction.trigger ?? instruction;
    if (keyword !== "ARG") continue;
    for (const { text } of words) names.add(text.split("=", 1)[0] ?? "");
  }
  return names;
}

function declaration({ model: { file } }: Analysis, { line }: Stage, name: string): Edit {
  const keyword = writtenKeyword(line.instruction) === "FROM" ? "ARG" : "arg";
  return { changes: [lineBelow(file, line, `${keyword} ${name}`)] };
}
