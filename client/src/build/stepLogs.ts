/** The log of a step of a build, as a document that can be read, searched and linked. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Build, Builds } from "./builds";
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
export function serveStepLogs(builds: Builds): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const open = new Map<string, vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent(address) {
      open.set(address.toString(), address);
      return stepOf(builds, address)?.log.lines().join("\n") ?? l10n.t("This build no longer exists.");
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

function stepOf(builds: Builds, address: vscode.Uri): BuildStep | undefined {
  const { dockerfile, step } = query(address);
  const uri = textOf(dockerfile);
  if (uri === undefined) return undefined;
  return builds.latest(vscode.Uri.parse(uri))?.record.steps.get(textOf(step) ?? "");
}

function query(address: vscode.Uri): Partial<Record<string, unknown>> {
  return fieldsOf(parseJson(address.query));
}
