/** Something that takes a while, beside a message with a button that ends it. */
import * as vscode from "vscode";

/** Answers what the work answers; undefined where the person has ended it. */
export async function cancellable<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const ending = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      ending.abort();
    });
    try {
      const answer = await work(ending.signal);
      return ending.signal.aborted ? undefined : answer;
    } finally {
      subscription.dispose();
    }
  });
}
