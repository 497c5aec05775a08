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
  /** Hears of a check that fails as a whole. */
  readonly log: (message: string) => void;
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
  const { uses, settings, readDockerfile, rulePages, onThrow, log, onDidChange } = source;
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

  /** The Dockerfile of a path as it is now, or what is missing of it. */
  async function dockerfileAt(path: string): Promise<Pick<KnownBuild, "analysis" | "missing">> {
    const read = await readDockerfile(path);
    return read
      ? { analysis: analysisOf(path, read.text), missing: null }
      : { analysis: null, missing: await uses.missing(path) };
  }

  /** The builds of some uses; a Dockerfile that several of them have is read once. */
  function buildsOf(found: readonly Use[]): Promise<KnownBuild[]> {
    const dockerfiles = uses.dockerfiles();
    const known = new Map<string, ReturnType<typeof dockerfileAt>>();
    return Promise.all(
      found.map(async (use): Promise<KnownBuild> => {
        const { path, isInline, isOpen, text } = use.dockerfile;
        if (isInline || path === null) {
          const analysis = isInline && !isOpen ? analysisOf(`inline ${text}`, text) : null;
          return { use, dockerfiles, analysis, missing: null };
        }
        const reading = known.get(path) ?? dockerfileAt(path);
        known.set(path, reading);
        return { use, dockerfiles, ...(await reading) };
      }),
    );
  }

  async function check(
    uri: string,
  ): Promise<{ document: TextDocument | null; findings: readonly AroundFinding[] }> {
    const current = await settings.of(uri);
    await uses.settled();
    const file = pathOfUri(uri);
    const document = uses.documentOf(file);
    if (!document || !current.diagnostics.enabled) return { document, findings: [] };
    const builds = await buildsOf(
      uses.allUses().filter(use => placesOf(use).some(place => place.file === file)),
    );
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
      .catch((error: unknown) => {
        log(`The files around a Dockerfile could not be checked: ${String(error)}`);
      })
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
