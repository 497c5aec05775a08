/** Who has opened the workspace, as its stores see it: an editor, or the command line, which answers nothing and shows what is logged. */
import type { WorkspaceFolder } from "vscode-languageserver-protocol";

/** Of a `Connection` what the stores use. */
export interface Client {
  readonly console: Readonly<Record<"info" | "warn" | "error", (message: string) => void>>;
  readonly sendRequest: <Answer>(method: string, params?: object) => Promise<Answer>;
  readonly sendNotification: (method: string, params?: object) => Promise<void>;
  readonly workspace: { readonly getWorkspaceFolders: () => Promise<readonly WorkspaceFolder[] | null> };
}
