/**
 * The pages of rules, to which diagnostics link. VS Code would open such a page as text, and in a browser in another tab: so the links
 * run a command that shows it as it is read.
 */
import * as vscode from "vscode";

const SHOW_RULE_PAGE_COMMAND = "dockerfileStages.showRulePage";
const PREVIEW = "vscode.markdown.preview.editor";

export interface RulePages {
  /** The folder of the pages, as the server is told it. */
  readonly folder: string;
  /** Has the links of diagnostics to these pages run the command. Links to other places are left. */
  readonly link: (diagnostics: readonly vscode.Diagnostic[]) => void;
}

/** The pages of the extension, with the command that shows one. */
export function registerRulePages({
  extensionUri,
  subscriptions,
}: Pick<vscode.ExtensionContext, "extensionUri" | "subscriptions">): RulePages {
  const folderUri = vscode.Uri.joinPath(extensionUri, "docs", "rules");
  const folder = folderUri.toString();
  subscriptions.push(
    vscode.commands.registerCommand(SHOW_RULE_PAGE_COMMAND, async (rule: unknown) => {
      // A link can come from anywhere.
      if (typeof rule === "string" && /^\w+$/.test(rule))
        await showPage(vscode.Uri.joinPath(folderUri, `${rule}.md`));
    }),
  );
  const link = (diagnostics: readonly vscode.Diagnostic[]) => {
    for (const diagnostic of diagnostics) {
      const { code } = diagnostic;
      if (typeof code !== "object" || !code.target.toString().startsWith(`${folder}/`)) continue;
      const query = JSON.stringify([String(code.value)]);
      const target = vscode.Uri.from({ scheme: "command", path: SHOW_RULE_PAGE_COMMAND, query });
      diagnostic.code = { value: code.value, target };
    }
  };
  return { folder, link };
}

/** As Markdown is read, or as text where no extension shows that, as in some browsers. */
async function showPage(page: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand("vscode.openWith", page, PREVIEW);
  } catch {
    await vscode.window.showTextDocument(page);
  }
}
