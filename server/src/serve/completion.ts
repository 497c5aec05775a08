import type { CompletionItem } from "vscode-languageserver-protocol";
import { completion, resolveCompletion } from "../features/completion/completion";
import { completionSupport } from "../features/completion/proposal";
import { askedOf } from "../features/inline/fromHost";
import { builtView } from "../workspace/builtFiles";
import type { Serve } from "./service";
import { documentChanged } from "../transport/errors";

/** A folder may have to be known before it is known which others are wanted. */
const MOST_READINGS = 3;

export const serveCompletion: Serve = service => {
  const { connection, requests, documents, contextFiles, snippetFiles, client, clientOptions } = service;
  const { aroundFiles, inline, basics } = service;
  const support = completionSupport(client, clientOptions.suggestCommand);
  connection.onCompletion(async (params, token) => {
    const { textDocument } = params;
    if (await aroundFiles.takesAt(params)) return aroundFiles.completion(params, support);
    const trigger = params.context?.triggerCharacter;
    const [inside] = askedOf(await inline.in(textDocument.uri), params);
    const context = contextFiles.view(inside?.buildContext ?? textDocument.uri);
    const built = builtView(connection, textDocument.uri, clientOptions.readsStages === true);
    // Builds of a Dockerfile inside of a file are not looked into.
    const folders = inside
      ? { context: inside.buildContext === null ? () => null : context.list, stage: () => null }
      : { context: context.list, stage: built.list };
    const loaded = await basics.of(textDocument.uri);
    const snippets = support.snippets ? await snippetFiles.read() : [];
    const answer = requests.handle<typeof params, CompletionItem[]>([], (feature, { position }) =>
      completion(feature, { position, trigger }, support, folders, snippets, loaded?.keywordItems),
    );
    let items = await answer(params, token);
    for (let reading = 0; reading < MOST_READINGS; reading++) {
      const version = documents.version(textDocument.uri);
      const hasRead = await Promise.all([context.read(), built.read()]);
      if (!hasRead.includes(true)) break;
      if (documents.version(textDocument.uri) !== version) throw documentChanged();
      items = await answer(params, token);
    }
    return items;
  });
  if (support.resolves)
    connection.onCompletionResolve((item, token) => {
      const { uri } = (item.data ?? {}) as { uri?: unknown };
      if (typeof uri !== "string") return item;
      // Its edit is that of the file already, where the Dockerfile is only a part of it.
      const { textEdit, ...rest } = item;
      const answer = requests.handle(rest, context => resolveCompletion(context, rest, support));
      return answer({ textDocument: { uri } }, token).then(resolved => ({
        ...resolved,
        ...(textEdit && { textEdit }),
      }));
    });
};
