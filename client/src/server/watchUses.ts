/** Which files' uses are others than before. */
import * as vscode from "vscode";
import { type BaseLanguageClient } from "vscode-languageclient";
import { USES_CHANGED_NOTIFICATION, type UsesChangedParams } from "../../../server/src/protocol";

/** Hears that the uses of Dockerfiles are others; `numberOf` counts how often they were, because stages hang on them. */
export function watchUses(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  client: BaseLanguageClient,
): { changes: vscode.EventEmitter<readonly vscode.Uri[]>; numberOf: (uri: vscode.Uri) => number } {
  const numbers = new Map<string, number>();
  const numberOf = (uri: vscode.Uri) => numbers.get(uri.toString()) ?? 0;
  const changes = new vscode.EventEmitter<readonly vscode.Uri[]>();
  context.subscriptions.push(
    changes,
    changes.event(uris => {
      for (const uri of uris) numbers.set(uri.toString(), numberOf(uri) + 1);
    }),
    client.onNotification(USES_CHANGED_NOTIFICATION, ({ uris }: UsesChangedParams) => {
      changes.fire(uris.map(uri => client.protocol2CodeConverter.asUri(uri)));
    }),
  );
  return { changes, numberOf };
}
