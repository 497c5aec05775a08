/**
 * Where kept builds blame the order of instructions. The history says what ran again and again, the server whether that needs what was
 * copied: it reports it as a problem, and the report of a build says the same.
 */
import * as vscode from "vscode";
import type { OrderHint } from "../../../server/src/protocol";
import { isRestricted, onDidLeaveRestrictedMode } from "../build/restrictedMode";
import { createNewest } from "../engine/newest";
import { LANGUAGE } from "../language";
import type { BuildHistory } from "../results/buildHistory";
import type { LanguageServer } from "../server/languageServer";

export interface OrderHints {
  /** Those of a Dockerfile, as of the last time that its builds were looked at. */
  of(uri: vscode.Uri): readonly OrderHint[];
  readonly onDidChange: vscode.Event<vscode.Uri>;
  dispose(): void;
}

/** Tells the server of each Dockerfile in sight, and again when it was built, or when its files may be others. */
export function createOrderHints(
  server: Pick<LanguageServer, "buildCosts" | "onDidStart">,
  history: Pick<BuildHistory, "repeats" | "onDidChange">,
  onDidChangeFiles: vscode.Event<vscode.Uri>,
): OrderHints {
  const known = new Map<string, readonly OrderHint[]>();
  /** The Dockerfiles of which the server knows something. */
  const told = new Set<string>();
  const newest = createNewest();
  const changed = new vscode.EventEmitter<vscode.Uri>();

  async function look(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    const key = uri.toString();
    if (isRestricted()) return;
    const hints = await newest.ask(key, async () => {
      const repeats = await history.repeats(uri);
      // Where there is nothing, and was nothing, nobody is asked.
      if (repeats.length === 0 && !told.has(key)) return [];
      const answer = await server.buildCosts(document, repeats);
      if (repeats.length === 0) told.delete(key);
      else told.add(key);
      return answer.hints;
    });
    if (hints === undefined || JSON.stringify(known.get(key) ?? []) === JSON.stringify(hints)) return;
    known.set(key, hints);
    changed.fire(uri);
  }

  function lookAt(isWanted: (document: vscode.TextDocument) => boolean): void {
    for (const { document } of vscode.window.visibleTextEditors)
      if (document.languageId === LANGUAGE && document.uri.scheme === "file" && isWanted(document))
        // Whoever does not know says nothing: a server that ends, a storage that cannot be read.
        look(document).catch(() => undefined);
  }

  const all = () => {
    lookAt(() => true);
  };
  const ofFile = (uri: vscode.Uri) => {
    lookAt(document => document.uri.toString() === uri.toString());
  };
  const listeners = vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(() => {
      lookAt(({ uri }) => !told.has(uri.toString()));
    }),
    history.onDidChange(({ uri }) => {
      ofFile(uri);
    }),
    onDidChangeFiles(ofFile),
    server.onDidStart(() => {
      told.clear();
      all();
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration("dockerfileStages.rules")) all();
    }),
    onDidLeaveRestrictedMode(all),
  );
  all();
  return {
    of: uri => known.get(uri.toString()) ?? [],
    onDidChange: changed.event,
    dispose() {
      listeners.dispose();
      changed.dispose();
    },
  };
}
