/**
 * The texts of open documents that are no Dockerfiles, as they are typed. Clients that register nothing later send the changes of all
 * documents as ranges, and only who keeps the text knows what a range leaves.
 */
import { TextDocument } from "vscode-languageserver-textdocument";

export interface OpenTexts {
  readonly open: (uri: string, languageId: string, version: number, text: string) => void;
  /** The text behind some changes, in their order; null for a document that was not opened here. */
  readonly change: (
    uri: string,
    version: number,
    changes: Parameters<typeof TextDocument.update>[1],
  ) => string | null;
  readonly close: (uri: string) => void;
}

export function createOpenTexts(): OpenTexts {
  const documents = new Map<string, TextDocument>();
  return {
    open: (uri, languageId, version, text) => {
      documents.set(uri, TextDocument.create(uri, languageId, version, text));
    },
    change: (uri, version, changes) => {
      const document = documents.get(uri);
      return document ? TextDocument.update(document, changes, version).getText() : null;
    },
    close: uri => {
      documents.delete(uri);
    },
  };
}
