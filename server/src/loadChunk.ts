/** Loads what the server needs only for some requests. In Node that is a file of its own beside the entry (scripts/chunks.mjs). */
import * as l10n from "@vscode/l10n";
import { MessageType } from "vscode-languageserver";
import type { Connection } from "vscode-languageserver";

/**
 * What `load`, an `import("…")`, gives; null where it fails, because a file is missing or has been replaced by one of another
 * version. The person is told so once per connection, and every failure is logged.
 */
export async function loadChunk<Module>(
  connection: Connection,
  load: () => Promise<Module>,
): Promise<Module | null> {
  try {
    return await load();
  } catch (error) {
    connection.console.error(`A part of the server could not be loaded: ${String(error)}`);
    if (!told.has(connection)) {
      told.add(connection);
      void connection.sendNotification("window/showMessage", {
        type: MessageType.Error,
        message: l10n.t(
          "Dockerfile Stages: files of the language server are missing or were replaced. Restart it, or install it again.",
        ),
      });
    }
    return null;
  }
}

const told = new WeakSet<Connection>();
