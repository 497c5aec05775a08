/** Registers the tools for language models with VS Code, where it has an API for them. A build is confirmed by the person. */
import * as vscode from "vscode";
import { callTool } from "../../../server/src/shared/tools/callTool";
import { TOOLS, type ToolDefinition } from "../../../server/src/shared/tools/definitions";
import type { ToolHost } from "../../../server/src/shared/tools/host";
import type { LanguageServer } from "../server/languageServer";
import { createEditorHost, type ToolBuilds } from "./editorHost";
import { invocationWords } from "./invocationWords";
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

function prepared(input: unknown, isReadOnly: boolean): PreparedInvocation {
  const { running, question } = invocationWords(input, isReadOnly);
  return {
    invocationMessage: running,
    ...(question && {
      confirmationMessages: { title: question.title, message: new vscode.MarkdownString(question.markdown) },
    }),
  };
}
