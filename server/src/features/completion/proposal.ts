/** What is proposed at a place, and how a client is told: as much of it as the client can show. */
import { InsertTextFormat, MarkupKind } from "vscode-languageserver-types";
import type {
  ClientCapabilities,
  CompletionItem,
  CompletionItemKind,
  InsertReplaceEdit,
  TextEdit,
} from "vscode-languageserver-protocol";
import { toDocumentParts } from "../../dockerfile/sourceMap";
import { touches } from "../../dockerfile/source";
import type { CompletionPlace } from "../../stages/cursor/completionPlaces";
import { resolvesCompletion } from "../capabilities";
import { rangeOf } from "../context";
import type { FeatureContext } from "../context";
import { describeTopic } from "./describe";
import type { Topic } from "./describe";

/** Something that may be written at a place. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is written, where that is not the label. */
  readonly newText?: string;
  /** The same with `$1` where the cursor goes, for clients that know snippets. */
  readonly snippet?: string;
  /** What is shown beside the label. */
  readonly note?: string;
  /** One line, where no topic gives it. */
  readonly detail?: string;
  /** What is said of it when somebody looks closer. */
  readonly topic?: Topic;
  /** The characters that take it and are written behind it: only where nothing else can be meant. */
  readonly commit?: readonly string[];
}

/** What a client can do with proposals. */
export interface CompletionSupport {
  readonly insertReplace: boolean;
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly markdown: boolean;
  readonly commitCharacters: boolean;
  /** It asks for detail and documentation when it shows them. */
  readonly resolves: boolean;
  /** The command that asks once more, or null. */
  readonly suggestCommand: string | null;
}

/** What a client says of itself. */
export function completionSupport(
  { textDocument }: ClientCapabilities,
  suggestCommand?: string,
): CompletionSupport {
  const item = textDocument?.completion?.completionItem;
  return {
    insertReplace: item?.insertReplaceSupport === true,
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    commitCharacters: item?.commitCharactersSupport === true,
    resolves: resolvesCompletion(textDocument?.completion),
    suggestCommand: suggestCommand ?? null,
  };
}

/** What comes back with an item that is to be resolved. */
export interface ItemData {
  readonly uri: string;
  readonly topic: Topic;
}

/** What is written is not whole without something behind it. */
const WANTS_MORE = /[=,](?:\$1)?$/;

/** The items of a place, in the order of the proposals. */
export function toItems(
  context: FeatureContext,
  place: CompletionPlace,
  offset: number,
  proposals: readonly Proposal[],
  support: CompletionSupport,
): CompletionItem[] {
  const edit = editAt(context, place, offset, support);
  // A file may have a thousand stages: each item is one object, made once.
  return proposals.map(({ label, kind, note, detail, topic, commit, snippet, newText = label }) => {
    const written = (support.snippets ? snippet : undefined) ?? newText;
    const item: CompletionItem = { label, kind, filterText: newText, textEdit: edit(written) };
    if (written === snippet) item.insertTextFormat = InsertTextFormat.Snippet;
    if (detail !== undefined) item.detail = detail;
    if (note !== undefined && support.labelDetails) item.labelDetails = { description: note };
    else if (note !== undefined) item.detail ??= note;
    if (topic && support.resolves) item.data = { uri: context.document.uri, topic } satisfies ItemData;
    else if (topic) Object.assign(item, describe(context, topic, support));
    if (commit && support.commitCharacters) item.commitCharacters = [...commit];
    if (support.suggestCommand !== null && WANTS_MORE.test(written))
      item.command = { title: "", command: support.suggestCommand };
    return item;
  });
}

/** The detail and the documentation of a topic, in the form that the client shows. */
export function describe(
  { analysis }: FeatureContext,
  topic: Topic,
  { markdown }: Pick<CompletionSupport, "markdown">,
): Pick<CompletionItem, "detail" | "documentation"> {
  const description = describeTopic(analysis, topic, markdown);
  if (!description) return {};
  const { detail, text } = description;
  const described: Pick<CompletionItem, "detail" | "documentation"> = {};
  if (detail !== undefined) described.detail = detail;
  if (text !== undefined)
    described.documentation = { kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: text };
  return described;
}

/** Replaces the token, as far as it stands on the line of the cursor: an edit of a completion is one line's. */
function editAt(
  context: FeatureContext,
  place: CompletionPlace,
  offset: number,
  { insertReplace }: CompletionSupport,
): (newText: string) => TextEdit | InsertReplaceEdit {
  const { line, token } = place;
  const isInDocument = !line || (place.kind === "variable" && place.isInHeredoc);
  const parts = isInDocument ? [token] : toDocumentParts(line, token);
  const part = parts.find(span => touches(span, offset));
  const { start, end } = part ?? { start: offset, end: offset };
  const replace = rangeOf(context, { start, end });
  if (!insertReplace) return newText => ({ range: replace, newText });
  const insert = rangeOf(context, { start, end: offset });
  return newText => ({ newText, insert, replace });
}
