/** The build context of a Dockerfile, in a panel: reads it, and adds paths to its ignore file. */
import * as l10n from "@vscode/l10n";
import { access, readFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { StepInputsAnswer } from "../../../server/src/protocol";
import { withoutSecrets } from "../../../server/src/shared/secrets";
import { notify } from "../build/problems/notify";
import { isRemote } from "../build/request/contextPath";
import { patternFor } from "../context/addPattern";
import { readContextTree } from "../context/contextTree";
import { contextUse } from "../context/unreadFiles";
import type { Builder } from "../engine/engine";
import { unreadIn, type ContextPart, type ContextReport, type NamedPart } from "../report/contextReport";
import { contextReportBody } from "../report/contextReportPage";
import { contextReportJson, contextReportMarkdown } from "../report/contextReportText";
import { CONTEXT_COMMAND } from "./commandIds";
import { createKeyedPages, type KeyedPages } from "./keyedPages";

/** A build, as far as its context hangs on it. */
export interface ContextOfBuild {
  uri: vscode.Uri;
  /** The path of the context. */
  folder: string;
  builder: Builder;
  use: string | undefined;
  /** The named contexts: paths of folders, and what the builder fetches. */
  named: Readonly<Record<string, string>>;
  inputs: StepInputsAnswer | undefined;
}

export interface ShownContext {
  of: ContextOfBuild;
  report: ContextReport;
}

export type ContextPages = KeyedPages<ShownContext>;

/**
 * No page open yet; one panel a Dockerfile.
 * @param contextOf what a build of a Dockerfile would be given by now; undefined where nothing can be told
 */
export function createContextPages(
  extensionUri: vscode.Uri,
  contextOf: (uri: vscode.Uri) => Promise<ContextOfBuild | undefined>,
): ContextPages {
  const pages = createKeyedPages<ShownContext>(extensionUri, {
    viewType: "dockerfileStages.buildContext",
    keyOf: ({ of: { uri } }) => uri.toString(),
    titleOf: ({ report: { file } }) => l10n.t("Build Context of {0}", file),
    bodyOf: ({ report }) => contextReportBody(report),
    exported: ({ of: { uri }, report }) => ({
      uri,
      name: "build-context",
      markdown: () => contextReportMarkdown(report),
      json: () => contextReportJson(report),
    }),
    act(shown, { action, line }) {
      const { uri } = shown.of;
      if (action === "again") void vscode.commands.executeCommand(CONTEXT_COMMAND, { uri: uri.toString() });
      else if (action === "ignored") void showAgain(shown, !shown.report.hasIgnored);
      else if (action === "ignore" && line !== undefined) void ignore(shown, line);
    },
    saved: ({ of: { uri }, report: { hasIgnored } }) => ({ uri: uri.toString(), hasIgnored }),
    async reopened(saved) {
      const { uri, hasIgnored } = saved as { uri: string; hasIgnored: boolean };
      const of = await contextOf(vscode.Uri.parse(uri, true));
      return of && { of, report: await readReport(of, hasIgnored) };
    },
  });

  async function showAgain({ of, report }: ShownContext, withIgnored = report.hasIgnored): Promise<void> {
    pages.show({ of, report: await readReport(of, withIgnored) });
  }

  async function ignore(shown: ShownContext, index: number): Promise<void> {
    const { report } = shown;
    const found = [report, ...report.named]
      .flatMap(part => unreadIn(part).map(node => ({ part, node })))
      .at(index);
    if (found === undefined) return;
    const { part, node } = found;
    if (await addToIgnoreFile(part.ignoreFile ?? path.join(part.folder, ".dockerignore"), node.path))
      await showAgain(shown);
  }

  return pages;
}

/** Reads the contexts as they are on disk now. */
export async function readReport(
  { uri, folder, builder, use, named, inputs }: ContextOfBuild,
  withIgnored: boolean,
  signal?: AbortSignal,
): Promise<ContextReport> {
  const readPart = async (root: string, name: string | null): Promise<ContextPart> => {
    const ignoreFile = await ignoreFileOf(name === null ? uri.fsPath : undefined, root, builder);
    const text = ignoreFile === undefined ? "" : await readFile(ignoreFile, "utf8").catch(() => "");
    const tree = await readContextTree(root, text, { withIgnored, ...(signal && { signal }) });
    return { folder: root, ignoreFile, tree, used: inputs && contextUse(tree.root, inputs, name) };
  };
  const parts: NamedPart[] = [];
  for (const [name, place] of Object.entries(named))
    if (!isRemote(place)) parts.push({ name, ...(await readPart(place, name)) });
  return {
    ...{ file: path.basename(uri.fsPath), use, builder, hasIgnored: withIgnored },
    ...(await readPart(folder, null)),
    named: parts,
    // The page can be exported: the address of a repository may have a password in it.
    fetched: Object.fromEntries(
      Object.entries(named).flatMap(([name, place]) =>
        isRemote(place) ? [[name, withoutSecrets(place)]] : [],
      ),
    ),
  };
}

/** The ignore file that counts: BuildKit and Buildah take that of the Dockerfile, for its main context alone, before that of the context. */
async function ignoreFileOf(
  dockerfile: string | undefined,
  folder: string,
  builder: Builder,
): Promise<string | undefined> {
  const names = builder === "podman" ? [".containerignore", ".dockerignore"] : [".dockerignore"];
  const files = [
    ...(builder === "legacy" || dockerfile === undefined ? [] : names.map(name => `${dockerfile}${name}`)),
    ...names.map(name => path.join(folder, name)),
  ];
  for (const file of files) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

/** Writes and saves a line at the end of an ignore file, which is made where there is none; answers whether it did. */
async function addToIgnoreFile(file: string, added: string): Promise<boolean> {
  const uri = vscode.Uri.file(file);
  const name = path.basename(file);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  if (!(await vscode.workspace.applyEdit(edit))) {
    notify({ message: l10n.t("{0} could not be written.", name), steps: [] });
    return false;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const line = patternFor(document.getText(), added);
  if (line === undefined) {
    notify({ message: l10n.t("{0} cannot leave out {1}. Edit the file yourself.", name, added), steps: [] });
    return false;
  }
  const insertion = new vscode.WorkspaceEdit();
  insertion.insert(uri, document.lineAt(document.lineCount - 1).range.end, line);
  if ((await vscode.workspace.applyEdit(insertion)) && (await document.save())) return true;
  notify({ message: l10n.t("{0} could not be written.", name), steps: [] });
  return false;
}
