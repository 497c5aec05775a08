/** A Dockerfile inside of a file as a build has read it: what its steps are, and where its lines are written. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { InlineDockerfileAnswer, ModelRange } from "../../protocol";
import { analyzeText } from "../../stages/analysis/analyze";
import { snapshotAnswer } from "../snapshot";
import { clientAddress, hostRange } from "./inlineDockerfile";
import type { InlineDockerfile } from "./inlineDockerfile";

/**
 * The answer for the text that was built. Null where that has other lines than the file: then nobody can say where anything of it is
 * written.
 */
export function builtInline(dockerfile: InlineDockerfile, text: string): InlineDockerfileAnswer {
  const { context, host, uses } = dockerfile;
  const [use] = uses;
  const lines = linesOf(dockerfile);
  if (!use || linesIn(text) !== linesIn(context.document.getText())) return null;
  const document = TextDocument.create(context.document.uri, "dockerfile", context.document.version, text);
  const analysis = analyzeText(text, context.analysis.model.options);
  return {
    host: { uri: host.uri, text: host.getText() },
    uri: clientAddress(host.uri, use),
    lines,
    snapshot: snapshotAnswer({ ...context, document, analysis }, {}),
  };
}

/** Where each line is written, without its end and the white space around it: what folds a line may be written as part of the one before. */
function linesOf(dockerfile: InlineDockerfile): ModelRange[] {
  const lines = dockerfile.context.document.getText().split("\n");
  return lines.map((text, line) => {
    const end = text.trimEnd().length;
    const start = Math.min(text.length - text.trimStart().length, end);
    return hostRange(dockerfile, { start: { line, character: start }, end: { line, character: end } });
  });
}

/** Empty lines at the end mean nothing, and not every file keeps them. */
function linesIn(text: string): number {
  return text.trimEnd().split("\n").length;
}
