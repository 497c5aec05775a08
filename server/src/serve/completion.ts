import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { CompletionItem } from "vscode-languageserver";
import { COMPLETION_TRIGGERS, completion, resolveCompletion } from "../features/completion/completion";
import { completionSupport } from "../features/completion/proposal";
import type { Serve } from "./service";

/** A folder may have to be known before it is known which others are wanted. */
const MOST_READINGS = 3;

export const serveCompletion: Serve = service => {
  const { connection, requests, documents, contextFiles, snippetFiles, client, told } = service;
  const support = completionSupport(client, told.suggestCommand);
  connection.onCompletion(async (params, token) => {
    const { position, textDocument } = params;
    const trigger = params.context?.triggerCharacter;
    const view = contextFiles.view(textDocument.uri);
    const snippets = support.snippets ? await snippetFiles.read() : [];
    const answer = requests.handle<typeof params, CompletionItem[]>([], context =>
      completion(context, { position, trigger }, support, view.list, snippets),
    );
    let items = await answer(params, token);
    for (let reading = 0; reading < MOST_READINGS; reading++) {
      const version = documents.version(textDocument.uri);
      if (!(await view.read())) break;
      if (documents.version(textDocument.uri) !== version)
        throw new ResponseError(LSPErrorCodes.ContentModified, "The document has changed.");
      items = await answer(params, token);
    }
    return items;
  });
  if (support.resolves)
    connection.onCompletionResolve((item, token) => {
      const { uri } = (item.data ?? {}) as { uri?: unknown };
      if (typeof uri !== "string") return item;
      const answer = requests.handle(item, context => resolveCompletion(context, item, support));
      return answer({ textDocument: { uri } }, token);
    });
  return {
    completionProvider: {
      triggerCharacters: [...COMPLETION_TRIGGERS],
      ...(support.resolves ? { resolveProvider: true } : {}),
    },
  };
};
