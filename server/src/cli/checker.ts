/** Checks Dockerfiles as the server checks those that are open: with the same stores, rules and files around. */
import type { Diagnostic } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findingsOf, toDiagnostic } from "../features/diagnostics";
import type { FeatureContext } from "../features/context";
import { host } from "./host";
import type { RuleFinding } from "../rules/run/finding";
import type { Client } from "../transport/client";
import { createBuildContexts } from "../workspace/buildContexts";
import type { BuildsAroundOf } from "../workspace/buildsAround";
import { NO_LINKS } from "../stages/analysis/linkedStages";
import { createContextFiles } from "../workspace/contextFiles";
import { createDocuments, isSameKnown } from "../workspace/documents";
import { createIgnoreFiles } from "../workspace/ignoreFiles";
import type { IgnoreFiles } from "../workspace/ignoreFiles";
import { filesAround } from "../workspace/knownFiles";
import { createKnownBuilds } from "../workspace/knownBuilds";
import type { LinkedBuilds } from "../workspace/linkedBuilds";
import type { Settings } from "../workspace/settings";
import { SEVERITIES, excerptOf } from "./problem";
import type { Problem } from "./problem";

/** What a checker is given. */
export interface CheckerSource {
  readonly client: Client;
  readonly settingsOf: (uri: string) => Promise<Settings>;
  readonly buildsAround: BuildsAroundOf;
  /** The stages of other Dockerfiles that builds take; absent where none do. */
  readonly linkedBuilds?: Pick<LinkedBuilds, "known" | "ofBuilds" | "read">;
}

/** The Dockerfiles of one run; each is forgotten when it has been answered. */
export interface Checker {
  /** A Dockerfile as features and rules read it, with all that is known of its files. */
  readonly contextOf: (uri: string, text: string) => Promise<FeatureContext>;
  /** What the rules find in it, and a note for each rule that fails. */
  readonly check: (uri: string, text: string) => Promise<Checked>;
  readonly ignoreFiles: IgnoreFiles;
}

/** The findings of one text, with what they are about. */
export interface Checked {
  readonly context: FeatureContext;
  readonly findings: readonly RuleFinding[];
  readonly notes: readonly string[];
}

/** What is found of the build context may make a rule ask for more of it, as a folder in a folder. */
export const MOST_ROUNDS = 4;

const NOTHING_LINKED: Pick<LinkedBuilds, "known" | "ofBuilds" | "read"> = {
  known: () => NO_LINKS,
  ofBuilds: () => new Map(),
  read: () => Promise.resolve(false),
};

/** Our own pages have no address of their own yet. */
const rulePages = null;

/** What is known of build contexts in one run. */
export function createContextStores({
  client,
  settingsOf,
  buildsAround,
  linkedBuilds = NOTHING_LINKED,
}: CheckerSource) {
  const nobody = () => undefined;
  const ignoreFiles = createIgnoreFiles(client, { of: settingsOf }, host, nobody, buildsAround);
  ignoreFiles.start({ reads: false, hasFolders: true });
  const buildContexts = createBuildContexts(
    createContextFiles(client, ignoreFiles, host),
    ignoreFiles,
    nobody,
  );
  const builds = createKnownBuilds({ buildsAround, linkedBuilds, ignoreFiles, buildContexts });
  const around = filesAround(ignoreFiles, buildContexts, linkedBuilds, builds);
  return { ignoreFiles, buildContexts, builds, around };
}

export function createChecker(source: CheckerSource): Checker {
  const { settingsOf, buildsAround } = source;
  const documents = createDocuments(() => rulePages, host.machine, buildsAround);
  const { ignoreFiles, buildContexts, builds, around } = createContextStores(source);

  function read(uri: string, settings: Settings): FeatureContext {
    const context = documents.read(uri, settings, around(uri));
    if (!context) throw new Error(`${uri} is not open.`);
    return context;
  }

  async function opened<Answer>(
    uri: string,
    text: string,
    answer: (context: FeatureContext) => Answer,
  ): Promise<Answer> {
    documents.open(uri, "dockerfile", 0, text);
    try {
      const [settings] = await Promise.all([settingsOf(uri), ignoreFiles.of(uri), builds.read(uri)]);
      let before = around(uri);
      let context = read(uri, settings);
      let answered = answer(context);
      for (let round = 1; round < MOST_ROUNDS; round++) {
        await builds.settled(uri);
        const known = around(uri);
        if (isSameKnown(known, before)) break;
        before = known;
        context = read(uri, settings);
        answered = answer(context);
      }
      return answered;
    } finally {
      documents.close(uri);
      ignoreFiles.forget(uri);
      buildContexts.forget(uri);
      builds.forget(uri);
    }
  }

  return {
    ignoreFiles,
    contextOf: (uri, text) => opened(uri, text, context => context),
    check: (uri, text) =>
      opened(uri, text, context => {
        const notes: string[] = [];
        const findings = findingsOf(context, (rule, error) => {
          notes.push(`The rule ${rule.id} failed: ${String(error)}`);
        });
        return { context, findings, notes };
      }),
  };
}

/** A finding of a Dockerfile as the formats have it. */
export function problemOf(context: FeatureContext, finding: RuleFinding): Problem {
  return problemFrom(context.document, toDiagnostic(context, finding));
}

/** What an editor would be given, as the formats have it. */
export function problemFrom(document: TextDocument, item: Diagnostic): Problem {
  const { range, severity = 1, code, message, codeDescription, relatedInformation = [] } = item;
  const { start, end } = range;
  const line = lineAt(document, start.line);
  return {
    rule: String(code ?? ""),
    severity: SEVERITIES[severity - 1] ?? "error",
    message: typeof message === "string" ? message : message.value,
    range,
    excerpt: excerptOf(line, start.character, end.line === start.line ? end.character : line.length),
    related: relatedInformation.map(({ location, message: said }) => ({
      range: location.range,
      message: said,
    })),
    page: codeDescription?.href ?? null,
  };
}

/** The text of a line without its end. */
function lineAt(document: TextDocument, line: number): string {
  return document
    .getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
    .replace(/(?:\r\n?|\n)$/, "");
}
