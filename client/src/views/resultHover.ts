/** The hover with the last result of a stage, at its name and at its FROM, beside what the server says there. */
import * as vscode from "vscode";
import type { ModelRange } from "../../../server/src/protocol";
import { LANGUAGE } from "../language";
import type { Results } from "../results/results";
import { REPORT_COMMAND } from "./commandIds";
import type { DocumentSnapshots } from "./documentSnapshots";
import { resultCard } from "./resultCard";
import { inMarkdownLink } from "../progress/uiText";

/** Registers the hover; what it answers takes it away. */
export function createResultHover(results: Results, snapshots: DocumentSnapshots): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { language: LANGUAGE, scheme: "file" },
    { provideHover: (document, position) => resultHover(document, position, results, snapshots) },
  );
}

async function resultHover(
  document: vscode.TextDocument,
  position: vscode.Position,
  results: Results,
  snapshots: DocumentSnapshots,
): Promise<vscode.Hover | undefined> {
  const kept = results.of(document.uri);
  if (kept.length === 0) return undefined;
  const snapshot = await snapshots.of(document);
  if (snapshot === undefined) return undefined;
  for (const { index, keywordRange, nameRange } of snapshot.stages) {
    const range = [keywordRange, nameRange].map(toRange).find(part => part?.contains(position));
    if (range === undefined) continue;
    const result = kept.findLast(({ fingerprint }) => fingerprint === snapshot.fingerprints[index]);
    if (result === undefined) return undefined;
    const argument = inMarkdownLink(JSON.stringify([{ uri: document.uri.toString(), stage: index }]));
    const text = new vscode.MarkdownString(
      resultCard(result, Date.now(), `command:${REPORT_COMMAND}?${argument}`),
    );
    text.isTrusted = { enabledCommands: [REPORT_COMMAND] };
    return new vscode.Hover(text, range);
  }
  return undefined;
}

/** The editor's range of one of the server's; none of none. */
export function toRange(range: ModelRange | undefined): vscode.Range | undefined {
  if (range === undefined) return undefined;
  const { start, end } = range;
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
