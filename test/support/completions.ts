/** Completion in tests: a marked text in, what a person would see and get out. */
import type { CompletionItem, InsertReplaceEdit, Range, TextEdit } from "vscode-languageserver-protocol";
import type { ListStage } from "../../server/src/features/completion/builtPaths";
import { completion } from "../../server/src/features/completion/completion";
import type { ListFolder } from "../../server/src/features/completion/paths";
import type { CompletionSupport } from "../../server/src/features/completion/proposal";
import { NOTHING_KNOWN, createDocuments } from "../../server/src/workspace/documents";
import type { FeatureContext } from "../../server/src/features/context";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { URI, contextOf } from "./feature";
import { cursor } from "./marked";
import { MACHINE } from "./machine";

/** A client that can do nothing but show a list. */
export const PLAIN: CompletionSupport = {
  insertReplace: false,
  snippets: false,
  labelDetails: false,
  markdown: false,
  commitCharacters: false,
  resolves: false,
  suggestCommand: null,
};

/** A client that can do everything at once. */
export const ABLE: CompletionSupport = {
  insertReplace: false,
  snippets: true,
  labelDetails: true,
  markdown: true,
  commitCharacters: true,
  resolves: false,
  suggestCommand: null,
};

export interface Asked {
  readonly trigger?: string;
  readonly support?: CompletionSupport;
  /** The names of named contexts. */
  readonly contexts?: readonly string[];
  /** The files of the build context, by their paths. */
  readonly files?: readonly string[];
  /** The files of the image of each stage, by their paths. */
  readonly built?: ListStage;
  readonly dockerignore?: string;
}

/** What is proposed at the cursor of a text, in the order that a client shows. */
export function proposed(marked: string, asked: Asked = {}): CompletionItem[] {
  const { text, offset } = cursor(marked);
  const context = contextFor(text, asked);
  const position = context.document.positionAt(offset);
  const { trigger, support = PLAIN, files, built } = asked;
  const folders = { context: files ? listed(files) : () => null, stage: built ?? (() => null) };
  const items = completion(context, { position, trigger }, support, folders);
  return items.sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
}

/** The labels of what is proposed; those of a client that is asked to show a note, with it. */
export function labels(marked: string, asked: Asked = {}): string[] {
  return proposed(marked, asked).map(({ label }) => label);
}

/** The text after the proposal with a label has been taken. */
export function taken(marked: string, label: string, asked: Asked = {}): string {
  const { text, offset } = cursor(marked);
  const item = proposed(marked, asked).find(found => found.label === label);
  if (!item) throw new Error(`${label} is not proposed: ${labels(marked, asked).join(", ")}`);
  return applied(contextOf(text), item, offset).text;
}

/** The text after a proposal has been taken, and the offsets of what was replaced. */
export function applied(
  context: FeatureContext,
  { textEdit }: CompletionItem,
  offset: number,
): { text: string; start: number; end: number } {
  if (!textEdit) throw new Error("A proposal without an edit.");
  const range = rangeOf(textEdit);
  const { document } = context;
  if (range.start.line !== range.end.line) throw new Error("An edit of more than one line.");
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  if (offset < start || offset > end) throw new Error("An edit away from the cursor.");
  const text = document.getText();
  return { text: text.slice(0, start) + textEdit.newText + text.slice(end), start, end };
}

function rangeOf(edit: TextEdit | InsertReplaceEdit): Range {
  return "range" in edit ? edit.range : edit.replace;
}

function contextFor(text: string, { contexts, dockerignore }: Asked): FeatureContext {
  const documents = createDocuments(() => null, MACHINE);
  documents.open(URI, "dockerfile", 1, text);
  const named = Object.fromEntries((contexts ?? []).map(name => [name, "."]));
  const settings = { ...DEFAULT_SETTINGS, build: { context: "", contexts: named, platforms: [] } };
  const ignoreFile = dockerignore === undefined ? null : readIgnoreFile(dockerignore);
  const context = documents.read(URI, settings, { ...NOTHING_KNOWN, ignoreFile });
  if (!context) throw new Error("The document is not open.");
  return context;
}

function listed(files: readonly string[]): ListFolder {
  return folder => {
    const prefix = folder === "/" ? "" : `${folder.slice(1)}/`;
    const names = new Map<string, boolean>();
    for (const file of files) {
      if (!file.startsWith(prefix)) continue;
      const [name = "", ...rest] = file.slice(prefix.length).split("/");
      names.set(name, rest.length > 0);
    }
    return names.size === 0 ? null : [...names].map(([name, isFolder]) => ({ name, isFolder }));
  };
}
