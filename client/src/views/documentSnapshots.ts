/** The stages of open documents as they are now, with what each is made of: asked of the server once for a version. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { requestInstructions, requestModel } from "../languageClient";
import { stageFingerprints, type FileNow } from "../results/fingerprint";
import { circumstancesOf } from "../results/circumstances";

export interface StagesNow extends FileNow {
  /** By stage; none where the settings of a build cannot be read. */
  fingerprints: readonly string[];
}

export interface FilesNow {
  /** Of an open document; `undefined` where the server does not answer. */
  of(document: vscode.TextDocument): Promise<StagesNow | undefined>;
  dispose(): void;
}

/** Nothing asked yet. */
export function createFilesNow(client: BaseLanguageClient): FilesNow {
  let known = new WeakMap<vscode.TextDocument, { version: number; stages: Promise<StagesNow | undefined> }>();

  // Other settings may make another stage of it. Whoever shows what is known hears of them too, later, and asks anew.
  const listener = vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration("dockerfileStages")) known = new WeakMap();
  });

  async function ask(document: vscode.TextDocument): Promise<StagesNow | undefined> {
    const { version } = document;
    const lines = document.getText().split(/\r?\n/);
    try {
      const [model, instructions] = await Promise.all([
        requestModel(client, document),
        requestInstructions(client, document),
      ]);
      // Answers of another version than the lines: whoever asks next gets them right.
      if (document.version !== version) return undefined;
      const circumstances = circumstancesOf(document.uri);
      const file = { lines, model, instructions };
      return {
        ...file,
        fingerprints: circumstances === undefined ? [] : stageFingerprints(file, circumstances),
      };
    } catch {
      return undefined;
    }
  }

  return {
    of(document) {
      const asked = known.get(document);
      if (asked?.version === document.version) return asked.stages;
      const stages = ask(document);
      const entry = { version: document.version, stages };
      known.set(document, entry);
      void stages.then(answer => {
        if (answer === undefined && known.get(document) === entry) known.delete(document);
      });
      return stages;
    },
    dispose() {
      listener.dispose();
    },
  };
}
