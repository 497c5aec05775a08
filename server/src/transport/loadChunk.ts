/** Loads what the server needs only for some requests. In Node that is a file of its own beside the entry (scripts/chunks.mjs). */
import * as l10n from "@vscode/l10n";
import type { Client } from "./client";

const ERROR = 1;
const informed = new WeakSet<Client>();

/** What a person is told where a file of the server is missing, or has been replaced by one of another version. */
export function missingFiles(): string {
  return l10n.t(
    "Dockerfile Stages: files of the language server are missing or were replaced. Restart it, or install it again.",
  );
}

/**
 * What `load`, an `import("…")`, gives; null where it fails, because a file is missing or has been replaced by one of another
 * version. The person is informed so once per connection, and every failure is logged.
 */
export async function loadChunk<Module>(
  connection: Client,
  load: () => Promise<Module>,
): Promise<Module | null> {
  try {
    return await load();
  } catch (error) {
    connection.console.error(`A part of the server could not be loaded: ${String(error)}`);
    if (!informed.has(connection)) {
      informed.add(connection);
      const told = connection.sendNotification("window/showMessage", {
        type: ERROR,
        message: missingFiles(),
      });
      // It fails where the client is gone: nobody is left to be told.
      told.catch(() => undefined);
    }
    return null;
  }
}
