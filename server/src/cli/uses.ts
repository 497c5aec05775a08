/** `uses`: the builds that other files describe of Dockerfiles. */
import { usesAnswer } from "../features/usesAnswer";
import type { UseInfo } from "../protocol";
import { pathOfUri } from "../around/paths";
import type { RunCommand } from "./command";
import { openDockerfiles } from "./openDockerfiles";
import { shownPath } from "./paths";
import { tableText } from "./table";

export const run: RunCommand = async invocation => {
  const { value, output } = invocation;
  const { dockerfiles, failed, plan } = await openDockerfiles(invocation);
  const { uses, usesInForce } = plan.workspace;
  const found = dockerfiles.map(({ path, uri }) => ({
    path: shownPath(path),
    ...usesAnswer(uri, { ...uses, ...usesInForce }),
  }));
  if (value("format") === "json") output.write(`${JSON.stringify({ version: 1, files: found }, null, 2)}\n`);
  else {
    const rows = found.flatMap(({ path, uses: each }) => each.map(use => rowOf(path, use)));
    output.write(
      rows.length === 0
        ? "No file says how these Dockerfiles are built.\n"
        : tableText(["DOCKERFILE", "BUILT BY", "AT", "TARGET", "CONTEXT", "ARGUMENTS"], rows),
    );
  }
  return failed.length > 0 ? 2 : 0;
};

function rowOf(path: string, { label, uri, range, target, context, args }: UseInfo): string[] {
  const given = Object.entries(args).map(([name, value]) => (value ? `${name}=${value.text}` : name));
  return [
    path,
    label,
    `${shownPath(pathOfUri(uri))}:${range.start.line + 1}`,
    target?.text ?? "",
    context ? (context.folder === null ? context.text : shownFolder(context.folder)) : "",
    given.join(" "),
  ];
}

function shownFolder(uri: string): string {
  const shown = shownPath(pathOfUri(uri));
  return pathOfUri(uri) === process.cwd() ? "." : shown;
}
