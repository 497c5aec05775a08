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

/** The address of the log of a step, by its title and the engine's name of it, in the newest build of its Dockerfile. */
export function logAddress(uri: vscode.Uri, step: { title: string; id: string }): vscode.Uri {
  const title = step.title.replace(/\s+/g, " ").slice(0, LONGEST_TITLE);
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${path.posix.basename(uri.path)}/${title.replace(/[/\\?#]/g, "_")}.log`,
    query: JSON.stringify({ dockerfile: uri.toString(), step: step.id }),
  });
}

/** What an earlier window has kept of the log of a step, by the engine's name of the step. */
export type EarlierLog = (dockerfile: vscode.Uri, step: string) => Promise<string | undefined>;

/** Serves the documents; those that are open are kept up to date while the build runs. */
export function serveStepLogs(
  builds: Builds,
  explain: ExplainFailure,
  earlier: EarlierLog,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const open = new Map<string, vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(address) {
      open.set(address.toString(), address);
      const found = stepOf(builds, address);
      if (found !== undefined) return logText(found, explain);
      const { dockerfile, step } = named(address);
      const kept = dockerfile && builds.latest(dockerfile) === undefined && (await earlier(dockerfile, step));
      return kept || l10n.t("This build no longer exists.");
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
  const { dockerfile, step: id } = named(address);
  const build = dockerfile && builds.latest(dockerfile);
  const step = build?.record.steps.get(id);
  return build && step && { build, step };
}

function named(address: vscode.Uri): { dockerfile: vscode.Uri | undefined; step: string } {
  const { dockerfile, step } = query(address);
  const uri = textOf(dockerfile);
  return { dockerfile: uri === undefined ? undefined : vscode.Uri.parse(uri), step: textOf(step) ?? "" };
}

function query(address: vscode.Uri): Partial<Record<string, unknown>> {
  return fieldsOf(parseJson(address.query));
}
