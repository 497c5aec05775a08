/** Folders of stages that were built, which the client lists when a completion asks what is in them. */
import type { BuiltFolder, ListStage } from "../features/completion/builtPaths";
import {
  READ_STAGE_FOLDER_REQUEST,
  type ReadStageFolderAnswer,
  type ReadStageFolderParams,
} from "../protocol";
import { withinTime } from "../transport/withinTime";
import type { Client } from "../transport/client";

/** What one answer may know of built stages. */
export interface BuiltView {
  /** What is known by now; notes what is not. */
  readonly list: ListStage;
  /** Asks the client for what is not known; false where there is nothing of that, or no more time. */
  readonly read: () => Promise<boolean>;
}

/** People wait for an answer. */
const LONGEST_MS = 300;
const MOST_ENTRIES = 1000;

/** A view of the stages of one document, for one answer: the client has everything at hand. */
export function builtView(connection: Client, uri: string, clientReads: boolean): BuiltView {
  const known = new Map<string, BuiltFolder | null>();
  const missing = new Map<string, ReadStageFolderParams>();
  const begun = Date.now();

  async function readOne(key: string, params: ReadStageFolderParams): Promise<void> {
    const answer = await connection
      .sendRequest<Partial<ReadStageFolderAnswer> | null>(READ_STAGE_FOLDER_REQUEST, params)
      .catch(() => null);
    const entries = Array.isArray(answer?.entries) ? answer.entries.slice(0, MOST_ENTRIES) : null;
    known.set(key, entries && { entries, isCurrent: answer?.isCurrent === true });
  }

  return {
    list: (stage, folder) => {
      if (!clientReads) return null;
      const key = `${stage} ${folder}`;
      const found = known.get(key);
      if (found === undefined) missing.set(key, { uri, stage, folder });
      return found ?? null;
    },
    read: async () => {
      const asked = [...missing];
      const time = LONGEST_MS - (Date.now() - begun);
      if (asked.length === 0 || time <= 0) return false;
      missing.clear();
      const all = Promise.all(asked.map(([key, params]) => readOne(key, params)));
      return withinTime(
        all.then(() => true),
        time,
        false,
      );
    },
  };
}
