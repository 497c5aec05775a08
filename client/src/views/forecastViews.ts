/** Forecasts as people see them: behind the lens that builds a stage, in the hover at its FROM, and behind instructions. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { LANGUAGE } from "../language";
import { code } from "../report/markdown";
import type { LanguageServer } from "../server/languageServer";
import { forecastCard, forecastText, reasonsByInstruction } from "./costWords";
import type { DocumentSnapshots } from "./documentSnapshots";
import { settingOf, type Forecasts } from "./forecasts";
import { toRange } from "./resultHover";

/** Shows forecasts until it is disposed of. */
export function showForecasts(
  forecasts: Forecasts,
  { buildLenses }: Pick<LanguageServer, "buildLenses">,
  snapshots: DocumentSnapshots,
): vscode.Disposable {
  buildLenses.textOf = ({ uri, stage }) => {
    const cost = forecasts.of(vscode.Uri.parse(uri))?.costs.find(found => found.stage === stage);
    const text = cost === undefined ? "" : forecastText(cost);
    return text === "" ? "" : ` · ${text}`;
  };
  const type = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor("editorCodeLens.foreground"), margin: "0 0 0 1.5em" },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const draw = (uri: vscode.Uri) => {
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document.uri.toString() === uri.toString())
        void drawMarks(editor, type, forecasts, snapshots);
  };
  return vscode.Disposable.from(
    type,
    forecasts.onDidChange(uri => {
      buildLenses.refresh();
      draw(uri);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // They would stand where nobody knows; the next forecast has them again.
      if (forecasts.of(document.uri) === undefined) return;
      for (const editor of vscode.window.visibleTextEditors)
        if (editor.document === document) editor.setDecorations(type, []);
    }),
    vscode.window.onDidChangeVisibleTextEditors(editors => {
      for (const { document } of editors) draw(document.uri);
    }),
    vscode.languages.registerHoverProvider(
      { language: LANGUAGE, scheme: "file" },
      { provideHover: (document, position) => forecastHover(document, position, forecasts, snapshots) },
    ),
  );
}

async function drawMarks(
  editor: vscode.TextEditor,
  type: vscode.TextEditorDecorationType,
  forecasts: Forecasts,
  snapshots: DocumentSnapshots,
): Promise<void> {
  const { document } = editor;
  const forecast = forecasts.of(document.uri);
  const isWanted = forecast !== undefined && settingOf(document.uri) === "marks";
  const snapshot = isWanted ? await snapshots.of(document) : undefined;
  if (snapshot?.version !== forecast?.version || snapshot === undefined || forecast === undefined) {
    editor.setDecorations(type, []);
    return;
  }
  const reasons = new Map(
    forecast.costs.flatMap(cost => [...reasonsByInstruction(cost, snapshot.stages, code)]),
  );
  editor.setDecorations(
    type,
    [...reasons].flatMap(([instruction, sentences]): vscode.DecorationOptions[] => {
      const line = snapshot.instructions[instruction]?.range.start.line;
      if (line === undefined || line >= document.lineCount) return [];
      return [
        {
          range: document.lineAt(line).range,
          hoverMessage: new vscode.MarkdownString(sentences.join(" ")),
          renderOptions: { after: { contentText: `· ${l10n.t("would run")}` } },
        },
      ];
    }),
  );
}

async function forecastHover(
  document: vscode.TextDocument,
  position: vscode.Position,
  forecasts: Forecasts,
  snapshots: DocumentSnapshots,
): Promise<vscode.Hover | undefined> {
  const forecast = forecasts.of(document.uri);
  if (forecast === undefined) return undefined;
  const snapshot = await snapshots.of(document);
  if (snapshot?.version !== forecast.version) return undefined;
  for (const { index, keywordRange, nameRange } of snapshot.stages) {
    const range = [keywordRange, nameRange].map(toRange).find(part => part?.contains(position));
    const cost = range && forecast.costs.find(({ stage }) => stage === index);
    const card = cost === undefined ? "" : forecastCard(cost, snapshot.stages);
    if (card !== "") return new vscode.Hover(new vscode.MarkdownString(card), range);
  }
  return undefined;
}
