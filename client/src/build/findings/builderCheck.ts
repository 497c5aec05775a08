/**
 * "Check with BuildKit": asks the builder itself what it thinks of a Dockerfile, on command or whenever it is saved, and
 * shows what the rules of this extension have not said already.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { checkCommand } from "../../engine/checkCommand";
import { builderName } from "../../engine/engine";
import { createNewest } from "../../engine/newest";
import { runTool } from "../../engine/runTool";
import { LANGUAGE } from "../../language";
import type { Snapshot } from "../../snapshot/snapshot";
import { notShownYet, readCheckAnswer, type BuilderFinding } from "../../progress/builderFindings";
import { createProgressReader } from "../../progress/progressReader";
import { toDiagnostic } from "./failureDiagnostics";
import { findingsNow } from "./findingsNow";
import { createMovingDiagnostics } from "./movingDiagnostics";
import type { PreparedBuild } from "../request/prepareBuild";
import { TASK_TYPE, type BuildTaskDefinition } from "../task/taskDefinition";
import { ruleIsOff, shownFindings } from "./shownFindings";
import { errorMessage } from "../../engine/errorMessage";
import { inLabel } from "../../progress/uiText";
import { isRestricted } from "../restrictedMode";

/** Of the diagnostics: what filters of the list of problems name. */
const CHECK_SOURCE = "BuildKit check";

/** A builder that has to start first prints how that goes. */
const CHECK_MS = 2 * 60_000;

/** How a check went: with an answer, or with the reason why there is none. */
export type CheckOutcome = { findings: number } | { reason: string };

export interface BuilderCheck {
  /** Checks a Dockerfile as it is on disk; `undefined` where a later check of it has begun meanwhile. */
  check(document: vscode.TextDocument): Promise<CheckOutcome | undefined>;
  dispose(): void;
}

/** What the builder said of a document as it was on disk. */
interface Checked {
  document: vscode.TextDocument;
  snapshot: Snapshot;
  findings: BuilderFinding[];
}

/** Everything that a build of a document needs, or what keeps it from being built. */
type Prepare = (document: vscode.TextDocument, definition: BuildTaskDefinition) => Promise<PreparedBuild>;

/** Listens to saved Dockerfiles, where the settings ask for it. */
export function createBuilderCheck(prepare: Prepare): BuilderCheck {
  const diagnostics = createMovingDiagnostics("dockerfileStages.check");
  const status = vscode.languages.createLanguageStatusItem("dockerfileStages.check", { language: LANGUAGE });
  status.name = l10n.t("BuildKit check");
  const checked = new Map<string, Checked>();
  const outcomes = new Map<string, CheckOutcome>();
  const checks = createNewest();

  async function check(document: vscode.TextDocument): Promise<CheckOutcome | undefined> {
    const key = document.uri.toString();
    const answer = await checks.ask(key, signal =>
      ask(document, signal).catch((error: unknown) => ({ reason: errorMessage(error) })),
    );
    if (answer === undefined) return undefined;
    if ("reason" in answer) {
      checked.delete(key);
      diagnostics.clear(document.uri);
    } else checked.set(key, { document, snapshot: answer.snapshot, findings: answer.found });
    const outcome = "reason" in answer ? answer : { findings: show(key) };
    outcomes.set(key, outcome);
    showStatus();
    return outcome;
  }

  async function ask(
    document: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<{ found: BuilderFinding[]; snapshot: Snapshot } | { reason: string }> {
    const prepared = await prepare(document, {
      type: TASK_TYPE,
      dockerfile: document.uri.fsPath,
    });
    if (prepared.problem !== undefined) return { reason: prepared.problem.message };
    const command = checkCommand(prepared.request);
    if (command === undefined) {
      return {
        reason: l10n.t(
          "{0} does not support checks. Use buildx 0.15 or later.",
          builderName(prepared.request.engine.builder),
        ),
      };
    }
    const { status, out, err, notStarted, timedOut } = await runTool(command, {
      timeoutMs: CHECK_MS,
      signal,
    });
    if (notStarted !== undefined || timedOut) return { reason: err };
    const found = readCheckAnswer(out);
    if (found !== undefined) return { found, snapshot: prepared.snapshot };
    const reader = createProgressReader({ builder: "buildx", progress: "plain" });
    reader.write("err", err);
    reader.end(status !== 0);
    const { message } = reader.failure();
    const missing = prepared.first.find(({ request: { image } }) => message.includes(image));
    return {
      reason:
        missing === undefined
          ? message
          : l10n.t(
              "The check needs the image of {0}. Build the stage once, then check it again.",
              missing.useBuilt.label,
            ),
    };
  }

  /** Of the Dockerfile in the active editor: the item stands beside that one. */
  function showStatus(): void {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const outcome = uri && outcomes.get(uri.toString());
    const reason = outcome && "reason" in outcome ? outcome.reason : undefined;
    status.severity =
      reason === undefined
        ? vscode.LanguageStatusSeverity.Information
        : vscode.LanguageStatusSeverity.Warning;
    status.text =
      outcome === undefined
        ? ""
        : reason === undefined
          ? l10n.t("Checked with BuildKit")
          : l10n.t("BuildKit could not check the file");
    status.detail = inLabel(reason ?? "");
  }

  /** Shows what is not shown by others; answers how many. */
  function show(key: string): number {
    const of = checked.get(key);
    if (of === undefined) return 0;
    const { uri } = of.document;
    const lines = of.document.getText().split(/\r?\n/);
    const findings = findingsNow(of.findings, of.snapshot, lines);
    const news = notShownYet(findings, shownFindings(uri, CHECK_SOURCE), rule => ruleIsOff(uri, rule));
    // Setting them is a change of diagnostics in turn.
    if (news.map(({ message }) => message).join("\n") !== messages(diagnostics.get(uri))) {
      diagnostics.set(
        uri,
        news.map(finding => toDiagnostic(finding, lines, CHECK_SOURCE)),
      );
    }
    return news.length;
  }

  const listeners = vscode.Disposable.from(
    diagnostics,
    status,
    vscode.workspace.onDidSaveTextDocument(document => {
      const { uri, languageId } = document;
      const settings = vscode.workspace.getConfiguration("dockerfileStages", uri);
      if (languageId !== LANGUAGE || uri.scheme !== "file" || isRestricted()) return;
      if (settings.get("check.onSave") === true) void check(document);
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) show(uri.toString());
    }),
    vscode.window.onDidChangeActiveTextEditor(showStatus),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      const key = uri.toString();
      checks.giveUp(key);
      checked.delete(key);
      outcomes.delete(key);
      diagnostics.clear(uri);
    }),
  );
  return {
    check,
    dispose() {
      checks.giveUp();
      listeners.dispose();
    },
  };
}

function messages(diagnostics: readonly vscode.Diagnostic[]): string {
  return diagnostics.map(({ message }) => message).join("\n");
}
