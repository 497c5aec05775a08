/** What the server is told of the files of stages that were built and looked into, for the completion of paths. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  READ_STAGE_FOLDER_REQUEST,
  type ReadStageFolderAnswer,
  type ReadStageFolderParams,
} from "../../server/src/protocol";
import { targetOfIndex } from "./build/request/stageTarget";
import { isFolderAt, listFolder } from "./inside/fileIndex";
import type { FilesNow } from "./views/documentSnapshots";
import type { StageFiles } from "./views/stageFileIndexes";

/** More files of one folder than the server looks at. */
const MOST_ENTRIES = 1000;
const NOTHING: ReadStageFolderAnswer = { entries: null, isCurrent: false };

/** Answers the server's questions. */
export function readStagesFor(client: BaseLanguageClient, files: StageFiles, now: FilesNow): void {
  client.onRequest(READ_STAGE_FOLDER_REQUEST, (params: ReadStageFolderParams) =>
    readStageFolder(client, files, now, params),
  );
}

async function readStageFolder(
  client: BaseLanguageClient,
  files: StageFiles,
  now: FilesNow,
  { uri, stage, folder }: ReadStageFolderParams,
): Promise<ReadStageFolderAnswer> {
  const document = vscode.workspace.textDocuments.find(
    open => client.code2ProtocolConverter.asUri(open.uri) === uri,
  );
  if (document === undefined) return NOTHING;
  // The index is that of the text as it is: names outlive the lines above them.
  const known = await now.of(document);
  if (known === undefined) return NOTHING;
  const target = targetOfIndex(known.model, stage);
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
