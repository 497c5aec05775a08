/** The flags that can be put in front of the first operand, which is written already: each with the white space behind it. */
import type { CompletionItem } from "vscode-languageserver-protocol";
import { lineAt } from "../../dockerfile/dockerfile";
import { toText } from "../../dockerfile/sourceMap";
import type { FlagPlace } from "../../stages/cursor/completionPlaces";
import { proposeFlags } from "../completion/flags";
import { toItems } from "../completion/proposal";
import type { CompletionSupport, Proposal } from "../completion/proposal";
import type { FeatureContext } from "../context";

/** The flags for a document offset; none where no operand begins. */
export function flagsInFront(
  context: FeatureContext,
  offset: number,
  support: CompletionSupport,
): CompletionItem[] {
  const { model, frontend } = context.analysis;
  const line = lineAt(model.file, offset);
  const at = line && toText(line, offset);
  if (!line || at === null) return [];
  const instruction = line.instruction.trigger ?? line.instruction;
  const { rest, keywordSpan, flags } = instruction;
  if (at !== rest.start || rest.start === rest.end || at <= keywordSpan.end) return [];
  const given = new Set(flags.map(({ name }) => name));
  const place: FlagPlace = {
    kind: "flag",
    line,
    token: { start: at, end: at },
    instruction,
    given,
    own: null,
  };
  return toItems(context, place, offset, proposeFlags(frontend, place).map(inFront), support);
}

/** Without characters that take it and are written behind it: what is written behind it is there. */
function inFront({ newText, snippet, label, kind, topic }: Proposal): Proposal {
  const text = newText ?? label;
  const written = snippet ?? (text.endsWith("=") ? `${text}$1` : text);
  return {
    label,
    kind,
    ...(topic && { topic }),
    newText: `${text} `,
    ...(written.includes("$") && { snippet: `${written} ` }),
  };
}
