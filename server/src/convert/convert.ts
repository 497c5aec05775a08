/**
 * A file of one stage made one of several: what builds a program in one, what runs it in another. Where it is not known how,
 * the answer is the reason. Nothing is left out in silence: what cannot be known is kept, and said.
 */
import * as l10n from "@vscode/l10n";
import { cacheOrder } from "./cacheOrder";
import { compose } from "./compose";
import { developmentStart } from "./developmentStart";
import { refusal } from "./conversion";
import type { Conversion, ConversionOptions, Project } from "./conversion";
import { ECOSYSTEMS } from "./ecosystems/index";
import { readImage } from "./image";
import type { Plan } from "./plan";
import { readSingleStage } from "./singleStage";
import type { SingleStage } from "./singleStage";
import { scriptFiles, throughScript, withScript } from "./startScript";
import { isAccountCommand } from "./effects";
import { isProgram } from "../stages/model/programs";
import type { Analysis } from "../stages/analysis/analysis";
import type { Stage } from "../stages/model/model";

/** Whether a file is one that can be asked about at all: it has one stage. */
export function hasOneStage({ model: { stages } }: Analysis): boolean {
  return stages.length === 1;
}

/** The changes that make a file one of several stages, or why not. Never throws, whatever the file. */
export function convertToMultiStage(
  analysis: Analysis,
  project: Project,
  options: ConversionOptions,
): Conversion {
  const { model } = analysis;
  const [stage] = model.stages;
  if (!stage) return refusal(l10n.t("This file has no stage yet. Add a FROM instruction first."));
  if (!hasOneStage(analysis)) return refusal(l10n.t("This file is already a multi-stage build."));
  const evaluation = analysis.evaluation(stage);
  if (!evaluation) return refusal(behindContext());
  const fault = faultOf(analysis, stage);
  if (fault !== null) return refusal(fault);
  const { repository, tag } = readImage(stage.base.expanded);
  const ecosystem = ECOSYSTEMS.find(({ owns }) => owns(repository, tag));
  if (!ecosystem || readImage(stage.base.text).repository !== repository)
    return refusal(
      l10n.t(
        "Cannot determine how programs are built on {0}. Supported are the official images of Node.js, Bun, Deno, Go, Python, Java, .NET, PHP, Ruby, Rust and Elixir, and Debian and Ubuntu.",
        stage.base.expanded,
      ),
    );
  if (!ecosystem.startsByItself && !isProgram(stage))
    return refusal(
      l10n.t("The file has no CMD or ENTRYPOINT, so it is not clear which program the image runs."),
    );
  const single = throughScript(
    readSingleStage(analysis, evaluation, ecosystem.folder ?? null),
    project.texts,
  );
  const development = developmentStart(single.start.words);
  if (development !== null) return development;
  const planned = ecosystem.plan(single, project);
  if ("refused" in planned) return planned;
  const plan = withScript(single, planned);
  const user = strangeUser(single, plan);
  return user === null
    ? compose(single, plan, cacheOrder(single, project), options)
    : refusal(
        l10n.t(
          "The user {0} is a user of {1}. Cannot determine whether {2} has this user.",
          user,
          stage.base.text,
          plan.base,
        ),
      );
}

/** The files of the build context that the start command of a file may run as scripts: paths from its root. */
export function scriptsToRead(analysis: Analysis): readonly string[] {
  const [stage] = analysis.model.stages;
  const evaluation = stage && hasOneStage(analysis) ? analysis.evaluation(stage) : null;
  if (!stage || !evaluation) return [];
  const { repository, tag } = readImage(stage.base.expanded);
  const folder = ECOSYSTEMS.find(({ owns }) => owns(repository, tag))?.folder ?? null;
  return scriptFiles(readSingleStage(analysis, evaluation, folder));
}

/** Users that every system has, and that of .NET's images. */
const KNOWN_USERS = /^(?:\d+|root|nobody|app|\$.*)$/;

/** The user that the image runs as, where the build's base has made it and another one may not have it. */
function strangeUser({ user, image, lines }: SingleStage, { base }: Plan): string | null {
  const [name = ""] = (user ?? "root").split(":");
  if (KNOWN_USERS.test(name) || readImage(base).repository === image.repository) return null;
  const isMade = lines.some(({ commands }) =>
    commands.some(({ all }) => all.some(words => isAccountCommand(words) && words.includes(name))),
  );
  return isMade ? null : name;
}

function behindContext(): string {
  return l10n.t("The base image is a named context. Cannot determine what it contains.");
}

/** Why a file is not one to convert, whatever it builds; null where it is. */
function faultOf({ model }: Analysis, stage: Stage): string | null {
  const { base, line, body } = stage;
  if (base.to === "scratch")
    return l10n.t("The stage is based on scratch, so a second stage would leave nothing behind.");
  if (base.to === "context") return behindContext();
  if (base.to !== "image" || base.problem || base.expansion.conditional)
    return l10n.t("Cannot determine the base image, because it depends on a build argument.");
  if (line.instruction.words.length !== 1 && !stage.nameWord)
    return l10n.t("The FROM has a form to which no name can be added.");
  if (model.file.tooLong) return l10n.t("A line of this file is too long for the builder.");
  if (body.some(({ instruction }) => instruction.keyword === "ONBUILD"))
    return l10n.t(
      "The ONBUILD instructions are for files based on this image. Cannot determine what those files need.",
    );
  if (body.some(({ instruction: { text } }) => /^WORKDIR\s+\S*(?:\\|[A-Za-z]:)/i.test(text)))
    return l10n.t("Windows images are not supported.");
  return null;
}
