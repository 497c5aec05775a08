/** What the server is told of the files of stages that were built and looked into, for the completion of paths. */
import type * as vscode from "vscode";
import {
  READ_STAGE_FOLDER_REQUEST,
  type ReadStageFolderAnswer,
  type ReadStageFolderParams,
} from "../../../server/src/protocol";
import { targetOfIndex } from "../build/request/stageTarget";
import { isFolderAt, listFolder } from "../inside/fileIndex";
import type { LanguageServer } from "../server/languageServer";
import type { DocumentSnapshots } from "./documentSnapshots";
import type { StageFiles } from "./stageFileIndexes";

/** More files of one folder than the server looks at. */
const MOST_ENTRIES = 1000;
const NOTHING: ReadStageFolderAnswer = { entries: null, isCurrent: false };

/** Answers the server until it is disposed of. */
export function answerStageReads(
  server: LanguageServer,
  files: StageFiles,
  snapshots: DocumentSnapshots,
): vscode.Disposable {
  return server.onRequest(READ_STAGE_FOLDER_REQUEST, (params: ReadStageFolderParams) =>
    readStageFolder(server.openDocument(params.uri), files, snapshots, params),
  );
}

async function readStageFolder(
  document: vscode.TextDocument | undefined,
  files: StageFiles,
  snapshots: DocumentSnapshots,
  { stage, folder }: ReadStageFolderParams,
): Promise<ReadStageFolderAnswer> {
  if (document === undefined) return NOTHING;
  // The index is that of the text as it is: names outlive the lines above them.
  const known = await snapshots.of(document);
  if (known === undefined) return NOTHING;
  const target = targetOfIndex(known, stage);
  if (target.kind !== "named" && target.kind !== "last") return NOTHING;
  const built =
    files.of(document.uri, target.name || undefined) ??
    (target.kind === "last" ? files.of(document.uri, undefined) : undefined);
  const entries = built && listFolder(built.index, folder);
  if (!entries) return NOTHING;
  return {
    entries: entries.slice(0, MOST_ENTRIES).map(([name]) => ({
      name,
      isFolder: isFolderAt(built.index, `${folder}/${name}`),
    })),
    isCurrent: built.fingerprint !== undefined && built.fingerprint === known.fingerprints[stage],
  };
}
