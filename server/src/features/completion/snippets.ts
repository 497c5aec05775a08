/** Snippets where an instruction can begin: those that are legal there, the likeliest first, with the names of the file. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind, InsertTextFormat, MarkupKind } from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-protocol";
import type { Analysis } from "../../stages/analysis/analysis";
import { startPlaceAt } from "../../stages/cursor/startPlace";
import type { StartPlace } from "../../stages/cursor/startPlace";
import { rangeOf } from "../context";
import type { FeatureContext } from "../context";
import { render } from "../hover/markup";
import type { CompletionSupport } from "./proposal";
import type { Snippet, SnippetKind } from "./snippetList";
import { expandSnippet, withValues, writeSnippetText } from "./snippetText";
import type { Piece } from "./snippetText";

/** What is looked for before the first stage, and in a stage. */
const ORDER_BEFORE: readonly SnippetKind[] = ["file", "comment", "argument", "stage"];
const ORDER_INSIDE: readonly SnippetKind[] = ["comment", "instruction", "stage", "argument"];

/** The snippets for a document offset; none for a client that does not know tab stops. */
export function snippetItems(
  context: FeatureContext,
  offset: number,
  snippets: readonly Snippet[],
  { snippets: knowsSnippets, insertReplace, labelDetails, markdown }: CompletionSupport,
): CompletionItem[] {
  const place = knowsSnippets ? startPlaceAt(context.analysis.model, offset) : null;
  if (!place) return [];
  const { token } = place;
  const replace = rangeOf(context, token);
  const insert = rangeOf(context, { start: token.start, end: offset });
  return proposeSnippets(context.analysis, place, snippets).map(({ name, description, pieces }) => {
    const newText = writeSnippetText(pieces);
    const { text } = expandSnippet(pieces);
    return {
      label: name,
      kind: CompletionItemKind.Snippet,
      // `npm run l10n` knows the files of the snippets. A detail is shown of the row that is chosen alone.
      detail: l10n.t(description),
      ...(labelDetails && { labelDetails: { description: l10n.t(description) } }),
      documentation: render(
        [{ kind: "dockerfile", text }],
        markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      ),
      filterText: name,
      insertTextFormat: InsertTextFormat.Snippet,
      textEdit: insertReplace ? { newText, insert, replace } : { newText, range: replace },
    };
  });
}

/** What is legal at a place, in the words of the file. */
function proposeSnippets(analysis: Analysis, place: StartPlace, snippets: readonly Snippet[]): Snippet[] {
  const order = place.stagesBefore === 0 ? ORDER_BEFORE : ORDER_INSIDE;
  return order
    .flatMap(kind => snippets.filter(snippet => snippet.kind === kind))
    .flatMap(snippet => {
      const pieces = fitted(analysis, place, snippet);
      return pieces ? [{ ...snippet, pieces }] : [];
    });
}

/** The snippet with the names of a file in place of its own; null where it cannot stand. */
function fitted(analysis: Analysis, place: StartPlace, snippet: Snippet): readonly Piece[] | null {
  const { model } = analysis;
  const { kind, pieces, names, earlier } = snippet;
  // A whole file in one that has stages would be two.
  if (kind === "file") return model.stages.length === 0 ? pieces : null;
  if (kind === "comment") return describing(analysis, place, pieces);
  const taken = new Set(model.stages.map(({ name }) => name));
  const renamed = names.reduce(
    (all, { number, name }) => (taken.has(name) ? withValues(all, number, [unusedName(name, taken)]) : all),
    pieces,
  );
  if (!earlier) return renamed;
  const choices = stagesBefore(analysis, place, kind, earlier.name);
  return choices.length === 0 ? null : withValues(renamed, earlier.number, choices);
}

/**
 * The names of the stages that can be meant before a place: the one that the snippet names, if there is one, then the
 * nearest first. An instruction cannot mean the stage that it stands in.
 */
function stagesBefore(
  { model: { stages } }: Analysis,
  place: StartPlace,
  kind: SnippetKind,
  likeliest: string,
): string[] {
  const count = place.stagesBefore - (kind === "instruction" ? 1 : 0);
  const names = new Set(
    stages
      .slice(0, Math.max(0, count))
      .map(({ name }) => name)
      .filter(name => name !== "")
      .reverse(),
  );
  return names.delete(likeliest) ? [likeliest, ...names] : [...names];
}

/** The comment that describes the stage whose `FROM` comes next; null where none does, or it has no name. */
function describing(
  { model: { file, stages } }: Analysis,
  { token }: StartPlace,
  pieces: readonly Piece[],
): Piece[] | null {
  const next = file.lines.find(({ start }) => start > token.end);
  const stage = next && stages.find(({ line }) => line === next);
  return stage?.nameWord && stage.description === null ? withValues(pieces, 1, [stage.nameWord.text]) : null;
}

function unusedName(name: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
