/** `rename`: another name for a stage, in its Dockerfile and in every file that builds it. */
import { rename } from "../features/rename";
import { targetStage } from "../stages/model/graph";
import { nameSpan } from "../stages/model/stagePlaces";
import { changedFiles, showChanges, writeChanges } from "./changes";
import type { RunCommand } from "./command";
import { openOneDockerfile } from "./openDockerfiles";
import { shownPath } from "./paths";
import { counted } from "./report";
import { UsageError } from "./usageError";

export const run: RunCommand = async invocation => {
  const { positionals, has, output } = invocation;
  const [oldName, newName, ...written] = positionals;
  if (oldName === undefined || newName === undefined)
    throw new UsageError('rename takes two names: "dockerfile-stages rename OLD NEW [PATH]".');
  const { dockerfile, plan } = await openOneDockerfile(invocation, written);
  const { context, path } = dockerfile;
  const { model } = context.analysis;
  const stage = model.stages[targetStage(model, oldName) ?? -1];
  const span = stage ? nameSpan(stage) : null;
  if (!span) throw new UsageError(`${shownPath(path)}: There is no stage "${oldName}".`);

  const position = context.document.positionAt(span.start);
  const edit = rename(context, position, newName, false, false, plan.workspace.uses);
  if ("refused" in edit) {
    output.say(`${shownPath(path)}: ${edit.refused}`);
    return 1;
  }
  const files = changedFiles(edit);
  if (has("dry-run")) {
    showChanges(files, output);
    return 0;
  }
  writeChanges(files);
  const names = files.map(file => shownPath(file.path)).join(", ");
  output.write(`${counted(files.length, "file")} changed${files.length > 0 ? `: ${names}` : ""}.\n`);
  return 0;
};
