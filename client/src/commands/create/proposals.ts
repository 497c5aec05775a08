/**
 * Changes that are proposed and wait for a person, who accepts or dismisses them in the title of the editor that shows them, or of the
 * diff: a message would go before somebody has read the file.
 */
import * as vscode from "vscode";

/** The URIs of the documents of proposals that wait, for the `when` of the buttons in the title. */
const CONTEXT_KEY = "dockerfileStages.proposed";

export interface Proposals {
  /**
   * Waits until a person accepts (true) or dismisses what the editors of these documents show, there or in the editor of `beside`. A
   * newer proposal for one of them dismisses it.
   */
  wait(documents: readonly vscode.Uri[], beside?: vscode.Uri): Promise<boolean>;
  /** Settles the proposal of a document, by default that of the active editor. */
  settle(document: unknown, isAccepted: boolean): void;
  dispose(): void;
}

interface Waiting {
  documents: ReadonlySet<string>;
  /** Without these it is seen no more. */
  shown: readonly string[];
  settle: (isAccepted: boolean) => void;
}

/** No proposal yet. One whose editors are all closed is dismissed. */
export function createProposals(): Proposals {
  let waiting: Waiting[] = [];

  function keep(next: Waiting[]): void {
    waiting = next;
    const documents = waiting.flatMap(proposal => [...proposal.documents]);
    void vscode.commands.executeCommand("setContext", CONTEXT_KEY, documents);
  }

  function end(proposal: Waiting, isAccepted: boolean): void {
    if (!waiting.includes(proposal)) return;
    keep(waiting.filter(other => other !== proposal));
    proposal.settle(isAccepted);
  }

  const tabs = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    if (closed.length === 0) return;
    const open = new Set(vscode.window.tabGroups.all.flatMap(group => group.tabs).flatMap(shownIn));
    for (const proposal of waiting)
      if (proposal.shown.every(document => !open.has(document))) end(proposal, false);
  });
  return {
    wait(documents, beside) {
      const shown = documents.map(String);
      const keys = new Set(beside === undefined ? shown : [...shown, beside.toString()]);
      for (const other of waiting) if ([...keys].some(key => other.documents.has(key))) end(other, false);
      return new Promise(settle => {
        keep([...waiting, { documents: keys, shown, settle }]);
      });
    },
    settle(document, isAccepted) {
      const uri = document instanceof vscode.Uri ? document : vscode.window.activeTextEditor?.document.uri;
      const proposal = waiting.find(({ documents }) => documents.has(String(uri)));
      if (proposal !== undefined) end(proposal, isAccepted);
    },
    dispose() {
      tabs.dispose();
      for (const proposal of waiting) end(proposal, false);
    },
  };
}

/** The documents of a tab: a diff has two, of which the proposed one counts. */
function shownIn({ input }: vscode.Tab): string[] {
  if (input instanceof vscode.TabInputText) return [input.uri.toString()];
  return input instanceof vscode.TabInputTextDiff ? [input.modified.toString()] : [];
}
