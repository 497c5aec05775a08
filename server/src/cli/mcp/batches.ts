/**
 * Batches of JSON-RPC, which version 2025-03-26 of the Model Context Protocol has servers take: several messages in one line, whose
 * answers are one line, too.
 */
import { Message } from "vscode-jsonrpc/node";

type Id = string | number;

export interface Batches {
  /**
   * A batch came with requests of those ids, and with messages that are none, whose answers are `faults`. Gives what is to be written
   * at once; undefined where an answer is waited for, or nothing asks for one.
   */
  begin(ids: readonly Id[], faults: readonly object[]): readonly object[] | undefined;
  /** Takes a message to be written. Gives it, all answers of a batch that it completes, or undefined where others are missing. */
  take(message: Message): Message | readonly object[] | undefined;
}

/** No batch yet. */
export function createBatches(): Batches {
  const open: { left: Set<Id>; answers: object[] }[] = [];
  return {
    begin(ids, faults) {
      if (ids.length === 0) return faults.length === 0 ? undefined : faults;
      open.push({ left: new Set(ids), answers: [...faults] });
      return undefined;
    },
    take(message) {
      const id = Message.isResponse(message) ? message.id : null;
      const batch = id === null ? undefined : open.find(({ left }) => left.has(id));
      if (batch === undefined || id === null) return message;
      batch.left.delete(id);
      batch.answers.push(message);
      if (batch.left.size > 0) return undefined;
      open.splice(open.indexOf(batch), 1);
      return batch.answers;
    },
  };
}
