/** Separators between the stages of a Dockerfile (`dockerfileStages.separators`): a line, or a row of space. Nothing is done while it is `off`. */
import * as vscode from "vscode";
import { LANGUAGE } from "../language";
import type { LanguageServer } from "../server/languageServer";
import type { Snapshot } from "../snapshot/snapshot";
import { firstLineOf, separatorLines, type SeparatedStage } from "./separatorLines";

type Kind = "off" | "line" | "gap";

/** Draws a line at each FROM of a file by itself, and has no setting for that. */
const DOCKER_DX = "docker.docker";
/** Typing is not held up. */
const LATER_MS = 100;

/** Follows the setting and the editors, until the extension ends. */
export function showSeparators(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  server: Pick<LanguageServer, "snapshot">,
): void {
  const line = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: "solid",
    borderWidth: "0 0 1px 0",
    borderColor: new vscode.ThemeColor("editorLineNumber.foreground"),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const gapsChanged = new vscode.EventEmitter<void>();
  const waiting = new Map<vscode.TextEditor, ReturnType<typeof setTimeout>>();

  function soon(editor: vscode.TextEditor): void {
    if (editor.document.languageId !== LANGUAGE || waiting.has(editor)) return;
    waiting.set(
      editor,
      setTimeout(() => {
        waiting.delete(editor);
        void draw(editor);
      }, LATER_MS),
    );
  }

  async function draw(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const snapshot = kindOf(document) === "line" ? await snapshotOf(server, document) : undefined;
    const visible = editor.visibleRanges.map(({ start, end }) => ({ start: start.line, end: end.line }));
    const lines = snapshot ? separatorLines(stagesOf(snapshot), blankIn(document), visible) : [];
    editor.setDecorations(
      line,
      lines.map(at => new vscode.Range(at, 0, at, 0)),
    );
  }

  const drawAll = () => {
    vscode.window.visibleTextEditors.forEach(soon);
  };
  context.subscriptions.push(
    line,
    gapsChanged,
    {
      dispose: () => {
        for (const timer of waiting.values()) clearTimeout(timer);
      },
    },
    vscode.languages.registerCodeLensProvider(
      { language: LANGUAGE },
      { onDidChangeCodeLenses: gapsChanged.event, provideCodeLenses: document => gaps(server, document) },
    ),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    // Folding tells itself by this alone.
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      if (kindOf(textEditor.document) === "line") soon(textEditor);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (kindOf(document) !== "line") return;
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) soon(editor);
    }),
    vscode.extensions.onDidChange(drawAll),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration("dockerfileStages.separators")) return;
      drawAll();
      gapsChanged.fire();
    }),
  );
  drawAll();
}

/** A row without words above the comments of each stage: the only space that an extension can have between two lines. */
async function gaps(
  server: Pick<LanguageServer, "snapshot">,
  document: vscode.TextDocument,
): Promise<vscode.CodeLens[]> {
  if (kindOf(document) !== "gap") return [];
  const snapshot = await snapshotOf(server, document);
  if (!snapshot) return [];
  return stagesOf(snapshot)
    .filter(({ before }) => before !== -1)
    .map(stage => {
      const first = firstLineOf(stage, blankIn(document));
      // Where the row of the stage's own CodeLenses is, space is already.
      const at = first === stage.from && first - 1 > stage.before ? first - 1 : first;
      return new vscode.CodeLens(new vscode.Range(at, 0, at, 0), { title: "\u00a0", command: "" });
    });
}

function kindOf(document: vscode.TextDocument): Kind {
  const kind = vscode.workspace.getConfiguration("dockerfileStages", document).get<Kind>("separators", "off");
  const isDoubled = document.uri.scheme === "file" && vscode.extensions.getExtension(DOCKER_DX) !== undefined;
  return kind === "line" && isDoubled ? "off" : kind;
}

/** Of another version the lines would be others: the editor asks again. */
async function snapshotOf(
  server: Pick<LanguageServer, "snapshot">,
  document: vscode.TextDocument,
): Promise<Snapshot | undefined> {
  const snapshot = await server.snapshot(document).catch(() => undefined);
  return snapshot?.version === document.version ? snapshot : undefined;
}

function stagesOf({ instructions }: Snapshot): SeparatedStage[] {
  return instructions.flatMap(({ keyword, range }, index) =>
    keyword === "FROM"
      ? [{ from: range.start.line, before: instructions[index - 1]?.range.end.line ?? -1 }]
      : [],
  );
}

function blankIn(document: vscode.TextDocument): (line: number) => boolean {
  return line => document.lineAt(line).isEmptyOrWhitespace;
}
