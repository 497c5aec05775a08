/** Registers the tools for language models with VS Code, where it has an API for them. A build is confirmed by the person. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { callTool } from "../../../server/src/shared/tools/callTool";
import { TOOLS, type ToolDefinition } from "../../../server/src/shared/tools/definitions";
import type { ToolHost } from "../../../server/src/shared/tools/host";
import { oneLine } from "../progress/uiText";
import { code } from "../report/markdown";
import type { LanguageServer } from "../server/languageServer";
import { createEditorHost, type ToolBuilds } from "./editorHost";
import {
  languageModelApi,
  type LanguageModelApi,
  type LanguageModelTool,
  type PreparedInvocation,
} from "./languageModelApi";

/** Registers them until the extension ends; without `builds` they are those of a browser. */
export function registerTools(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  server: LanguageServer,
  builds: ToolBuilds | undefined,
): void {
  const api = languageModelApi();
  if (api === undefined) return;
  const host = createEditorHost(server, builds);
  context.subscriptions.push(
    ...TOOLS.map(definition => api.registerTool(definition.name, toolOf(api, host, definition))),
  );
}

function toolOf(
  api: LanguageModelApi,
  host: ToolHost,
  { name, isReadOnly }: ToolDefinition,
): LanguageModelTool {
  return {
    async invoke({ input }, token) {
      const cancelled = new AbortController();
      const listener = token.onCancellationRequested(() => {
        cancelled.abort();
      });
      try {
        const { text, isError } = await callTool(host, name, input, cancelled.signal);
        if (isError) throw new Error(text);
        return api.textResult(text);
      } finally {
        listener.dispose();
      }
    },
    prepareInvocation: ({ input }) => Promise.resolve(prepared(input, isReadOnly)),
  };
}

/** What a person reads while a tool runs, and is asked before a build. The input may be anything: it is shown as code. */
function prepared(input: unknown, isReadOnly: boolean): PreparedInvocation {
  const { path, stage, cache } = (input ?? {}) as Partial<Record<string, unknown>>;
  const file = typeof path === "string" ? path.slice(0, 200) : l10n.t("the workspace");
  if (isReadOnly) return { invocationMessage: l10n.t("Reading the stages of {0}", oneLine(file)) };
  const target =
    typeof stage === "string" ? stage.slice(0, 200) : l10n.t("the last stage, or the target in force");
  const message = new vscode.MarkdownString(
    [
      l10n.t("Dockerfile: {0}", code(file)),
      l10n.t("Stage: {0}", typeof stage === "string" ? code(target) : target),
      ...(cache === "skipAll" || cache === "skipStage" ? [l10n.t("Without cache: {0}", code(cache))] : []),
      l10n.t("The engine of this machine runs what the Dockerfile says."),
    ].join("\n\n"),
  );
  return {
    invocationMessage: l10n.t("Building {0}", oneLine(file)),
    confirmationMessages: { title: l10n.t("Build this stage?"), message },
  };
}
