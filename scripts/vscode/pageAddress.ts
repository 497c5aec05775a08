/** The address at which VS Code's server shows its window. */
import type { RunningServer } from "./server";

export interface PageOptions {
  /** Absolute path of the folder to open. */
  folder: string;
  /** A suite to run, in a server that was started with `runsSuites`. */
  suite?: {
    /** Absolute path of the extension to load from its sources, beside the installed ones. */
    extensionDevelopmentPath: string;
    /** Absolute path of the bundle whose `run()` the extension host calls. */
    extensionTestsPath: string;
  };
}

/** The page that opens a folder; what goes into its payload is what the desktop takes on its command line. */
export function pageAddress(server: Pick<RunningServer, "port" | "token">, options: PageOptions): string {
  const host = `127.0.0.1:${server.port}`;
  const query = new URLSearchParams({ tkn: server.token, folder: options.folder });
  if (options.suite !== undefined) {
    const remote = (path: string): string => `vscode-remote://${host}${path}`;
    const payload = [
      ["extensionDevelopmentPath", remote(options.suite.extensionDevelopmentPath)],
      ["extensionTestsPath", remote(options.suite.extensionTestsPath)],
      ["skipWelcome", "true"],
    ];
    query.set("payload", JSON.stringify(payload));
  }
  return `http://${host}/?${query.toString()}`;
}
