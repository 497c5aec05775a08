/** The page of VS Code for the Web: the workbench of code-server's package without its server, with extensions from addresses. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder that is open in the page. Any scheme that the extension for files in memory serves. */
export const FOLDER = { scheme: "vscode-vfs", authority: "github", path: "/demo/app" } as const;

const CALM = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "extensions.ignoreRecommendations": true,
};

export interface WebPage {
  /** The folder `lib/vscode` of code-server. */
  vscode: string;
  port: number;
  /** Paths on this host of the folders of extensions that are there as if VS Code brought them. */
  extensions: readonly string[];
  settings: Record<string, unknown>;
}

/** The HTML of the page. */
export function webPage({ vscode, port, extensions, settings }: WebPage): string {
  const origin = `http://localhost:${port}`;
  const out = `${origin}/vscode/out`;
  const product = JSON.parse(readFileSync(join(vscode, "product.json"), "utf8")) as Record<string, string>;
  const configuration = {
    folderUri: FOLDER,
    additionalBuiltinExtensions: extensions.map(path => ({
      scheme: "http",
      authority: `localhost:${port}`,
      path,
    })),
    configurationDefaults: { ...CALM, ...settings },
    productConfiguration: {
      nameShort: "VS Code for the Web",
      nameLong: "VS Code for the Web",
      commit: product["commit"],
      version: product["version"],
      quality: "stable",
      enableTelemetry: false,
      extensionsGallery: null,
      // The host of extensions runs in a frame of an origin of its own only where all three of these are given.
      webEndpointUrlTemplate: `http://{{uuid}}.localhost:${port}/vscode`,
      webviewContentExternalBaseUrlTemplate: `${out}/vs/workbench/contrib/webview/browser/pre/`,
      extensionEnabledApiProposals: { "dockerfile-stages-tests.memory-files": ["fileSearchProvider"] },
    },
    // What code-server's workbench asks its own server for otherwise.
    userDataPath: "/",
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
  };
  const data = JSON.stringify(configuration).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <meta id="vscode-workbench-web-configuration" data-settings="${data}" />
    <link rel="stylesheet" href="${out}/vs/code/browser/workbench/workbench.css" />
  </head>
  <body aria-label=""></body>
  <script>
    globalThis._VSCODE_FILE_ROOT = "${out}/";
  </script>
  <script type="module" src="${out}/nls.messages.js"></script>
  <script type="module" src="${out}/vs/code/browser/workbench/workbench.js"></script>
</html>
`;
}

/** Takes back what code-server has changed in the workbench: it expects a remote at its own address, and the person's data there. */
export function withoutRemote(workbench: string): string {
  const once = (text: string, pattern: RegExp, by: string): string => {
    const found = text.match(new RegExp(pattern, "g")) ?? [];
    if (found.length !== 1)
      throw new Error(
        `${String(pattern)} stands ${found.length} times in the workbench: is it another code-server?`,
      );
    return text.replace(pattern, by);
  };
  const alone = once(workbench, /(JSON\.parse\(\w+\)),remoteAuthority:location\.host/, "$1");
  return once(
    alone,
    /(\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote(\}\),"User"\))/,
    "$1vscodeUserData$2",
  );
}
