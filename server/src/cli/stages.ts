/** `stages`: the stage model of Dockerfiles, as a table or as JSON. */
import { modelAnswer } from "../features/model";
import { usesAnswer } from "../features/usesAnswer";
import type { ModelAnswer, ModelStage } from "../protocol";
import type { ExitCode, Invocation, RunCommand } from "./command";
import { openDockerfiles } from "./openDockerfiles";
import type { OpenDockerfile } from "./openDockerfiles";
import { painter } from "./output";
import { shownPath } from "./paths";
import { tableText } from "./table";
import type { Workspace } from "./workspace";

export const run: RunCommand = async invocation => {
  const { value, output } = invocation;
  const { dockerfiles, failed, plan } = await openDockerfiles(invocation);
  const target = value("stage");
  const models = dockerfiles.map(file => ({
    file,
    model: modelAnswer(file.context, target === undefined ? {} : { target }),
  }));
  if (value("format") === "json") {
    const files = models.map(({ file, model }) => ({
      path: shownPath(file.path),
      ...model,
      uses: usesOf(file, plan.workspace),
    }));
    output.write(`${JSON.stringify({ version: 1, files }, null, 2)}\n`);
  } else {
    const paint = painter(output.hasColor);
    const texts = models.map(({ file, model }) =>
      [paint("bold", shownPath(file.path)), stagesTable(file, model, plan.workspace)].join("\n"),
    );
    output.write(texts.join("\n"));
  }
  return exitCode(invocation, models, failed.length);
};

/** A target that is asked for and is not there is a wrong command line. */
function exitCode(
  { value, output }: Invocation,
  models: readonly { file: OpenDockerfile; model: ModelAnswer }[],
  failed: number,
): ExitCode {
  const target = value("stage");
  const without = target === undefined ? [] : models.filter(({ model }) => model.target === null);
  for (const { file } of without) output.say(`${shownPath(file.path)}: There is no stage "${target ?? ""}".`);
  return failed + without.length > 0 ? 2 : 0;
}

function usesOf({ uri }: OpenDockerfile, { uses, usesInForce }: Workspace) {
  return usesAnswer(uri, { ...uses, ...usesInForce }).uses;
}

function stagesTable(file: OpenDockerfile, model: ModelAnswer, workspace: Workspace): string {
  const uses = usesOf(file, workspace);
  const nameOf = (index: number) => model.stages[index]?.displayName ?? String(index);
  const rows = model.stages.map(stage => [
    String(stage.index),
    stage.displayName,
    stage.base.expanded === "" ? stage.base.text : stage.base.expanded,
    stage.needs.map(nameOf).join(", "),
    stage.index === model.target ? "target" : model.reachable.includes(stage.index) ? "needed" : "",
    uses
      .filter(({ target }) => endsWith(stage, model, target?.isOpen === false ? target.text : null))
      .map(({ label }) => label)
      .join(", "),
  ]);
  return tableText(["INDEX", "STAGE", "BASE", "NEEDS", "TARGET", "BUILT BY"], rows);
}

/** Whether a build with a target, null for the last stage, ends with a stage. */
function endsWith(stage: ModelStage, { stages }: ModelAnswer, target: string | null): boolean {
  if (target === null || target === "") return stage.index === stages.length - 1;
  return stage.name === target.toLowerCase() && stages.findLast(({ name }) => name === stage.name) === stage;
}
