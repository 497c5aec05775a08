/** Offers a task for every stage of every Dockerfile in the workspace, and completes those that tasks.json names. */
import * as vscode from "vscode";
import { LANGUAGE } from "../../language";
import type { LanguageServer } from "../../server/languageServer";
import type { BuildTasks } from "./buildTask";
import { targetOfIndex } from "../request/stageTarget";
import { isBuildTaskDefinition } from "./taskDefinition";

/** What files with stages are mostly called; a file that is associated otherwise is found while it is open. */
const FILES =
  "**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,Containerfile.*,*.Containerfile,*.containerfile}";
const LEFT_OUT = "**/{node_modules,.git}/**";
/** Each file that is not open is opened, unseen, to be read. */
const MOST_FILES = 200;
/** The list of tasks waits for us; what is not read by then is not in it. */
const TIMEOUT_MS = 5_000;
const AT_ONCE = 8;

/** The stages of one file, `undefined` for the last, as they were when it was `written`. */
interface KnownStages {
  written: number;
  stages: (string | undefined)[];
}

/** The provider of one window. It remembers files that have not been written since. */
export function createBuildTaskProvider(server: LanguageServer, session: BuildTasks): vscode.TaskProvider {
  const known = new Map<string, KnownStages>();
  return {
    async provideTasks(token) {
      const deadline = Date.now() + TIMEOUT_MS;
      const tasks: vscode.Task[] = [];
      const files = await dockerfiles();
      while (files.length > 0 && !token.isCancellationRequested && Date.now() < deadline) {
        const some = files.splice(0, AT_ONCE);
        const stages = await Promise.all(some.map(uri => stagesOf(server, uri, known).catch(() => [])));
        for (const [i, uri] of some.entries()) {
          for (const stage of stages[i] ?? []) tasks.push(session.taskFor({ uri }, stage));
        }
      }
      return tasks;
    },
    resolveTask({ definition, scope }) {
      if (!isBuildTaskDefinition(definition)) return undefined;
      // VS Code knows its task by this very definition.
      return session.task(definition, scope ?? vscode.TaskScope.Workspace);
    },
  };
}

/** Open files first. */
async function dockerfiles(): Promise<vscode.Uri[]> {
  const open = vscode.workspace.textDocuments
    .filter(({ languageId, uri }) => languageId === LANGUAGE && uri.scheme === "file")
    .map(({ uri }) => uri);
  const found = await vscode.workspace.findFiles(FILES, LEFT_OUT, MOST_FILES);
  const all = [...open, ...found.filter(({ scheme }) => scheme === "file")];
  return [...new Map(all.map(uri => [uri.toString(), uri])).values()];
}

/** What can be built of a file: its named stages, and its last one whatever it is called. Open documents are asked about as they are now. */
async function stagesOf(
  server: LanguageServer,
  uri: vscode.Uri,
  known: Map<string, KnownStages>,
): Promise<(string | undefined)[]> {
  const isOpen = vscode.workspace.textDocuments.some(document => document.uri.toString() === uri.toString());
  const written = isOpen ? -1 : (await vscode.workspace.fs.stat(uri)).mtime;
  const before = known.get(uri.toString());
  if (!isOpen && before?.written === written) return before.stages;
  const document = await vscode.workspace.openTextDocument(uri);
  const stages = document.languageId === LANGUAGE ? await readStages(server, document) : [];
  known.set(uri.toString(), { written, stages });
  return stages;
}

async function readStages(
  server: LanguageServer,
  document: vscode.TextDocument,
): Promise<(string | undefined)[]> {
  const model = await server.snapshot(document);
  if (model.stages.length === 0) return [];
  const named = model.stages.flatMap(({ index }) => {
    const target = targetOfIndex(model, index);
    return (target.kind === "named" || target.kind === "last") && target.name !== "" ? [target.name] : [];
  });
  return [...named, undefined];
}
