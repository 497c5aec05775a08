/** A document as an editor has it, without the editor: it is edited, and tells of its changes in VS Code's words. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextChange } from "../../client/src/snapshot/movedRange";

/** A change by offsets, in the text before all changes of the same edit. */
export interface OffsetChange {
  start: number;
  end: number;
  text: string;
}

export interface EditorDocument {
  readonly version: number;
  isDirty: boolean;
  getText(): string;
  /** One edit; whoever listens hears of it when the document has its new text. */
  edit(...changes: OffsetChange[]): void;
  onChange(listener: (changes: readonly TextChange[]) => void): void;
}

export function editorDocument(text: string): EditorDocument {
  let document = TextDocument.create("file:///work/Dockerfile", "dockerfile", 1, text);
  const listeners: ((changes: readonly TextChange[]) => void)[] = [];
  return {
    get version() {
      return document.version;
    },
    isDirty: false,
    getText: () => document.getText(),
    edit(...changes) {
      const told = changes.map(({ start, end, text: inserted }) => ({
        range: { start: document.positionAt(start), end: document.positionAt(end) },
        rangeOffset: start,
        rangeLength: end - start,
        text: inserted,
      }));
      const later = [...changes]
        .sort((a, b) => b.start - a.start)
        .reduce(
          (all, { start, end, text: inserted }) => all.slice(0, start) + inserted + all.slice(end),
          document.getText(),
        );
      document = TextDocument.create(document.uri, "dockerfile", document.version + 1, later);
      this.isDirty = true;
      for (const listener of listeners) listener(told);
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
