/** Gives VS Code the debugger: its configurations, and an adapter for each build that is debugged, which is the engine's own. */
import * as l10n from "@vscode/l10n";
import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { refusedInRestrictedMode } from "../../build/restrictedMode";
import type { BuildSession } from "../../build/session";
import { DEBUG_TYPE, offerDebugger } from "./debugger";
import { startRelay, type DebugMessage, type DebugRelay } from "./debugRelay";
import { debuggedBuild, filledIn, newConfiguration, type DebuggedBuild } from "./debugConfigurations";
import { removeTemporary } from "../../build/temporaryFiles";

/**
 * The key of a prepared build in its configuration. The build itself is kept here, because a configuration can be read by other
 * extensions, and arguments of builds may be nobody's business.
 */
const PREPARED = "__prepared";

/** Offers the debugger until it is disposed of. */
export function createDebugAdapters(session: BuildSession): vscode.Disposable {
  const prepared = new Map<string, DebuggedBuild>();
  return vscode.Disposable.from(
    offerDebugger(),
    vscode.debug.registerDebugConfigurationProvider(DEBUG_TYPE, {
      provideDebugConfigurations: folder => [newConfiguration(folder)],
      resolveDebugConfiguration: (_, configuration) => filledIn(configuration),
      async resolveDebugConfigurationWithSubstitutedVariables(folder, configuration) {
        if (refusedInRestrictedMode()) return undefined;
        const build = await debuggedBuild(session, folder, configuration);
        if (build === undefined) return undefined;
        const id = randomUUID();
        prepared.set(id, build);
        return { ...configuration, [PREPARED]: id };
      },
    }),
    vscode.debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
      async createDebugAdapterDescriptor({ configuration, workspaceFolder }) {
        const id = String(configuration[PREPARED]);
        // A session that is started again brings the configuration that it had.
        const build = prepared.get(id) ?? (await debuggedBuild(session, workspaceFolder, configuration));
        prepared.delete(id);
        if (build === undefined) throw new Error(l10n.t("The build could not be prepared."));
        return new vscode.DebugAdapterInlineImplementation(new Adapter(build));
      },
    }),
    {
      // Of builds that were prepared and not debugged, because another extension was against it.
      dispose() {
        for (const { temporary } of prepared.values()) void removeTemporary(temporary);
      },
    },
  );
}

/** Between VS Code and an adapter that runs. */
class Adapter extends vscode.Disposable implements vscode.DebugAdapter {
  readonly onDidSendMessage: vscode.Event<vscode.DebugProtocolMessage>;
  private readonly relay: DebugRelay;

  constructor({ command, stopLine, notes, temporary }: DebuggedBuild) {
    super(() => {
      this.relay.stop();
      sent.dispose();
      void removeTemporary(temporary);
    });
    const sent = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
    this.onDidSendMessage = sent.event;
    this.relay = startRelay(command, stopLine, notes, message => {
      sent.fire(message);
    });
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    this.relay.send(message as DebugMessage);
  }
}
