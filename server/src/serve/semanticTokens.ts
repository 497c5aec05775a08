import type { Range, SemanticTokens, SemanticTokensDelta } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { takesTokenDeltas } from "../features/capabilities";
import { semanticTokens } from "../features/semanticTokens";
import { tokenEdits } from "../features/tokenEdits";
import type { TokenMemory } from "../features/semanticTokens";
import type { Serve } from "./service";

interface TokenParams {
  readonly textDocument: { uri: string };
}

/** Offers the requests that the client makes. The last answer is kept as long as its document is open. */
export const serveSemanticTokens: Serve = ({ connection, requests, client }) => {
  const asked = client.textDocument?.semanticTokens?.requests;
  if (!asked) return;
  const delta = takesTokenDeltas(asked);
  const memory: TokenMemory = new WeakMap();
  const kept = new WeakMap<TextDocument, Required<SemanticTokens>>();
  let answers = 0;

  function keep(document: TextDocument, data: number[]): SemanticTokens {
    if (!delta) return { data };
    const answer = { resultId: String(++answers), data };
    kept.set(document, answer);
    return answer;
  }

  if (asked.full)
    connection.languages.semanticTokens.on(
      requests.handle<TokenParams, SemanticTokens | null>(null, context => {
        // Of several servers an editor takes one: that of Docker DX colors the rest of a bake file.
        if (context.inside?.isDockerDxFile && context.settings.isBesideDockerDx) return null;
        return keep(context.document, semanticTokens(context, memory));
      }),
    );
  if (delta)
    connection.languages.semanticTokens.onDelta(
      requests.handle<TokenParams & { previousResultId: string }, SemanticTokens | SemanticTokensDelta>(
        { data: [] },
        (context, { previousResultId }) => {
          const before = kept.get(context.document);
          const after = keep(context.document, semanticTokens(context, memory));
          if (before?.resultId !== previousResultId || after.resultId === undefined) return after;
          return { resultId: after.resultId, edits: tokenEdits(before.data, after.data) };
        },
      ),
    );
  if (asked.range)
    connection.languages.semanticTokens.onRange(
      requests.handle<TokenParams & { range: Range }, SemanticTokens | null>(null, (context, { range }) => ({
        data: semanticTokens(context, memory, range),
      })),
    );
};
