/** The tools of VS Code's language model API, as far as they are used: they came after the version that this extension needs. */
import * as vscode from "vscode";

export interface LanguageModelTool {
  invoke(options: { readonly input: unknown }, token: vscode.CancellationToken): Promise<object>;
  prepareInvocation?(options: { readonly input: unknown }): Promise<PreparedInvocation>;
}

/** What people are told of an invocation, and asked before it. */
export interface PreparedInvocation {
  readonly invocationMessage: string;
  readonly confirmationMessages?: { readonly title: string; readonly message: vscode.MarkdownString };
}

export interface LanguageModelApi {
  registerTool(name: string, tool: LanguageModelTool): vscode.Disposable;
  /** The result of a tool that answers a text. */
  textResult(text: string): object;
}

/** What VS Code has of it at run time. */
interface RuntimeApi {
  readonly lm?: { readonly registerTool?: (name: string, tool: LanguageModelTool) => vscode.Disposable };
  readonly LanguageModelToolResult?: new (content: object[]) => object;
  readonly LanguageModelTextPart?: new (text: string) => object;
}

/** The API; undefined where VS Code is older, or is another editor without it. */
export function languageModelApi(): LanguageModelApi | undefined {
  const {
    lm,
    LanguageModelToolResult: Result,
    LanguageModelTextPart: Text,
  } = vscode as unknown as RuntimeApi;
  const register = lm?.registerTool;
  if (typeof register !== "function" || Result === undefined || Text === undefined) return undefined;
  return {
    registerTool: (name, tool) => register(name, tool),
    textResult: text => new Result([new Text(text)]),
  };
}
