/**
 * "Check with BuildKit": asks the builder itself what it thinks of a Dockerfile, on command or whenever it is saved, and
 * shows what the rules of this extension have not said already.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { checkCommand } from "../../engine/checkCommand";
import { builderName } from "../../engine/engine";
import { runProcess, type RunningProcess } from "../../engine/runProcess";
import { LANGUAGE } from "../../language";
import { wordsOf } from "../../languageClient";
import { notShownYet, readCheckAnswer, type BuilderFinding } from "../../progress/builderFindings";
import { createProgressReader } from "../../progress/progressReader";
import { toDiagnostic } from "./failureDiagnostics";
import { createMovingDiagnostics } from "./movingDiagnostics";
import type { BuildTerminals } from "../task/buildTerminal";
import { prepareBuild } from "../request/prepareBuild";
import { TASK_TYPE } from "../task/taskDefinition";
import { ruleIsOff, shownFindings } from "./shownFindings";

/** Of the diagnostics: what filters of the list of problems name. */
const CHECK_SOURCE = "BuildKit check";

/** How a check went: with an answer, or with the reason why there is none. */
export type CheckOutcome = { findings: number } | { reason: string };

export interface BuilderCheck {
  /** Checks a Dockerfile as it is on disk. */
  check(document: vscode.TextDocument): Promise<CheckOutcome>;
  dispose(): void;
}

/** What the builder said of one version of a document. */
interface Checked {
  document: vscode.TextDocument;
  version: number;
  findings: BuilderFinding[];
}

/** Listens to saved Dockerfiles, where the settings ask for it. */
export function createBuilderCheck(terminals: Pick<BuildTerminals, "client" | "engines">): BuilderCheck {
  const diagnostics = createMovingDiagnostics("dockerfileStages.check");
  const status = vscode.languages.createLanguageStatusItem("dockerfileStages.check", { language: LANGUAGE });
  status.name = l10n.t("BuildKit check");
  const checked = new Map<string, Checked>();
  const running = new Map<string, RunningProcess>();

  async function check(document: vscode.TextDocument): Promise<CheckOutcome> {
    const outcome = await ask(document).catch((error: unknown) => ({ reason: wordsOf(error) }));
    if ("reason" in outcome) diagnostics.clear(document.uri);
    status.severity =
      "reason" in outcome ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    status.text = "reason" in outcome ? l10n.t("BuildKit did not check") : l10n.t("Checked by BuildKit");
    status.detail = "reason" in outcome ? outcome.reason : "";
    return outcome;
  }

  async function ask(document: vscode.TextDocument): Promise<CheckOutcome> {
    const key = document.uri.toString();
    const { version } = document;
    const prepared = await prepareBuild(terminals, document, {
      type: TASK_TYPE,
      dockerfile: document.uri.fsPath,
    });
    if (prepared.problem !== undefined) return { reason: prepared.problem.message };
    const command = checkCommand(prepared.request);
    if (command === undefined) {
      return {
        reason: l10n.t(
          "{0} cannot check; buildx can, since 0.15.",
          builderName(prepared.request.engine.builder),
        ),
      };
    }
    running.get(key)?.cancel();
    const reader = createProgressReader({ builder: "buildx", progress: "plain" });
    let answer = "";
    const process = runProcess(command, (stream, text) => {
      if (stream === "out") answer += text;
      else reader.write(stream, text);
    });
    running.set(key, process);
    const end = await process.ended;
    if (running.get(key) === process) running.delete(key);
    if ("notStarted" in end) return { reason: end.notStarted };
    reader.end(end.status !== 0);
    const findings = readCheckAnswer(answer);
    if (findings === undefined) return { reason: reader.failure().message };
    checked.set(key, { document, version, findings });
    return { findings: show(key) };
  }

  /** Shows what is not shown by others; answers how many. */
  function show(key: string): number {
    const of = checked.get(key);
    if (of === undefined || of.document.version !== of.version) return 0;
    const { uri } = of.document;
    const lines = of.document.getText().split(/\r?\n/);
    const news = notShownYet(of.findings, shownFindings(uri, CHECK_SOURCE), rule => ruleIsOff(uri, rule));
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
      if (languageId !== LANGUAGE || uri.scheme !== "file" || !vscode.workspace.isTrusted) return;
      if (settings.get("check.onSave") === true) void check(document);
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) show(uri.toString());
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      checked.delete(uri.toString());
      diagnostics.clear(uri);
    }),
  );
  return {
    check,
    dispose() {
      for (const process of running.values()) process.cancel();
      listeners.dispose();
    },
  };
}

function messages(diagnostics: readonly vscode.Diagnostic[]): string {
  return diagnostics.map(({ message }) => message).join("\n");
}
