/** What is known by now of the files around a document, for whoever reads the document. */
import type { BuildContexts } from "./buildContexts";
import type { KnownCosts } from "./buildCosts";
import type { KnownFiles } from "./documents";
import type { IgnoreFiles } from "./ignoreFiles";
import type { BuildKnowledge } from "./knownBuilds";
import type { LinkedBuilds } from "./linkedBuilds";

/** Answers what is known of the files around a document, without waiting. */
export type FilesAround = (uri: string) => KnownFiles;

/** The files around documents, as far as the stores of one server know them. */
export function filesAround(
  ignoreFiles: Pick<IgnoreFiles, "known">,
  contexts: Pick<BuildContexts, "known">,
  linkedBuilds: Pick<LinkedBuilds, "known">,
  builds: Pick<BuildKnowledge, "known">,
  costs?: Pick<KnownCosts, "known">,
): FilesAround {
  return uri => ({
    ignoreFile: ignoreFiles.known(uri),
    context: contexts.known(uri),
    links: linkedBuilds.known(uri),
    builds: builds.known(uri),
    costs: costs?.known(uri) ?? null,
  });
}
