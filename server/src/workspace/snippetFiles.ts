/** The files of the snippets: read when completion first wants them, then kept. */
import { readSnippets } from "../features/completion/snippetList";
import type { Snippet } from "../features/completion/snippetList";
import { snippetBodies } from "../project/template";
import { withinTime } from "../transport/withinTime";
import type { Host } from "./ignoreFiles";
import type { ClientOptions } from "../protocol";
import { readText } from "./readText";
import type { Client } from "../transport/client";

export interface SnippetFiles {
  /** To be called once the client has said where they are, and whether it can read them. */
  readonly start: (told: Partial<ClientOptions>) => void;
  /** All snippets, in the order in which they are best shown; none where they cannot be read. */
  readonly read: () => Promise<readonly Snippet[]>;
  /** The texts of those that are whole files, with their tab stops, by their names; none where they cannot be read. */
  readonly bodies: () => Promise<ReadonlyMap<string, string>>;
}

/** People wait for an answer. What comes later is there for the next one. */
const LONGEST_MS = 1_000;

/** Whole files, then parts. */
const NAMES = ["files.json", "parts.json"];

/** The store of one server. */
export function createSnippetFiles(connection: Client, host: Host | null): SnippetFiles {
  let folder = host?.snippets ?? null;
  let clientReads = false;
  let known: Promise<readonly Snippet[]> | null = null;

  /** Null where the file cannot be read. */
  async function readOne(name: string): Promise<readonly Snippet[] | null> {
    if (folder === null) return [];
    const uri = `${folder}/${name}`;
    try {
      const text = await readText({ connection, host, clientReads }, uri);
      return text === null ? null : readSnippets(text);
    } catch (error) {
      connection.console.warn(`The snippets of ${uri} could not be read: ${String(error)}`);
      return null;
    }
  }

  /** All of them, read anew the next time where a file could not be read. */
  async function readAll(): Promise<readonly Snippet[]> {
    const lists = await Promise.all(NAMES.map(readOne));
    if (lists.includes(null)) known = null;
    return lists.flatMap(list => list ?? []);
  }

  return {
    start: ({ snippets, readsFiles }) => {
      folder = snippets ?? folder;
      clientReads = readsFiles === true;
    },
    bodies: async () => {
      const text =
        folder === null ? null : await readText({ connection, host, clientReads }, `${folder}/files.json`);
      return text === null ? new Map() : snippetBodies(text);
    },
    read: () => withinTime((known ??= readAll()), LONGEST_MS, []),
  };
}
