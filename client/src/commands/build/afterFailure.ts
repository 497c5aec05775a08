/** Tells of a build that failed, where it failed and why, with what can be done about it: in a message, and at the instruction. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { canOpenBefore } from "../../build/buildBefore";
import type { Build, Builds } from "../../build/builds";
import type { Explanation, ExplainFailure } from "../../build/findings/explainFailure";
import {
  BUILD_SOURCE,
  FAILED,
  failedPlaces,
  findingsThere,
  type FailedPlace,
} from "../../build/findings/failureDiagnostics";
import { isRestricted } from "../../build/restrictedMode";
import { shownFolder } from "../../build/shownFolder";
import { LANGUAGE } from "../../language";
import { showError } from "../../messages";
import type { BuildFailure } from "../../progress/progressReader";
import { inLabel } from "../../progress/uiText";
import { CONTEXT_COMMAND, RETRY_COMMAND, SHELL_BEFORE_COMMAND, SHOW_LOG_COMMAND } from "./failureCommands";

/** What a person can do next: a quick fix, and a button of a message, which is narrow and has the short words. */
interface NextStep {
  title: string;
  button: string;
  command: string;
  argument: unknown;
}

/** The quick fixes of the diagnostic at the instruction that failed. */
export function offerAfterFailure(builds: Builds, explain: ExplainFailure): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    [{ language: LANGUAGE }, { pattern: FILES_AROUND }],
    {
      async provideCodeActions({ uri }, _range, { diagnostics }) {
        const failed = diagnostics.filter(({ source, code }) => source === BUILD_SOURCE && code === FAILED);
        if (failed.length === 0 || isRestricted()) return [];
        const build = failedBuildAt(builds.latestIn(uri), failed);
        if (build?.failure === undefined) return [];
        const offered = nextSteps(build, await explain(build, build.failure));
        return offered.map(({ title, command, argument }) => {
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.diagnostics = failed;
          action.command = { title, command, arguments: [argument] };
          return action;
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

/** Those that may have a Dockerfile inside. */
const FILES_AROUND = "**/*.{yaml,yml,hcl,json}";

/** The build of the Dockerfile; of several inside of one file, the one whose failure stands at one of these places. */
function failedBuildAt(builds: readonly Build[], failed: readonly vscode.Diagnostic[]): Build | undefined {
  return builds.find(build => {
    const { failure, file } = build;
    if (failure === undefined || file.inside === undefined) return file.inside === undefined;
    return failedPlaces(build, failure).some(
      ({ now }) => now && failed.some(({ range }) => range.isEqual(now)),
    );
  });
}

/** Tells of each build that a step made fail, and shows where. Other failures are told by the build. */
export function notifyOfFailures(builds: Builds, explain: ExplainFailure): vscode.Disposable {
  return builds.onDidChange(build => {
    if (build.state === "failed" && build.failure?.step !== undefined && !build.isQuiet)
      void notifyOfFailure(build, build.failure, explain);
  });
}

async function notifyOfFailure(build: Build, failure: BuildFailure, explain: ExplainFailure): Promise<void> {
  const { document: uri } = build;
  const places = failedPlaces(build, failure);
  revealPlace(uri, places);
  const file = path.basename(uri.fsPath);
  const line = places[0]?.now?.start.line;
  const where = line === undefined ? file : l10n.t("{0}, line {1}", file, line + 1);
  const explained = await explain(build, failure);
  const { words } = explained;
  const told = words.length > LONGEST_MESSAGE ? `${words.slice(0, LONGEST_MESSAGE)}…` : words;
  const rules = findingsThere(uri, places);
  const before = rules.length === 0 ? "" : ` ${l10n.t("Reported before the build: {0}.", rules.join(", "))}`;
  const offered = nextSteps(build, explained);
  const choice = await showError(`${where}: ${told}${before}`, ...offered.map(({ button }) => button));
  const chosen = offered.find(({ button }) => button === choice);
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, chosen.argument);
}

const LONGEST_MESSAGE = 300;

/** In the editors that show the file; the cursor stays where it is. */
function revealPlace(uri: vscode.Uri, places: readonly FailedPlace[]): void {
  const range = places.find(({ now }) => now !== undefined)?.now;
  if (range === undefined) return;
  for (const editor of vscode.window.visibleTextEditors)
    if (editor.document.uri.toString() === uri.toString())
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function nextSteps(build: Build, { missing, above }: Explanation): NextStep[] {
  const uri = build.uri.toString();
  const log = {
    title: l10n.t("Show Log"),
    button: l10n.t("Log"),
    command: SHOW_LOG_COMMAND,
    argument: { uri },
  };
  const retry = {
    title: l10n.t("Retry without Cache"),
    button: l10n.t("Retry"),
    command: RETRY_COMMAND,
    argument: { uri },
  };
  const shell = {
    title: l10n.t("Open Shell before the Failure"),
    button: l10n.t("Open Shell"),
    command: SHELL_BEFORE_COMMAND,
    argument: { uri },
  };
  const before = canOpenBefore(build) ? [shell] : [];
  // Nothing but its service or target builds a Dockerfile that is no file, or gives it a context.
  const isFile = build.file.inside === undefined;
  if (missing === undefined) return [log, ...before, ...(isFile ? [retry] : [])];
  // Nothing that is not there comes by doing the same again.
  return [...(isFile || missing.ignored ? whereToLook(uri, missing, above) : []), log, ...before];
}

/** What leads to the place in which the builder looked for what is not there. */
function whereToLook(
  uri: string,
  { place, ignored }: NonNullable<Explanation["missing"]>,
  above: string | undefined,
): NextStep[] {
  if (place?.kind === "stage") {
    const title = l10n.t("Browse Stage {0}", inLabel(place.name));
    const argument = { uri, stage: place.stage };
    return [{ title, button: title, command: "dockerfileStages.browseFiles", argument }];
  }
  if (place?.kind === "other") return [];
  if (ignored !== null) {
    const file = path.posix.basename(vscode.Uri.parse(ignored.uri).path);
    const title = l10n.t("Show Line {0} of {1}", ignored.line + 1, file);
    return [{ title, button: title, command: SHOW_IGNORED_COMMAND, argument: ignored }];
  }
  const set = l10n.t("Set Build Context…");
  // In the words of the files that name a context.
  const other = above && l10n.t('Build with Context "{0}"', shownFolder(above));
  return other === undefined
    ? [{ title: set, button: set, command: "dockerfileStages.setBuildContext", argument: { uri } }]
    : [{ title: other, button: other, command: CONTEXT_COMMAND, argument: { uri } }];
}

/** Of no menu: it is given a line. */
export const SHOW_IGNORED_COMMAND = "dockerfileStages.showIgnoringLine";

/** Opens the line of an ignore file that leaves out what an instruction takes. */
export async function showIgnoringLine(argument: unknown): Promise<void> {
  const { uri, line } = argument as { uri: string; line: number };
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
    selection: new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER),
  });
}
