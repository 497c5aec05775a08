/** A workspace on disk, and an editor that has it open: for what the server finds in the files around a Dockerfile. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { eventually } from "../e2e/eventually";
import { startEditor } from "./languageServer";
import type { Editor } from "./languageServer";

/** An editor with a workspace. */
export interface WorkspaceEditor {
  readonly editor: Editor;
  /** The path of the workspace's folder. */
  readonly folder: string;
  readonly uriOf: (path: string) => string;
  /** The path of an address below the workspace. */
  readonly pathOf: (uri: string) => string;
  readonly write: (path: string, text: string) => void;
  /** Writes files, and tells the server that they have changed. */
  readonly change: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** The methods that the server has registered for the files around Dockerfiles. */
  readonly registered: ReadonlySet<string>;
  /** How often the server has asked for the diagnostics to be asked for again. */
  readonly refreshed: () => number;
  /** The Dockerfiles that the server has said to have other uses, in order. */
  readonly told: readonly string[][];
  readonly stop: () => Promise<void>;
}

/**
 * Opens a workspace of some files, and the one that is named as a Dockerfile, or none; answers once the server knows the files around.
 * `options` are those of the editor, whose capabilities must have the dynamic registration of synchronization.
 */
export async function openWorkspace(
  files: Readonly<Record<string, string>>,
  opened: string | null,
  options: NonNullable<Parameters<typeof startEditor>[0]>,
): Promise<WorkspaceEditor> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "around a Dockerfile ")));
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  const pathOf = (uri: string) => decodeURIComponent(uri.slice(uriOf("").replace(/\/?$/, "/").length));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const registered = new Set<string>();
  let refreshed = 0;
  const told: string[][] = [];
  const editor = await startEditor(options);
  editor.connection.onRequest("workspace/workspaceFolders", () => [
    { uri: uriOf("").replace(/\/$/, ""), name: "w" },
  ]);
  editor.connection.onRequest(
    "client/registerCapability",
    ({ registrations }: { registrations: { id: string }[] }) => {
      for (const { id } of registrations)
        if (id.startsWith("around ")) registered.add(id.slice("around ".length));
      return null;
    },
  );
  editor.connection.onRequest("workspace/diagnostic/refresh", () => {
    refreshed++;
    return null;
  });
  editor.connection.onNotification("dockerfileStages/usesChanged", ({ uris }: { uris: string[] }) => {
    told.push(uris.map(pathOf));
  });
  if (opened !== null) editor.open(files[opened] ?? "", uriOf(opened));
  await eventually(
    "the files are known",
    () => registered,
    methods => methods.has("textDocument/didClose"),
  );
  return {
    editor,
    folder,
    uriOf,
    pathOf,
    write,
    change: async changed => {
      for (const [path, text] of Object.entries(changed)) write(path, text);
      const changes = Object.keys(changed).map(path => ({ uri: uriOf(path), type: 2 }));
      await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    },
    registered,
    refreshed: () => refreshed,
    told,
    stop: async () => {
      await editor.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
