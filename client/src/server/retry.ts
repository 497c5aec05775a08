/** How every request to the language server is sent: what another try can mend is tried again, and nobody waits for ever. */
import * as l10n from "@vscode/l10n";

/**
 * Why there is no answer. `changed`: the document did, before the answer was made. `ended`: the server did. `refused`: another try
 * would end in the same way.
 */
export type Failure = "changed" | "ended" | "refused";

export interface Connection {
  /** Waits for a server that starts, starts one that has ended, and does nothing where one runs. */
  start(): Promise<void>;
  /** Sends a request; the signal cancels it. */
  send(method: string, params: object, signal: AbortSignal): Promise<unknown>;
  /** What an error of `send` is. */
  failureOf(error: unknown): Failure;
}

export interface RetryOptions {
  /** In milliseconds: how long one answer may take. */
  timeoutMs: number;
  /** In milliseconds: how long the client may take to see that its server has ended. */
  noticeMs: number;
  tries: number;
}

const STANDARD: RetryOptions = { timeoutMs: 20_000, noticeMs: 300, tries: 5 };

/** The answer; rejects with the last error where there is none after all. */
export async function requestWithRetry<Answer>(
  connection: Connection,
  method: string,
  params: object,
  { timeoutMs, noticeMs, tries }: RetryOptions = STANDARD,
): Promise<Answer> {
  for (let left = tries - 1; ; left--) {
    await connection.start();
    try {
      // What the server answers to a method is the protocol's to say.
      return (await withTimeout(signal => connection.send(method, params, signal), timeoutMs)) as Answer;
    } catch (error) {
      const failure = error instanceof NoAnswer ? "refused" : connection.failureOf(error);
      if (failure === "refused" || left === 0) throw error;
      if (failure === "ended") await new Promise(resolve => setTimeout(resolve, noticeMs));
    }
  }
}

class NoAnswer extends Error {}

async function withTimeout<T>(send: (signal: AbortSignal) => Promise<T>, timeoutMs: number): Promise<T> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      send(stop.signal),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new NoAnswer(l10n.t("no response before the timeout")));
          stop.abort();
        }, timeoutMs);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
