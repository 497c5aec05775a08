/** The files of the snippets: read when completion first wants them, then kept. */
import { readSnippets } from "../features/completion/snippetList";
import type { Snippet } from "../features/completion/snippetList";
import type { Host } from "./ignoreFiles";
import type { ClientOptions } from "../protocol";
import { readText } from "./readText";
import type { Connection } from "../transport/connection";

export interface SnippetFiles {
  /** To be called once the client has said where they are, and whether it can read them. */
  readonly start: (told: Partial<ClientOptions>) => void;
  /** All snippets, in the order in which they are best shown; none where they cannot be read. */
  readonly read: () => Promise<readonly Snippet[]>;
}

/** Whole files, then parts. */
const NAMES = ["files.json", "parts.json"];

/** The store of one server. */
export function createSnippetFiles(connection: Connection, host: Host | null): SnippetFiles {
  let folder = host?.snippets ?? null;
  let clientReads = false;
  let known: Promise<readonly Snippet[]> | null = null;

  async function readOne(name: string): Promise<Snippet[]> {
    if (folder === null) return [];
    const uri = `${folder}/${name}`;
    try {
      const text = await readText({ connection, host, clientReads }, uri);
      return text === null ? [] : readSnippets(text);
    } catch (error) {
      connection.console.warn(`The snippets of ${uri} could not be read: ${String(error)}`);
      return [];
    }
  }

  return {
    start: ({ snippets, readsFiles }) => {
      folder = snippets ?? folder;
      clientReads = readsFiles === true;
    },
    read: () => (known ??= Promise.all(NAMES.map(readOne)).then(lists => lists.flat())),
  };
}
