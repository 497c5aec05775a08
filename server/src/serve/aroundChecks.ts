/** The problems of the files around Dockerfiles: answered where they are asked for, else pushed, and kept up to date. */
import type { CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { pathOfUri } from "../around/paths";
import type { Place, Use } from "../around/use";
import { aroundActions } from "../features/around/codeActions";
import { besideDockerDx } from "../features/around/besideDockerDx";
import { aroundDiagnostics } from "../features/around/diagnostics";
import { checkAround } from "../rules/around/registry";
import type { AroundFinding, KnownBuild } from "../rules/around/registry";
import type { OnThrow } from "../rules/run/judges";
import { analyzeText } from "../stages/analysis/analysis";
import type { Analysis } from "../stages/analysis/analysis";
import type { SettingsStore } from "../workspace/settingsStore";
import { turn } from "../workspace/turn";
import type { Uses } from "../workspace/uses";
import type { ReadDockerfile } from "./aroundFiles";

/** What checks need of the server. */
export interface AroundCheckSource {
  readonly uses: Uses;
  readonly settings: SettingsStore;
  readonly readDockerfile: ReadDockerfile;
  readonly rulePages: string | null;
  readonly onThrow: OnThrow;
  /** Takes the problems of a file that is open, where they are other ones than before. */
  readonly onDidChange: (uri: string, items: readonly Diagnostic[]) => void;
}

/** The checks of one server. */
export interface AroundChecks {
  readonly open: (uri: string) => void;
  readonly close: (uri: string) => void;
  /** Whether a document is an open file around a Dockerfile. */
  readonly has: (uri: string) => boolean;
  readonly diagnostics: (uri: string) => Promise<Diagnostic[]>;
  readonly actions: (params: CodeActionParams) => Promise<CodeAction[]>;
  /** Checks the open files again, a little later: a Dockerfile, a file around one or a setting is another one. */
  readonly changed: () => void;
}

/** Changes within this time are checked together. */
const TOGETHER_MS = 200;
/** More Dockerfiles than these are not kept analyzed. */
const MOST_KEPT = 200;

export function createAroundChecks(source: AroundCheckSource): AroundChecks {
  const { uses, settings, readDockerfile, rulePages, onThrow, onDidChange } = source;
  /** The open files, with what was last known of each. */
  const opened = new Map<string, string>();
  const analyses = new Map<string, { readonly text: string; readonly analysis: Analysis }>();
  let checking: Promise<void> | null = null;
  let isWaiting = false;

  function analysisOf(key: string, text: string): Analysis {
    const known = analyses.get(key);
    if (known?.text === text) return known.analysis;
    if (analyses.size >= MOST_KEPT) analyses.clear();
    const analysis = analyzeText(text);
    analyses.set(key, { text, analysis });
    return analysis;
  }

  async function buildOf(use: Use, dockerfiles: readonly string[]): Promise<KnownBuild> {
    const { path, isInline, isOpen, text } = use.dockerfile;
    const known = { use, dockerfiles, missing: null };
    if (isInline) return { ...known, analysis: isOpen ? null : analysisOf(`inline ${text}`, text) };
    const read = path === null ? null : await readDockerfile(path);
    if (path === null || read)
      return { ...known, analysis: read && path ? analysisOf(path, read.text) : null };
    return { ...known, analysis: null, missing: await uses.missing(path) };
  }

  async function check(
    uri: string,
  ): Promise<{ document: TextDocument | null; findings: readonly AroundFinding[] }> {
    const current = await settings.of(uri);
    await uses.settled();
    const file = pathOfUri(uri);
    const document = uses.documentOf(file);
    if (!document || !current.diagnostics.enabled) return { document, findings: [] };
    const dockerfiles = uses.dockerfiles();
    const concerned = uses.allUses().filter(use => placesOf(use).some(place => place.file === file));
    const builds = await Promise.all(concerned.map(use => buildOf(use, dockerfiles)));
    const textOf = (path: string) => uses.documentOf(path)?.getText() ?? null;
    const findings = checkAround(file, builds, textOf, current.rules, onThrow);
    if (!current.isBesideDockerDx) return { document, findings };
    return { document, findings: besideDockerDx(findings, uses.usesIn(uri), file, document.getText()) };
  }

  async function diagnostics(uri: string): Promise<Diagnostic[]> {
    const { document, findings } = await check(uri);
    const items = document ? aroundDiagnostics(document, findings, rulePages) : [];
    if (opened.has(uri)) opened.set(uri, JSON.stringify(items));
    return items;
  }

  async function checkAll(): Promise<void> {
    for (const [uri, before] of opened) {
      const items = await diagnostics(uri);
      if (opened.has(uri) && JSON.stringify(items) !== before) onDidChange(uri, items);
    }
  }

  function changed(): void {
    isWaiting = opened.size > 0;
    if (!isWaiting || checking) return;
    checking = turn(TOGETHER_MS)
      .then(() => {
        isWaiting = false;
        return checkAll();
      })
      .catch(() => undefined)
      .then(() => {
        checking = null;
        if (isWaiting) changed();
      });
  }

  return {
    open: uri => {
      opened.set(uri, "[]");
      changed();
    },
    close: uri => {
      opened.delete(uri);
    },
    has: uri => opened.has(uri),
    diagnostics,
    actions: async params => {
      const { document, findings } = await check(params.textDocument.uri);
      return document ? aroundActions(document, findings, params, rulePages) : [];
    },
    changed,
  };
}

/** Where the parts of a use that are judged are written. */
function placesOf({ target, dockerfile, context, args, contexts }: Use): Place[] {
  const named = [...args.values(), ...contexts.values()].map(({ name }) => name);
  return [target?.place, dockerfile.place, context?.place, ...named].flatMap(place => place ?? []);
}
