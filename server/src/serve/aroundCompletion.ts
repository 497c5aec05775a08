/** Completion in the files around a Dockerfile. */
import type { CompletionItem, CompletionParams } from "vscode-languageserver-protocol";
import { pathOfUri } from "../around/paths";
import { writtenAt } from "../around/probe";
import type { Use } from "../around/use";
import { completedByDockerDx } from "../features/around/besideDockerDx";
import { aroundCompletion } from "../features/around/completion";
import type { CompletionSupport } from "../features/completion/proposal";
import type { FeatureContext } from "../features/context";
import type { AroundFileSource } from "./aroundFiles";

/** What can be written at a position, from the texts as they are typed. */
export async function completeAround(
  { uses, dockerfiles, settings }: AroundFileSource,
  { textDocument: { uri }, position }: CompletionParams,
  support: CompletionSupport,
): Promise<CompletionItem[]> {
  await uses.settled();
  const file = pathOfUri(uri);
  const document = uses.documentOf(file);
  if (!document) return [];
  const text = document.getText();
  const offset = document.offsetAt(position);
  let read: readonly Use[] = [];
  const written = writtenAt(file, text, offset, typed => (read = uses.readAs(uri, typed)));
  if (!written) return [];
  const { isBesideDockerDx } = await settings.of(uri);
  const isTheirs = isBesideDockerDx ? completedByDockerDx(written, read, file, text) : () => false;
  const known = new Map<Use, FeatureContext | null>();
  for (const { use } of written.parts) known.set(use, await dockerfiles.of(use));
  const dockerfileOf = (use: Use) => known.get(use) ?? null;
  const all = uses.dockerfiles();
  const items = aroundCompletion(
    { document, offset, written, dockerfileOf, dockerfiles: all, uses: read },
    support,
  );
  return items.filter(({ label }) => !isTheirs(label));
}
