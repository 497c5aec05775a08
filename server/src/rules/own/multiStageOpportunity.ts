import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { startOf } from "../../stages/analysis/start";
import { isProgram } from "../../stages/model/programs";
import type { Stage } from "../../stages/model/model";
import {
  buildCommand,
  installOnCompilers,
  installsForDevelopment,
  isBuildImage,
  nodeBuildCommand,
} from "../facts/buildTools";
import { baseSpan } from "../rule";
import type { Rule } from "../rule";

export const multiStageOpportunity: Rule = {
  id: "MultiStageOpportunity",
  title: "The image that runs a program does not need the tools that build it",
  advice: () => l10n.t("Copy only the program to a second stage."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check({ model, script }, report) {
    const [stage] = model.stages;
    if (!stage || stage.replaced || model.stages.length > 1 || !isProgram(stage)) return;
    const runs = stage.body
      .filter(({ instruction: { keyword } }) => keyword === "RUN")
      .map(line => ({ line, commands: script(line)?.commands ?? [] }));
    const base = stage.base.expanded;
    const found = isBuildImage(base)
      ? firstBuild(runs, buildCommand)
      : isNode(base) &&
          !startsForDevelopment(stage) &&
          runs.some(({ commands }) => installsForDevelopment(commands))
        ? firstBuild(runs, nodeBuildCommand)
        : null;
    if (!found) {
      const install = runsProgram(stage)
        ? firstBuild(runs, commands => installOnCompilers(base, commands))
        : null;
      if (install)
        report({
          span: baseSpan(stage),
          message: l10n.t(
            'The image contains the compilers and headers of {0}, which "{1}" may need but the program does not',
            base,
            install.command,
          ),
          related: [{ span: install.line, message: l10n.t("The packages are installed here") }],
          line: stage.line,
        });
      return;
    }
    report({
      span: baseSpan(stage),
      message: isNode(base)
        ? l10n.t(
            'The image contains all source files and development dependencies, which "{0}" needs but the program does not',
            found.command,
          )
        : l10n.t(
            'The image contains all of {0}, which "{1}" needs but the program does not',
            base,
            found.command,
          ),
      related: [{ span: found.line, message: l10n.t("The program is built here") }],
      line: stage.line,
    });
  },
};

type Commands = readonly (readonly string[])[];

function firstBuild(
  runs: readonly { readonly line: LogicalLine; readonly commands: Commands }[],
  commandIn: (commands: Commands) => string | null,
): { line: LogicalLine; command: string } | null {
  for (const { line, commands } of runs) {
    const command = commandIn(commands);
    if (command !== null) return { line, command };
  }
  return null;
}

/** https://hub.docker.com/_/node: what builds for it and what runs on it is the same image. */
function isNode(image: string): boolean {
  return /^(?:docker\.io\/)?(?:library\/)?node(?:[:@]|$)/.test(image);
}

/** Whether the image starts a program that somebody runs, and neither a shell nor a server for development. */
function runsProgram(stage: Stage): boolean {
  const [program = "", ...operands] = startOf(stage.body).words;
  return operands.length > 0 && !/^(?:.*\/)?(?:ba|da|z)?sh$/.test(program) && !startsForDevelopment(stage);
}

/** Whether the image is for somebody who works on the program: it needs what builds it. */
function startsForDevelopment({ body }: Stage): boolean {
  return startOf(body).words.some(word =>
    /^(?:dev|watch|serve|runserver|nodemon|ts-node-dev)$|^start:(?:dev|debug)$|--watch|--reload|--debug/.test(
      word,
    ),
  );
}
