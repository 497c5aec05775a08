/** `check`: what the rules find in Dockerfiles, and in the files around them. */
import { writeFileSync } from "node:fs";
import { pathOfUri } from "../around/paths";
import { newProblems, readBaseline, writeBaseline } from "./baseline";
import { planCheck } from "./checkPlan";
import type { CheckPlan } from "./checkPlan";
import { findProblems } from "./findProblems";
import type { Found } from "./findProblems";
import type { ExitCode, Invocation, RunCommand } from "./command";
import { fixFiles, writeFixed } from "./fixFiles";
import type { FixedFiles } from "./fixFiles";
import { REPORT_FORMATS } from "./formats/formats";
import { pathFrom, shownPath, systemPath } from "./paths";
import { failureLine } from "./problem";
import type { FailedFile } from "./problem";
import { isAtLeast } from "./report";
import { reasonOf } from "./textFile";
import { unifiedDiff } from "./unifiedDiff";
import { UsageError } from "./usageError";

export const run: RunCommand = async invocation => {
  const { value, has, output, version } = invocation;
  const baseline = value("baseline");
  if (has("update-baseline") && baseline === undefined)
    throw new UsageError("--update-baseline needs --baseline FILE.");
  const known = baseline === undefined || has("update-baseline") ? null : readBaseline(baseline);
  const plan = await planCheck(invocation);
  if (has("diff")) return showChanges(plan, invocation);

  const fixed = has("fix") ? await fixFiles(plan, plan.tasks) : null;
  const found = await findProblems(plan, fixed?.tasks ?? plan.tasks);
  const failed = [...plan.failed, ...(fixed ? write(plan, fixed, invocation) : []), ...found.failed];
  tell(plan, found, failed, invocation);
  if (baseline !== undefined && has("update-baseline")) {
    writeBaseline(baseline, found.checked);
    return failed.length + found.faults.length > 0 ? 2 : 0;
  }
  const checked = known ? newProblems(known, found.checked) : found.checked;
  const format = REPORT_FORMATS[value("format") ?? "text"];
  const file = value("output");
  const text = format?.({ files: checked, failed, version }, output.hasColor && file === undefined) ?? "";
  if (file !== undefined) writeReport(file, text);
  // Standard output has the fixed text then.
  else if (plan.input && has("fix")) output.say(text.trimEnd());
  else output.write(text);
  if (failed.length + found.faults.length > 0) return 2;
  const fails = checked.some(
    ({ problems, failOn }) => failOn !== "never" && problems.some(problem => isAtLeast(problem, failOn)),
  );
  return fails ? 1 : 0;
};

/** Says what `--fix` would change. */
async function showChanges(plan: CheckPlan, { output }: Invocation): Promise<ExitCode> {
  const { changed } = await fixFiles(plan, plan.tasks);
  for (const { path, before, after } of changed)
    output.write(unifiedDiff(shownPath(path), before, after, output.hasColor));
  for (const each of plan.failed) output.say(failureLine(each));
  if (plan.failed.length > 0) return 2;
  return changed.length > 0 ? 1 : 0;
}

/** Writes what was fixed; answers the files that could not be written. */
function write(plan: CheckPlan, { tasks, changed }: FixedFiles, { output }: Invocation): FailedFile[] {
  if (!plan.input) return writeFixed(changed);
  output.write(tasks[0]?.text ?? plan.input.text);
  return [];
}

/** Says on standard error what people should know beside the problems. */
function tell(plan: CheckPlan, found: Found, failed: readonly FailedFile[], { output }: Invocation): void {
  for (const note of plan.notes) output.say(note);
  for (const { uri, line, message } of found.faults)
    output.say(`${shownPath(pathOfUri(uri))}:${line}: ${message}`);
  for (const each of failed) output.say(failureLine(each));
  for (const { path, notes } of found.checked)
    for (const note of notes) output.say(`${shownPath(path)}: ${note}`);
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(systemPath(pathFrom(file)), text);
  } catch (error) {
    throw new UsageError(`--output ${file}: ${reasonOf(error)}`);
  }
}
