/** The diagnostics of a build that failed, and of what the builder warned of: at the instructions, with the log beside them. */
import * as vscode from "vscode";
import type { BuildStep } from "../../progress/buildRecord";
import { findingOfWarning, notShownYet, type BuilderFinding } from "../../progress/builderFindings";
import { failurePlaces } from "../../progress/failurePlaces";
import type { BuildFailure } from "../../progress/progressReader";
import { webAddress } from "../../progress/uiText";
import { saysTheSame } from "../../progress/sameWords";
import { logAddress } from "../stepLogs";
import type { Build } from "../builds";
import { toRange } from "./movingDiagnostics";
import { ruleIsOff, shownFindings } from "./shownFindings";

export const BUILD_SOURCE = "Dockerfile Stages build";
/** The code of the diagnostic at the instruction that failed: quick fixes go by it. */
export const FAILED = "failed";
const LONGEST_LOG = 10;

/** The places of a failure: where the editor shows the same error anyway there is nothing to add, only where it is. */
export interface MarkedFailure {
  places: vscode.Range[];
  diagnostics: vscode.Diagnostic[];
}

/** Where the build failed; no places if the file is not to blame. */
export function markFailure(build: Build, failure: BuildFailure): MarkedFailure {
  const told = vscode.languages
    .getDiagnostics(build.uri)
    .filter(
      ({ severity, message }) =>
        severity === vscode.DiagnosticSeverity.Error && saysTheSame(failure.message, message),
    );
  if (told.length > 0) return { places: told.map(({ range }) => range), diagnostics: [] };
  const places = failurePlaces(failure, build.file).map(toRange);
  return { places, diagnostics: places.map(range => failed(range, build, failure)) };
}

function failed(range: vscode.Range, build: Build, failure: BuildFailure): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, failure.message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = BUILD_SOURCE;
  diagnostic.code = FAILED;
  const { step } = failure;
  if (step === undefined) return diagnostic;
  const address = logAddress(build, step);
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
export function warningsOf({ uri, file, record }: Build): vscode.Diagnostic[] {
  const findings = record.warnings.map(findingOfWarning);
  return notShownYet(findings, shownFindings(uri), rule => ruleIsOff(uri, rule)).map(finding =>
    toDiagnostic(finding, file.lines, BUILD_SOURCE),
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
  const start = /\S/.exec(text[first - 1] ?? "")?.index ?? 0;
  const end = (text[last - 1] ?? "").trimEnd().length;
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(first - 1, start, last - 1, end),
    message,
    severity,
  );
  diagnostic.source = source;
  if (rule !== undefined) {
    // A frontend says where to read on: a page, and nothing that runs.
    const page = webAddress(url);
    diagnostic.code = page === undefined ? rule : { value: rule, target: vscode.Uri.parse(page) };
  }
  return diagnostic;
}
