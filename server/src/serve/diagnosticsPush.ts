/** Diagnostics for clients that cannot pull: pushed when the messages that wait are read, once for all their changes. */
import type { Diagnostic } from "vscode-languageserver-protocol";
import type { Documents } from "../workspace/documents";
import { diagnostics, diagnosticsOnFailure } from "../features/diagnostics";
import type { AnsweredDiagnostics } from "../features/diagnostics";
import type { IgnoreFiles } from "../workspace/ignoreFiles";
import type { FilesAround } from "../workspace/knownFiles";
import type { OnThrow } from "../rules/run/judges";
import type { CheckMemory } from "../rules/run/memory";
import type { Settings } from "../workspace/settings";
import type { BuildKnowledge } from "../workspace/knownBuilds";
import type { SettingsStore } from "../workspace/settingsStore";
import type { Connection } from "vscode-languageserver";

export interface DiagnosticsPush {
  readonly schedule: (uri: string) => void;
  /** Takes back what was pushed for a document that closed. */
  readonly clear: (uri: string) => void;
}

/** The push of one server. An answer for a version that is no longer the document's is dropped. */
export function createDiagnosticsPush(
  connection: Connection,
  documents: Documents,
  settings: SettingsStore,
  ignoreFiles: IgnoreFiles,
  filesAround: FilesAround,
  builds: Pick<BuildKnowledge, "read">,
  onThrow: OnThrow,
): DiagnosticsPush {
  const waiting = new Set<string>();
  const sent = new WeakMap<CheckMemory, AnsweredDiagnostics>();

  async function send(uri: string): Promise<void> {
    waiting.delete(uri);
    const version = documents.version(uri);
    const revision = documents.revision(uri);
    const current = await settings.of(uri);
    if (version !== null) {
      const reading = ignoreFiles.of(uri);
      await builds.read(uri);
      documents.prepare(uri, current, filesAround(uri));
      await reading;
    }
    if (version === null || documents.revision(uri) !== revision || waiting.has(uri)) return;
    void connection.sendDiagnostics({
      uri,
      version,
      diagnostics: itemsOf(uri, current) as Diagnostic[],
    });
  }

  function itemsOf(uri: string, current: Settings): readonly Diagnostic[] {
    try {
      const context = documents.read(uri, current, filesAround(uri));
      if (!context) return [];
      const items = diagnostics(context, onThrow, sent.get(context.memory));
      sent.set(context.memory, { context, items });
      return items;
    } catch (error) {
      connection.console.error(`Diagnostics of ${uri} failed: ${String(error)}`);
      const memory = documents.memory(uri);
      return diagnosticsOnFailure((memory && sent.get(memory)?.items) ?? []);
    }
  }

  return {
    schedule: uri => {
      if (waiting.has(uri)) return;
      waiting.add(uri);
      queueTask(() => {
        send(uri).catch((error: unknown) => {
          connection.console.error(`Diagnostics of ${uri} failed: ${String(error)}`);
        });
      });
    },
    clear: uri => {
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

// Compiled with the types of neither Node nor web workers. Node has setImmediate, which does not wait for a millisecond
// as its timers do; workers have timers alone.
declare const setImmediate: ((run: () => void) => unknown) | undefined;
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;

/** Runs after the messages that have already arrived. */
function queueTask(run: () => void): void {
  if (typeof setImmediate === "function") setImmediate(run);
  else setTimeout(run, 0);
}
