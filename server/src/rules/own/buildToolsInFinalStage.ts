import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { baseImage } from "../../stages/model/baseStage";
import { stageLabel } from "../../stages/model/stagePlaces";
import { buildCommand, installedBuildTool, isBuildImage } from "../facts/buildTools";
import { isProgram } from "../../stages/model/programs";
import { baseSpan } from "../rule";
import type { Rule } from "../rule";

/** A first look: most stages need no second one. */
const INSTALLS = /\b(?:add|in|install)\b/;

export const buildToolsInFinalStage: Rule = {
  id: "BuildToolsInFinalStage",
  title: "The final stage should run the program and leave the build tools in an earlier stage",
  advice: () => l10n.t("Build in the earlier stage, and copy the result."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check({ model, graph, script }, report) {
    const final = model.stages.at(-1);
    if (!final || final.replaced || !isProgram(final)) return;
    const [builder] = (graph.needs[final.index] ?? []).flatMap(({ on, reference }) =>
      reference?.form === "COPY" ? [on] : [],
    );
    const earlier = model.stages[builder ?? -1];
    if (!earlier) return;
    const base = baseImage(model, final);
    const isKit = base !== null && isBuildImage(base);
    if (!isKit && !final.body.some(({ instruction }) => INSTALLS.test(instruction.text))) return;
    const scripts = final.body.map(line => ({
      line,
      commands: line.instruction.keyword === "RUN" ? (script(line)?.commands ?? []) : [],
    }));
    const copiedFrom = stageLabel(earlier);
    // Where nothing is built here, the kit may be what the image is for.
    if (!scripts.some(({ commands }) => buildCommand(commands))) return;
    if (isKit)
      report({
        span: baseSpan(final),
        message: l10n.t(
          'The final stage is based on {0}, which contains compilers, although it copies from "{1}"',
          base,
          copiedFrom,
        ),
        line: final.line,
      });
    for (const { line, commands } of scripts) {
      const tool = installedBuildTool(commands);
      if (tool === null) continue;
      report({
        span: toDocument(line, line.instruction.keywordSpan),
        message: l10n.t(
          'The final stage installs {0} and keeps it, although it copies from "{1}"',
          tool,
          copiedFrom,
        ),
        line,
      });
    }
  },
};
