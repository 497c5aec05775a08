/** Explains what a builder did not find: the client asks when a build has failed. */
import { missingSourcePlace, namesInStage } from "../features/missingSource";
import {
  MISSING_SOURCE_REQUEST,
  NO_MISSING_SOURCE,
  READ_STAGE_FOLDER_REQUEST,
  type MissingSourceAnswer,
  type MissingSourceParams,
  type MissingSourcePlace,
  type ReadStageFolderAnswer,
} from "../protocol";
import { cleanPath } from "../shared/ignorePatterns";
import { ignoringLine } from "../stages/files/ignoringLine";
import { nearPaths, type ListNames } from "../stages/files/nearPaths";
import type { Serve, Service } from "./service";
import type { CancellationToken } from "vscode-languageserver";

export const serveMissingSource: Serve = service => {
  const { connection, requests } = service;
  const find = requests.handle<MissingSourceParams, MissingSourcePlace | null>(null, (context, params) =>
    missingSourcePlace(context, params.position.line, params.path),
  );
  connection.onRequest(
    MISSING_SOURCE_REQUEST,
    async (params: MissingSourceParams, token: CancellationToken): Promise<MissingSourceAnswer> => {
      const place = await find(params, token);
      const path = cleanPath(params.path);
      if (place?.kind === "stage")
        return { ...NO_MISSING_SOURCE, place, near: await nearInStage(service, params, place.stage, token) };
      if (place?.kind !== "context" || params.context === null) return { ...NO_MISSING_SOURCE, place };
      const context = params.context.replace(/\/$/, "");
      const list: ListNames = folder => service.contextFiles.entriesOf(context, folder).catch(() => null);
      const ignored = await ignoredIn(service, params.textDocument.uri, context, path, list);
      return { place, ignored, near: ignored === null ? await nearPaths(path, list) : [] };
    },
  );
};

/** The line that leaves a path out which is there. The builder takes the ignore file that is named after the Dockerfile first. */
async function ignoredIn(
  { ignoreFiles }: Service,
  dockerfile: string,
  context: string,
  path: string,
  list: ListNames,
): Promise<MissingSourceAnswer["ignored"]> {
  const folder = `/${path}`.slice(0, `/${path}`.lastIndexOf("/")) || "/";
  const entries = await list(folder);
  if (entries?.some(({ name }) => `/${path}`.endsWith(`/${name}`)) !== true) return null;
  for (const uri of [`${dockerfile}.dockerignore`, `${context}/.dockerignore`]) {
    const text = await ignoreFiles.textOf(uri).catch(() => null);
    if (text === null) continue;
    const found = ignoringLine(text, path);
    return found && { uri, ...found };
  }
  return null;
}

/** What was built goes before what the file says. */
async function nearInStage(
  { connection, requests, clientOptions }: Service,
  { textDocument, path }: MissingSourceParams,
  stage: number,
  token: CancellationToken,
): Promise<string[]> {
  const { uri } = textDocument;
  const said = requests.handle<
    { textDocument: { uri: string }; folder: string },
    ReturnType<typeof namesInStage>
  >([], (context, { folder }) => namesInStage(context, stage, folder));
  const list: ListNames = async folder => {
    const built =
      clientOptions.readsStages === true
        ? await connection
            .sendRequest<Partial<ReadStageFolderAnswer> | null>(READ_STAGE_FOLDER_REQUEST, {
              uri,
              stage,
              folder,
            })
            .catch(() => null)
        : null;
    if (Array.isArray(built?.entries) && built.isCurrent === true) return built.entries;
    const names = await said({ textDocument, folder }, token);
    return names.length > 0 ? names : null;
  };
  return (await nearPaths(path, list)).map(near => `/${near}`);
}
