/** The diagnostics of a build that failed, and of what the builder warned of: at the instructions, with the log beside them. */
import * as vscode from "vscode";
import type { BuildStep } from "../../progress/buildRecord";
import { findingOfWarning, notShownYet, type BuilderFinding } from "../../progress/builderFindings";
import { DIAGNOSTIC_SOURCE } from "../../language";
import { failurePlaces } from "../../progress/failurePlaces";
import { titleOf } from "../../progress/stepName";
import type { BuildFailure } from "../../progress/progressReader";
import { webAddress } from "../../progress/uiText";
import { saysTheSame } from "../../progress/sameWords";
import { linesRange, placeNow } from "../../snapshot/placeNow";
import { fileLines, writtenRange } from "../../snapshot/snapshot";
import { logAddress } from "../stepLogs";
import type { Build } from "../builds";
import { findingsNow } from "./findingsNow";
import { toRange } from "./movingDiagnostics";
import { ruleIsOff, shownFindings } from "./shownFindings";

export const BUILD_SOURCE = "Dockerfile Stages build";
/** The code of the diagnostic at the instruction that failed: quick fixes go by it. */
export const FAILED = "failed";
const LONGEST_LOG = 10;

/** The places of a failure: where the editor shows the same error anyway there is nothing to add, only where it is. */
export interface MarkedFailure {
  places: FailedPlace[];
  diagnostics: vscode.Diagnostic[];
}

export interface FailedPlace {
  /** In the file as it was built, from 0. */
  builtLine: number;
  /** In the file as it is; undefined where the place was edited since. */
  now: vscode.Range | undefined;
}

/** Where the build failed, in words of its own where it has been explained; no places if the file is not to blame. */
export function markFailure(build: Build, failure: BuildFailure, words = failure.message): MarkedFailure {
  const told = vscode.languages
    .getDiagnostics(build.document)
    .filter(
      ({ severity, message, range }) =>
        severity === vscode.DiagnosticSeverity.Error &&
        saysTheSame(failure.message, message) &&
        standsIn(build, range),
    );
  if (told.length > 0) {
    const places = told.map(({ range }) => ({ builtLine: range.start.line, now: range }));
    return { places, diagnostics: [] };
  }
  const places = failedPlaces(build, failure);
  return {
    places,
    diagnostics: places.flatMap(({ now }) => (now === undefined ? [] : [failed(now, build, failure, words)])),
  };
}

/** Whether a place of the document may be one of the build's Dockerfile, and not of another one beside it. */
function standsIn({ file: { inside } }: Build, { start }: vscode.Range): boolean {
  const first = inside?.ranges[0]?.start.line ?? 0;
  const last = inside?.ranges.at(-1)?.end.line ?? Number.MAX_SAFE_INTEGER;
  return first <= start.line && start.line <= last;
}

/** The places of a failure in the file, which a person may have edited while the build ran. */
export function failedPlaces({ document, file, snapshot }: Build, failure: BuildFailure): FailedPlace[] {
  const lines = linesNow(document) ?? fileLines(snapshot);
  return failurePlaces(failure, file).map(built => {
    const now = placeNow(built, snapshot, lines);
    const { start } = writtenRange(built, snapshot) ?? built;
    return { builtLine: start.line, now: now && toRange(now) };
  });
}

/** The rules whose findings stand where the build failed, by their ids: somebody who has not seen them clicks anyway. */
export function findingsThere(uri: vscode.Uri, places: readonly FailedPlace[]): string[] {
  const found = vscode.languages.getDiagnostics(uri).flatMap(({ source, code, range, severity }) => {
    const isOurs = source === DIAGNOSTIC_SOURCE && severity <= vscode.DiagnosticSeverity.Warning;
    if (!isOurs || !places.some(({ now }) => now?.intersection(range) !== undefined)) return [];
    return [typeof code === "object" ? String(code.value) : String(code ?? "")];
  });
  return [...new Set(found)].filter(code => code !== "");
}

/** Of a document that is open. */
function linesNow(uri: vscode.Uri): string[] | undefined {
  return vscode.workspace.textDocuments
    .find(document => document.uri.toString() === uri.toString())
    ?.getText()
    .split(/\r?\n/);
}

function failed(range: vscode.Range, build: Build, failure: BuildFailure, words: string): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, words, vscode.DiagnosticSeverity.Error);
  diagnostic.source = BUILD_SOURCE;
  diagnostic.code = FAILED;
  const { step } = failure;
  if (step === undefined) return diagnostic;
  const address = logAddress(build.uri, { id: step.id, title: titleOf(step.name) });
  diagnostic.relatedInformation = lastLines(step).map(({ line, text }) => {
    const place = new vscode.Location(address, new vscode.Position(line, 0));
    return new vscode.DiagnosticRelatedInformation(place, text);
  });
  return diagnostic;
}

/** The last lines of a log that say something, with their numbers from 0. */
function lastLines({ log }: BuildStep): { line: number; text: string }[] {
  return log
    .lines()
    .map((text, line) => ({ line, text }))
    .filter(({ text }) => text.trim() !== "")
    .slice(-LONGEST_LOG);
}

/** The warnings of the builder that the editor does not show yet. */
export function warningsOf({ document: uri, snapshot, record }: Build): vscode.Diagnostic[] {
  const lines = linesNow(uri) ?? fileLines(snapshot);
  const findings = findingsNow(record.warnings.map(findingOfWarning), snapshot, lines);
  return notShownYet(findings, shownFindings(uri), rule => ruleIsOff(uri, rule)).map(finding =>
    toDiagnostic(finding, lines, BUILD_SOURCE),
  );
}

/** A finding of the builder as the editor shows it, at its lines; at the first line where it is about none. */
export function toDiagnostic(
  { rule, message, url, lines, isError }: BuilderFinding,
  text: readonly string[],
  source: string,
): vscode.Diagnostic {
  const { first, last } = lines ?? { first: 1, last: 1 };
  const severity = isError ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const range = toRange(linesRange(first - 1, last - 1, text));
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = source;
  if (rule !== undefined) {
    // A frontend says where to read on: a page, and nothing that runs.
    const page = webAddress(url);
    diagnostic.code = page === undefined ? rule : { value: rule, target: vscode.Uri.parse(page) };
  }
  return diagnostic;
}
