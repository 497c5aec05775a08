/** What the conversion into several stages needs of the server: its own bundle, and a look at the build context. */
import { NO_PROJECT, PROJECT_FILES } from "../convert/conversion";
import type { Converter, Project } from "../convert/conversion";
import type { Host, IgnoreFiles } from "./ignoreFiles";
import { loadChunk } from "../transport/loadChunk";
import { READ_FOLDER_REQUEST } from "../protocol";
import type { ClientOptions, FolderEntry, ReadFolderAnswer, ReadFolderParams } from "../protocol";
import { readText } from "./readText";
import { withinTime } from "../transport/withinTime";
import type { Client } from "../transport/client";

export interface Conversions {
  /** To be called once the client has said what it can read. */
  readonly start: (told: Partial<ClientOptions>) => void;
  /** Loaded when it is first needed; null where it cannot be loaded. */
  readonly converter: () => Promise<Converter | null>;
  /** What is known of the build context of a document, with the scripts that it may start. Reads no longer than people wait. */
  readonly project: (uri: string, scripts: readonly string[]) => Promise<Project>;
}

const LONGEST_MS = 1_000;
/** A start command names one file, which several COPY instructions may bring. */
const MOST_SCRIPTS = 8;

/** For one server. */
export function createConversions(
  connection: Client,
  ignoreFiles: Pick<IgnoreFiles, "contextOf">,
  host: Host | null,
): Conversions {
  let told: Partial<ClientOptions> = {};

  async function entriesOf(folder: string): Promise<readonly FolderEntry[] | null> {
    if (host?.canRead(folder)) return host.list(folder, folder);
    if (told.readsFolders !== true) return null;
    const params: ReadFolderParams = { uri: folder };
    const answer = await connection.sendRequest<Partial<ReadFolderAnswer> | null>(
      READ_FOLDER_REQUEST,
      params,
    );
    return Array.isArray(answer?.entries) ? answer.entries : null;
  }

  const textOf = (folder: string, name: string) =>
    readText(
      { connection, host, clientReads: told.readsFiles === true },
      `${folder}/${name.split("/").map(encodeURIComponent).join("/")}`,
      folder,
    );

  async function read(uri: string, scripts: readonly string[]): Promise<Project> {
    const folder = await ignoreFiles.contextOf(uri);
    if (folder === null) return NO_PROJECT;
    const entries = await entriesOf(folder);
    const names = entries && new Set(entries.map(({ name, isFolder }) => (isFolder ? `${name}/` : name)));
    const isThere = (name: string) =>
      names === null || names.has(name) || names.has(`${name.split("/", 1)[0] ?? ""}/`);
    const wanted = [...PROJECT_FILES, ...scripts.slice(0, MOST_SCRIPTS)].filter(isThere);
    const texts = await Promise.all(wanted.map(async name => [name, await textOf(folder, name)] as const));
    return {
      names,
      texts: new Map(texts.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]))),
    };
  }

  return {
    start: options => {
      told = options;
    },
    converter: async () => {
      const chunk = await loadChunk(connection, () => import("../convert/convert"));
      return chunk && { convert: chunk.convertToMultiStage, scriptsToRead: chunk.scriptsToRead };
    },
    project: (uri, scripts) => withinTime(read(uri, scripts), LONGEST_MS, NO_PROJECT),
  };
}
