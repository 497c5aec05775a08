/** Sees in the answers of the language server, and in what the editor then makes of them, what the walkthrough waits for. */
import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient";
import { completeStep } from "./completeStep";

/** A definition is asked for where the pointer only passes by, too: it was followed if the cursor arrives there this soon. */
const FOLLOWED_WITHIN_MS = 5_000;
/** A person may look at the changes of a rename before they are made. */
const RENAMED_WITHIN_MS = 60_000;

/** Run by VS Code when the snippet that carries it has been inserted. */
const SNIPPET_INSERTED = "dockerfileStages.snippetInserted";

export interface StepWatch {
  middleware: Required<
    Pick<Middleware, "provideDefinition" | "provideRenameEdits" | "provideCompletionItem">
  >;
  dispose(): void;
}

interface Place {
  uri: string;
  position: vscode.Position;
}

interface Expected<T> {
  value: T;
  until: number;
}

/** Watches until it is disposed. The middleware changes no answer, but that snippets say when they are inserted. */
export function watchSteps(): StepWatch {
  let followed: Expected<Place[]> | undefined;
  let renamed: Expected<string> | undefined;

  const subscriptions = [
    vscode.commands.registerCommand(SNIPPET_INSERTED, () => {
      completeStep("insertedSnippet");
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      if (followed === undefined || kind !== vscode.TextEditorSelectionChangeKind.Command) return;
      const { value, until } = followed;
      const uri = textEditor.document.uri.toString();
      const arrived = (place: Place) =>
        place.uri === uri && selections.some(({ start }) => start.isEqual(place.position));
      if (Date.now() <= until && value.some(arrived)) completeStep("followedReference");
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (renamed === undefined || contentChanges.length === 0) return;
      const { value, until } = renamed;
      if (document.uri.toString() !== value) return;
      renamed = undefined;
      if (Date.now() <= until) completeStep("renamedStage");
    }),
  ];

  return {
    middleware: {
      async provideDefinition(document, position, token, next) {
        const answer = await next(document, position, token);
        followed = { value: placesOf(answer ?? []), until: Date.now() + FOLLOWED_WITHIN_MS };
        return answer;
      },
      async provideRenameEdits(document, position, newName, token, next) {
        const edit = await next(document, position, newName, token);
        if (edit && edit.size > 0)
          renamed = { value: document.uri.toString(), until: Date.now() + RENAMED_WITHIN_MS };
        return edit;
      },
      async provideCompletionItem(document, position, context, token, next) {
        const answer = await next(document, position, context, token);
        for (const item of Array.isArray(answer) ? answer : (answer?.items ?? [])) {
          if (item.kind === vscode.CompletionItemKind.Snippet)
            item.command ??= { title: "", command: SNIPPET_INSERTED };
        }
        return answer;
      },
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Where the cursor stands after each of these definitions was gone to. */
function placesOf(answer: vscode.Definition | readonly vscode.DefinitionLink[]): Place[] {
  const all: readonly (vscode.Location | vscode.DefinitionLink)[] = "uri" in answer ? [answer] : answer;
  return all.map(one =>
    "targetUri" in one
      ? {
          uri: one.targetUri.toString(),
          position: (one.targetSelectionRange ?? one.targetRange).start,
        }
      : { uri: one.uri.toString(), position: one.range.start },
  );
}
