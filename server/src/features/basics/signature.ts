/** Signature help: the parameters of the instruction at a position, of its trigger behind ONBUILD, and of `# escape=`. */
import type { Position, SignatureHelp } from "vscode-languageserver-protocol";
import { commentAt, lineAt } from "../../dockerfile/dockerfile";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toTextOrGap } from "../../dockerfile/sourceMap";
import { offsetOf } from "../context";
import type { FeatureContext } from "../context";
import { directiveSignature, signatureAt } from "./library";

/** What may end a line for the library alone, and the marks of heredocs, whose bodies it would look for. */
const MISREAD = /[\r\v\f\u2028\u2029]|<<(?=[-\w"'])/g;

/** The signatures at a position; null in comments, in heredocs, on keywords, and where there is no instruction. */
export function signatureHelp(context: FeatureContext, position: Position): SignatureHelp | null {
  const { file } = context.analysis.model;
  const offset = offsetOf(context, position);
  const comment = commentAt(file, offset);
  if (comment) {
    const isFirst =
      comment.gap !== null && file.gaps[comment.gap]?.kind === "directive" && position.line === 0;
    return isFirst ? directiveSignature(file.text.slice(comment.start, comment.end)) : null;
  }
  const line = lineAt(file, offset);
  if (!line || line.heredocs.some(({ body }) => body.start <= offset)) return null;
  const at = toTextOrGap(line, file.text, offset) ?? behindEscape(line, offset);
  const written = line.instruction.text.replace(MISREAD, found => "x".repeat(found.length));
  return signatureAt(written, at, file.escape);
}

/** The offset in the text for a place behind an escape character, where nothing but white space stands: the end of its line. */
function behindEscape({ pieces, instruction }: LogicalLine, offset: number): number {
  const later = pieces.findIndex((documentStart, index) => index % 2 === 1 && documentStart > offset);
  return pieces[later - 1] ?? instruction.text.length;
}
