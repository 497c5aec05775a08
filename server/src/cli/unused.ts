/** `unused`: the stages that no known build needs, with the files that were looked at. */
import { unusedStage } from "../rules/own/unusedStage";
import { findingsOf } from "../features/diagnostics";
import { stageAt } from "../stages/model/stagePlaces";
import type { Invocation, RunCommand } from "./command";
import { openDockerfiles } from "./openDockerfiles";
import type { OpenDockerfile } from "./openDockerfiles";
import { printable } from "./output";
import { shownPath } from "./paths";
import type { Workspace } from "./workspace";

interface UnusedStage {
  readonly path: string;
  readonly line: number;
  readonly stage: string;
  readonly message: string;
}

export const run: RunCommand = async (invocation: Invocation) => {
  const { value, output } = invocation;
  // Whatever else is turned off, this rule is what is asked for.
  const asked: Invocation = {
    ...invocation,
    values: name => (name === "rule" ? ["UnusedStage=hint"] : invocation.values(name)),
  };
  const { dockerfiles, failed, plan } = await openDockerfiles(asked);
  const unused = dockerfiles.flatMap(unusedIn);
  const files = lookedAt(plan.workspace);
  if (value("format") === "json")
    output.write(`${JSON.stringify({ version: 1, unused, lookedAt: files }, null, 2)}\n`);
  else {
    for (const { path, line, message } of unused)
      output.write(`${printable(`${path}:${line}: ${message}`)}\n`);
    if (unused.length === 0) output.write("Every stage is used, or may be somebody's target.\n");
    output.write(
      files.length === 0
        ? "No other file says how these Dockerfiles are built.\n"
        : `Looked at ${printable(files.join(", "))}.\n`,
    );
  }
  return failed.length > 0 ? 2 : unused.length > 0 ? 1 : 0;
};

function unusedIn({ path, context }: OpenDockerfile): UnusedStage[] {
  return findingsOf(context, () => undefined).flatMap(({ rule, span, message }) => {
    if (rule !== unusedStage) return [];
    const stage = stageAt(context.analysis.model, span.start);
    return [
      {
        path: shownPath(path),
        line: context.document.positionAt(span.start).line + 1,
        stage: stage?.displayName ?? "",
        message: `${message}.`,
      },
    ];
  });
}

/** The files that describe builds of some Dockerfile. */
function lookedAt({ uses }: Workspace): string[] {
  return [...new Set(uses.allUses().map(({ place }) => shownPath(place.file)))].sort();
}
