/** The log of a step of a build, as a document that can be read, searched and linked. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Build, Builds } from "./builds";
import type { ExplainFailure } from "./findings/explainFailure";
import type { BuildStep } from "../progress/buildRecord";
import { fieldsOf, parseJson, textOf } from "../engine/fields";
import { titleOf } from "../progress/stepName";

const SCHEME = "dockerfile-stages-log";
const LONGEST_TITLE = 60;

/** The address of the log of a step, in the newest build of its Dockerfile. */
export function logAddress({ uri }: Build, step: BuildStep): vscode.Uri {
  const title = titleOf(step.name).replace(/\s+/g, " ").slice(0, LONGEST_TITLE);
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${path.posix.basename(uri.path)}/${title.replace(/[/\\?#]/g, "_")}.log`,
    query: JSON.stringify({ dockerfile: uri.toString(), step: step.id }),
  });
}

/** Serves the documents; those that are open are kept up to date while the build runs. */
export function serveStepLogs(builds: Builds, explain: ExplainFailure): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const open = new Map<string, vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(address) {
      open.set(address.toString(), address);
      const found = stepOf(builds, address);
      return found === undefined ? l10n.t("This build no longer exists.") : logText(found, explain);
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => open.delete(uri.toString())),
    builds.onDidChange(({ uri }) => {
      for (const address of open.values()) {
        if (textOf(query(address)["dockerfile"]) === uri.toString()) changed.fire(address);
      }
    }),
  );
}

/** What a step has printed, and why it failed: a COPY prints nothing, and nobody wants an empty page. */
async function logText({ build, step }: FoundStep, explain: ExplainFailure): Promise<string> {
  const lines = step.log.lines();
  const { failure } = build;
  if (failure?.step === step) {
    const { words, missing } = await explain(build, failure);
    if (lines.length > 0) lines.push("");
    lines.push(...(lines.length === 0 ? [titleOf(step.name), ""] : []), words);
    if (missing !== undefined) lines.push("", l10n.t("Message of the builder: {0}", failure.message));
  } else if (lines.length === 0) lines.push(l10n.t("{0} has printed nothing.", titleOf(step.name)));
  return lines.join("\n");
}

interface FoundStep {
  build: Build;
  step: BuildStep;
}

function stepOf(builds: Builds, address: vscode.Uri): FoundStep | undefined {
  const { dockerfile, step: id } = query(address);
  const uri = textOf(dockerfile);
  const build = uri === undefined ? undefined : builds.latest(vscode.Uri.parse(uri));
  const step = build?.record.steps.get(textOf(id) ?? "");
  return build && step && { build, step };
}

function query(address: vscode.Uri): Partial<Record<string, unknown>> {
  return fieldsOf(parseJson(address.query));
}
