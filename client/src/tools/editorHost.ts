/** Answers the tools of language models from the editor: its documents, its language server, and what builds here. */
import * as vscode from "vscode";
import { isDockerfileName } from "../../../server/src/shared/filePatterns";
import type { BuildTool, KeptHistory, StageSize, ToolHost } from "../../../server/src/shared/tools/host";
import { ToolProblem } from "../../../server/src/shared/tools/toolProblem";
import { isRestricted } from "../build/restrictedMode";
import { LANGUAGE } from "../language";
import type { LanguageServer } from "../server/languageServer";

/** What there is where stages can be built. */
export interface ToolBuilds {
  history(document: vscode.TextDocument): KeptHistory;
  sizes(document: vscode.TextDocument): Promise<readonly StageSize[]>;
  build(document: vscode.TextDocument): BuildTool;
  /** The path of a file without symbolic links. */
  realPath(path: string): Promise<string>;
}

/** Nobody writes a longer Dockerfile, and an engine takes none. */
const MOST_BYTES = 16 * 1024 * 1024;
const ABSOLUTE = /^(?:[\\/]|[A-Za-z]:[\\/])/;

/** Without `builds` it is the host of a browser. */
export function createEditorHost(server: LanguageServer, builds: ToolBuilds | undefined): ToolHost {
  return {
    dockerfiles: () => server.dockerfiles({ stages: true }),
    async open(path) {
      const document = await openDockerfile(server, path, builds);
      const without = whyNothing(builds);
      return {
        path: vscode.workspace.asRelativePath(document.uri),
        facts: target => server.facts(document, target === undefined ? {} : { target }),
        uses: () => server.uses(document.uri),
        ...(builds === undefined || without !== undefined
          ? { history: without ?? "", sizes: without ?? "", build: without ?? "" }
          : {
              history: builds.history(document),
              sizes: () => builds.sizes(document),
              build: builds.build(document),
            }),
      };
    },
  };
}

/** Why nothing is known of builds, and nothing can be built; undefined where it can. */
function whyNothing(builds: ToolBuilds | undefined): string | undefined {
  if (builds === undefined) return "Not available: in the browser, stages can be read but not built.";
  return isRestricted()
    ? "Not available: the workspace is in Restricted Mode. Only a person can trust it."
    : undefined;
}

async function openDockerfile(
  server: LanguageServer,
  path: string,
  builds: ToolBuilds | undefined,
): Promise<vscode.TextDocument> {
  const listed = await server.dockerfiles().catch(() => []);
  const shown = listed.find(each => each.path === path)?.uri;
  const candidates = shown === undefined ? placesOf(path) : [vscode.Uri.parse(shown)];
  if (candidates.length === 0)
    throw new ToolProblem(`${path} is not in a folder of the workspace. Only files in there are read.`);
  for (const uri of candidates) {
    const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
    if (stat === undefined || (stat.type & vscode.FileType.Directory) !== 0) continue;
    if (stat.size > MOST_BYTES) throw new ToolProblem(`${path} is larger than 16 MB.`);
    if (!(await isInside(uri, builds)))
      throw new ToolProblem(`${path} leads out of the workspace. Only files in there are read.`);
    const isKnown = isDockerfileName(uri.path) || listed.some(each => each.uri === uri.toString());
    const document = isKnown || isOpenAsDockerfile(uri) ? await openDocument(uri) : undefined;
    if (document?.languageId !== LANGUAGE) throw new ToolProblem(`${path} is not a Dockerfile.`);
    return document;
  }
  throw new ToolProblem(`There is no file ${path}. The tool dockerfile_stages lists the Dockerfiles.`);
}

/** The places in the folders of the workspace that a path may mean. */
function placesOf(path: string): vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.flatMap(({ uri }) => {
    const place = !ABSOLUTE.test(path)
      ? vscode.Uri.joinPath(uri, path)
      : uri.scheme === "file"
        ? vscode.Uri.joinPath(vscode.Uri.file(path))
        : uri.with({ path: vscode.Uri.joinPath(uri.with({ path: "/" }), path).path });
    const top = uri.path.endsWith("/") ? uri.path : `${uri.path}/`;
    return place.path.startsWith(top) ? [place] : [];
  });
}

/** Links may lead anywhere. */
async function isInside(uri: vscode.Uri, builds: ToolBuilds | undefined): Promise<boolean> {
  if (builds === undefined || uri.scheme !== "file") return true;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === "file");
  const [real = "", ...tops] = await Promise.all(
    [uri, ...folders.map(folder => folder.uri)].map(({ fsPath }) => builds.realPath(fsPath).catch(() => "")),
  );
  return tops.some(top => top !== "" && isBelow(real, top));
}

function isBelow(path: string, top: string): boolean {
  const folder = top.replace(/[\\/]$/, "");
  return path.startsWith(folder) && /^[\\/]/.test(path.slice(folder.length));
}

function isOpenAsDockerfile(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(
    document => document.languageId === LANGUAGE && document.uri.toString() === uri.toString(),
  );
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    throw new ToolProblem(error instanceof Error ? error.message : String(error));
  }
}
