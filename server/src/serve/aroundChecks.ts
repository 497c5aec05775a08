/** The problems of the files around Dockerfiles: answered where they are asked for, else pushed, and kept up to date. */
import type { CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { pathOfUri } from "../around/paths";
import type { Place, Use } from "../around/use";
import { aroundActions } from "../features/around/codeActions";
import { besideDockerDx } from "../features/around/besideDockerDx";
import { aroundDiagnostics } from "../features/around/diagnostics";
import { diagnostics as ofDockerfile } from "../features/diagnostics";
import { toHost } from "../features/inline/toHost";
import { checkAround } from "../rules/around/registry";
import type { AroundFinding, KnownBuild } from "../rules/around/registry";
import type { OnThrow } from "../rules/run/judges";
import type { AroundDockerfiles } from "../workspace/aroundDockerfiles";
import type { InlineDockerfiles } from "../workspace/inlineDockerfiles";
import type { SettingsStore } from "../workspace/settingsStore";
import { turn } from "../workspace/turn";
import type { Uses } from "../workspace/uses";
import type { UsesLookup } from "../workspace/usesLookup";

/** What checks need of the server. */
export interface AroundCheckSource {
  readonly uses: UsesLookup & Pick<Uses, "settled">;
  readonly settings: Pick<SettingsStore, "of">;
  readonly dockerfiles: AroundDockerfiles;
  readonly inline: InlineDockerfiles;
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

export function createAroundChecks(source: AroundCheckSource): AroundChecks {
  const { uses, settings, dockerfiles, inline, rulePages, onThrow, log, onDidChange } = source;
  /** The open files, with what was last known of each. */
  const opened = new Map<string, string>();
  let checking: Promise<void> | null = null;
  let isWaiting = false;

  /** The Dockerfile of a use as it is now, or what is missing of it. */
  async function dockerfileOf(use: Use): Promise<Pick<KnownBuild, "analysis" | "missing">> {
    const context = await dockerfiles.of(use);
    const { path } = use.dockerfile;
    if (context || path === null) return { analysis: context?.analysis ?? null, missing: null };
    return { analysis: null, missing: await uses.missing(path) };
  }

  /** The builds of some uses; a Dockerfile that several of them have is read once. */
  function buildsOf(found: readonly Use[]): Promise<KnownBuild[]> {
    const all = uses.dockerfiles();
    const known = new Map<string, ReturnType<typeof dockerfileOf>>();
    return Promise.all(
      found.map(async (use): Promise<KnownBuild> => {
        const { path } = use.dockerfile;
        const reading = (path === null ? undefined : known.get(path)) ?? dockerfileOf(use);
        if (path !== null) known.set(path, reading);
        return { use, dockerfiles: all, ...(await reading) };
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
    for (const each of await inline.in(uri))
      for (const item of toHost(each, [...ofDockerfile(each.context, onThrow)])) items.push(item);
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
