/**
 * The builds of Dockerfiles that other files of the workspace describe, and the one in force of each: what a person chose is
 * remembered for the workspace, and told to the server whenever it starts.
 */
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { UsesAnswer } from "../../../../server/src/protocol";
import type { LanguageServer } from "../../server/languageServer";
import { NO_USES } from "./findUse";
import { readChoices, withChoice, type UseChoice } from "./useChoices";

export interface Uses {
  /** The uses of a Dockerfile, once the server has read the files of the workspace; none where it does not answer. */
  of(uri: vscode.Uri): Promise<UsesAnswer>;
  /** What was last heard of them; undefined where nobody has asked yet. */
  known(uri: vscode.Uri): UsesAnswer | undefined;
  /** A use by its id, `NO_USE` for the Dockerfile's own settings, or null for automatic. Forgets a chosen context. */
  choose(uri: vscode.Uri, id: string | null): Promise<void>;
  /** The folder that is the build context in place of another one, whatever else says so; undefined where none was chosen. */
  contextOf(uri: vscode.Uri): string | undefined;
  /** Remembers a folder, by its path, as the build context of a Dockerfile; forgets it without one. */
  chooseContext(uri: vscode.Uri, context: string | undefined): Promise<void>;
  /** The uses of a Dockerfile, or what is chosen of them, are others. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
  dispose(): void;
}

const KEY = "uses";
/** A large workspace takes that long to be read; a build then goes by what is known. */
const READ_WITHIN_MS = 5_000;

/** The store of a window; `memento` belongs to the workspace. */
export function createUses(
  server: Pick<LanguageServer, "uses" | "chooseUse" | "onDidChangeUses" | "onDidStart">,
  memento: vscode.Memento,
): Uses {
  const answers = new Map<string, UsesAnswer>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const choices = () => readChoices(memento.get(KEY));

  /** A server that knows no uses has none to tell. */
  function ask(uri: vscode.Uri): Promise<UsesAnswer> {
    return server.uses(uri).catch(() => NO_USES);
  }

  function keep(uri: vscode.Uri, answer: UsesAnswer): void {
    const before = JSON.stringify(answers.get(uri.toString()));
    answers.set(uri.toString(), answer);
    if (JSON.stringify(answer) !== before) changed.fire(uri);
  }

  async function remember(uri: vscode.Uri, choice: UseChoice): Promise<void> {
    await memento.update(KEY, withChoice(choices(), uri.toString(), choice));
  }

  function tell(uri: vscode.Uri, { use, context }: UseChoice): Promise<UsesAnswer> {
    return context === undefined
      ? server.chooseUse(uri, use ?? null)
      : server.chooseUse(uri, use ?? null, vscode.Uri.file(context));
  }

  function tellAll(): void {
    for (const [uri, choice] of Object.entries(choices()))
      void tell(vscode.Uri.parse(uri), choice).catch(() => undefined);
  }

  const listeners = vscode.Disposable.from(
    server.onDidStart(() => {
      answers.clear();
      tellAll();
    }),
    // It tells of changes for as long as a file is open.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      answers.delete(uri.toString());
    }),
    server.onDidChangeUses(uris => {
      for (const uri of uris)
        void ask(uri).then(answer => {
          keep(uri, answer);
        });
    }),
  );
  return {
    async of(uri) {
      const before = answers.get(uri.toString());
      // The server tells of every change.
      if (before?.isKnown) return before;
      const deadline = Date.now() + READ_WITHIN_MS;
      let answer = await ask(uri);
      while (!answer.isKnown && Date.now() < deadline && vscode.workspace.getWorkspaceFolder(uri)) {
        const heard = nextChange(server, uri);
        await Promise.race([heard.came, sleep(deadline - Date.now())]);
        heard.dispose();
        answer = await ask(uri);
      }
      keep(uri, answer);
      return answer;
    },
    known: uri => answers.get(uri.toString()),
    async choose(uri, id) {
      await remember(uri, id === null ? {} : { use: id });
      keep(uri, await server.chooseUse(uri, id));
      changed.fire(uri);
    },
    contextOf: uri => choices()[uri.toString()]?.context,
    async chooseContext(uri, context) {
      const { use } = choices()[uri.toString()] ?? {};
      const choice = { ...(use !== undefined && { use }), ...(context !== undefined && { context }) };
      await remember(uri, choice);
      keep(uri, await tell(uri, choice));
      changed.fire(uri);
    },
    onDidChange: changed.event,
    dispose() {
      listeners.dispose();
      changed.dispose();
    },
  };
}

/** The next time that the uses of a file are others. */
function nextChange(
  { onDidChangeUses }: Pick<LanguageServer, "onDidChangeUses">,
  wanted: vscode.Uri,
): { came: Promise<void>; dispose: () => void } {
  let listener: vscode.Disposable | undefined;
  const came = new Promise<void>(resolve => {
    listener = onDidChangeUses(uris => {
      if (uris.some(uri => uri.toString() === wanted.toString())) resolve();
    });
  });
  return {
    came,
    dispose: () => {
      listener?.dispose();
    },
  };
}
