/**
 * Stages that are tests, in VS Code's Testing view. Until somebody opens that view, nothing is asked and nothing is watched; in
 * Restricted Mode there are no tests, because to run one is to build.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isRestricted, onDidLeaveRestrictedMode } from "../../build/restrictedMode";
import type { BuildSession } from "../../build/session";
import { LANGUAGE } from "../../language";
import type { LanguageServer } from "../../server/languageServer";
import { watchDockerfiles } from "../dockerfilesOnDisk";
import { runContinuously, stageWatcher } from "./continuousRun";
import { runStages } from "./runStages";
import { namePatterns } from "./testStages";
import { createTestTree, type TestTree } from "./testTree";

const SETTING = "testStages";
/** What is typed is shown when it rests. */
const LATER_MS = 400;
/** The server hears of a file some time after the window. */
const SERVER_LATER_MS = 2_000;

/** Something that is shown until it is disposed of. */
interface Shown {
  dispose(): void;
}

/** Puts the tests into the Testing view, while the setting has patterns and programs may be started. */
export function showTestStages(server: LanguageServer, session: BuildSession): Shown {
  let shown: Shown | undefined;
  function begin(): void {
    shown?.dispose();
    const patterns = readPatterns();
    shown = isRestricted() || patterns.length === 0 ? undefined : createTests(server, session, patterns);
  }
  begin();
  const listeners = [
    onDidLeaveRestrictedMode(begin),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(`dockerfileStages.${SETTING}`)) begin();
    }),
  ];
  return {
    dispose() {
      shown?.dispose();
      for (const listener of listeners) listener.dispose();
    },
  };
}

function createTests(server: LanguageServer, session: BuildSession, patterns: readonly string[]): Shown {
  const controller = vscode.tests.createTestController("dockerfileStages.tests", "Dockerfile Stages");
  const tree = createTestTree(controller, server, namePatterns(patterns));
  let following: Shown | undefined;
  let reading: Promise<void> | undefined;

  /** Reads all once somebody wants it, and follows what changes from then on. */
  function read(): Promise<void> {
    following ??= followFiles(server, tree);
    reading ??= tree.refresh().catch(() => {
      // The server is gone: whoever asks again finds it started again.
      reading = undefined;
    });
    return reading;
  }

  async function run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    withoutCache: boolean,
  ): Promise<void> {
    await read();
    const excluded = new Set(tree.stagesIn(request.exclude ?? []));
    const stages = tree.stagesIn(request.include).filter(stage => !excluded.has(stage));
    const build = (some: readonly vscode.TestItem[]) =>
      runStages({ session, run: controller.createTestRun(request), withoutCache, token }, some);
    if (request.continuous === true)
      await runContinuously(stages, token, stageWatcher(server, session), build);
    else await build(stages);
  }

  controller.resolveHandler = item => (item === undefined ? read() : undefined);
  controller.refreshHandler = () => tree.refresh();
  const { Run } = vscode.TestRunProfileKind;
  const profile = controller.createRunProfile(
    l10n.t("Run"),
    Run,
    (request, token) => run(request, token, false),
    true,
  );
  profile.supportsContinuousRun = true;
  controller.createRunProfile(l10n.t("Run Without Cache"), Run, (request, token) =>
    run(request, token, true),
  );
  return {
    dispose() {
      following?.dispose();
      controller.dispose();
    },
  };
}

/** Hears of Dockerfiles that are typed, and of those that come, change on disk, or go. */
function followFiles(server: LanguageServer, tree: Pick<TestTree, "update" | "refresh">): Shown {
  const waiting = new Map<string, NodeJS.Timeout>();
  function later(key: string, milliseconds: number, work: () => Promise<void>): void {
    clearTimeout(waiting.get(key));
    const timer = setTimeout(() => {
      waiting.delete(key);
      // A document that is closed meanwhile, a server that ended: what was shown stays.
      work().catch(() => undefined);
    }, milliseconds);
    waiting.set(key, timer);
  }
  const ofDocument = (document: vscode.TextDocument) => {
    if (document.languageId !== LANGUAGE || document.uri.scheme !== "file") return;
    later(document.uri.toString(), LATER_MS, () => tree.update(document));
  };
  const all = () => {
    later("soon", LATER_MS, () => tree.refresh());
    later("again", SERVER_LATER_MS, () => tree.refresh());
  };
  return vscode.Disposable.from(
    watchDockerfiles(all, all),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) ofDocument(document);
    }),
    vscode.workspace.onDidOpenTextDocument(ofDocument),
    server.onDidStart(all),
    {
      dispose() {
        for (const timer of waiting.values()) clearTimeout(timer);
      },
    },
  );
}

/** Anything can stand in the settings. */
function readPatterns(): string[] {
  const value: unknown = vscode.workspace.getConfiguration("dockerfileStages").get(SETTING);
  return Array.isArray(value) ? value.filter(pattern => typeof pattern === "string") : [];
}
