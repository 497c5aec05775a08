/** Hears of kept builds, and reads what it takes to tell whether the order of instructions is to blame. */
import { READ_FILES } from "../ecosystems/installs/installNeeds";
import { buildCostsAnswer, foldersToList } from "../features/buildCosts";
import { BUILD_COSTS_REQUEST } from "../protocol";
import type { BuildCostsAnswer, BuildCostsParams } from "../protocol";
import type { ListedFolder, RepeatedRun } from "../stages/model/buildCosts";
import { MOST_ENTRIES } from "../workspace/contextFiles";
import type { Serve, Service } from "./service";
import type { CancellationToken } from "vscode-languageserver";

const MOST_REPEATS = 200;
const MOST_TEXTS = 30;

interface Told {
  readonly textDocument: { uri: string };
  readonly repeats: readonly RepeatedRun[];
}

export const serveBuildCosts: Serve = service => {
  const { connection, requests, ignoreFiles, costs, costsChanged, onThrow } = service;
  const folders = requests.handle<Told, string[]>([], (context, { repeats }) =>
    foldersToList(context, repeats),
  );
  let questions = 0;
  /** The number of the newest question about a document: what an older one has read is not kept. */
  const newest = new Map<string, number>();
  const answer = requests.handle<Told, BuildCostsAnswer>({ hints: [] }, context =>
    buildCostsAnswer(context, onThrow),
  );
  connection.onRequest(
    BUILD_COSTS_REQUEST,
    async (params: BuildCostsParams, token: CancellationToken): Promise<BuildCostsAnswer> => {
      const { textDocument } = params;
      const { uri } = textDocument;
      const question = ++questions;
      newest.set(uri, question);
      // What a client sends may be anything.
      const repeats = (Array.isArray(params.repeats) ? params.repeats : [])
        .filter(isRepeat)
        .slice(0, MOST_REPEATS);
      const told: Told = { textDocument, repeats };
      const [root, paths] = await Promise.all([ignoreFiles.contextOf(uri), folders(told, token)]);
      const listed =
        root === null
          ? []
          : await Promise.all(paths.map(async path => [path, await list(service, root, path)] as const));
      const known = listed.flatMap(([path, folder]): [string, ListedFolder][] =>
        folder ? [[path, folder]] : [],
      );
      // The ignore file says what of the context is copied.
      await ignoreFiles.of(uri);
      if (newest.get(uri) === question) {
        newest.delete(uri);
        costs.set(uri, { repeats, folders: new Map(known) });
        costsChanged(uri);
      }
      return answer(told, token);
    },
  );
};

/** A folder of the build context with the texts of its manifests; null where it is none, or too large to be known. */
async function list(
  { contextFiles, ignoreFiles }: Service,
  root: string,
  path: string,
): Promise<ListedFolder | null> {
  const entries = await contextFiles.entriesOf(root, `/${path}`).catch(() => null);
  if (entries === null || entries.length >= MOST_ENTRIES) return null;
  const wanted = entries
    .filter(({ name, isFolder }) => !isFolder && READ_FILES.test(name))
    .slice(0, MOST_TEXTS);
  const at = [
    root,
    ...path
      .split("/")
      .filter(part => part !== "")
      .map(encodeURIComponent),
  ].join("/");
  const texts = await Promise.all(
    wanted.map(
      async ({ name }) =>
        [name, await ignoreFiles.textOf(`${at}/${encodeURIComponent(name)}`).catch(() => null)] as const,
    ),
  );
  return {
    names: new Set(entries.map(({ name, isFolder }) => (isFolder ? `${name}/` : name))),
    texts: new Map(texts.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]))),
  };
}

function isRepeat(value: unknown): value is RepeatedRun {
  if (typeof value !== "object" || value === null) return false;
  const { stage, index, copy, run, ran, builds, lost } = value as Partial<Record<string, unknown>>;
  return (
    [stage, copy, run].every(text => typeof text === "string") &&
    [index, ran, builds, lost].every(number => Number.isFinite(number))
  );
}
