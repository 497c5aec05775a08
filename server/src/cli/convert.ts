/** `convert`: a Dockerfile of one stage made one of several. */
import { convertToMultiStage, scriptsToRead } from "../convert/convert";
import { applyChanges } from "../edits/edit";
import { conversionOf } from "../features/conversion";
import { createConversions } from "../workspace/conversions";
import { showChanges, writeChanges } from "./changes";
import type { RunCommand } from "./command";
import { host } from "./host";
import { openOneDockerfile } from "./openDockerfiles";
import { shownPath, systemPath } from "./paths";
import { commandLineClient } from "./roots";
import { readTextFile } from "./textFile";
import { UsageError } from "./usageError";

export const run: RunCommand = async invocation => {
  const { positionals, has, output } = invocation;
  const { dockerfile, plan, checker } = await openOneDockerfile(invocation, positionals);
  const { path, uri, context } = dockerfile;
  const client = commandLineClient(plan.roots, () => undefined);
  const scripts = scriptsToRead(context.analysis);
  const project = await createConversions(client, checker.ignoreFiles, host).project(uri, scripts);
  const explained = {
    ...context,
    settings: { ...context.settings, convert: { explain: !has("no-comments") } },
  };
  const conversion = conversionOf(explained, { convert: convertToMultiStage }, project);
  if (conversion.refused !== undefined) {
    output.say(`${shownPath(path)}: ${conversion.refused}`);
    return 1;
  }
  const before = context.document.getText();
  const after = applyChanges(before, conversion.changes);
  if (has("diff")) showChanges([{ path, before, after, hasMark: false }], output);
  else if (has("write")) write(path, before, after);
  else output.write(after);
  for (const { text, isUnknown } of conversion.choices)
    output.say(`${isUnknown ? "Check this: " : ""}${text}`);
  return 0;
};

function write(path: string, before: string, after: string): void {
  const read = readTextFile(systemPath(path));
  if ("failure" in read) throw new UsageError(`${shownPath(path)}: ${read.failure}`);
  if (!read.isExact) throw new UsageError(`${shownPath(path)}: This file is not UTF-8 text.`);
  writeChanges([{ path, before, after, hasMark: read.hasMark }]);
}
