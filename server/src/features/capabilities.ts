/** What the server offers to a client. Nothing else is needed to answer `initialize`: this file loads no feature. */
import * as l10n from "@vscode/l10n";
import type {
  ClientCapabilities,
  SemanticTokensLegend,
  ServerCapabilities,
} from "vscode-languageserver-protocol";

/** The `source` of our diagnostics, apart from those of other extensions; and what clients call those that they ask for. */
export const DIAGNOSTIC_SOURCE = "dockerfile-stages";

/** The characters that ask for completion where they are typed. */
const COMPLETION_TRIGGERS = ["=", " ", ",", "$", "{", "/", "-"];

/** Those in files around a Dockerfile. */
export const AROUND_COMPLETION_TRIGGERS = [" ", ":", "=", '"', "'", "/", "-", ","];

/** Fixes everything that can be fixed without changing what any build gives. */
export const FIX_ALL_KIND = "source.fixAll.dockerfileStages";
/** The kind of actions that move a stage. */
export const MOVE_KIND = "refactor.move";
/** Every kind below `refactor` that is offered. */
export const REFACTORING_KINDS: readonly string[] = [
  "refactor.extract",
  "refactor.inline",
  "refactor.rewrite",
  MOVE_KIND,
];

/** Types of tokens that every theme colours: a stage, an image, a named context, an index, a variable, the empty image. */
export const TOKEN_TYPES = ["class", "enumMember", "namespace", "number", "variable", "keyword"] as const;
export const TOKENS_LEGEND: SemanticTokensLegend = {
  tokenTypes: [...TOKEN_TYPES],
  tokenModifiers: ["declaration", "unresolved"],
};

/** A request of those that every extension for Dockerfiles answers; ours does where no other one is there. */
export interface BasicCapability {
  readonly method: string;
  /** What is told of it, at once or later. */
  readonly options: object;
  /** Whether a client takes it later, and back. */
  readonly canRegister: (client: ClientCapabilities) => boolean;
  /** The same in the answer to `initialize`. */
  readonly capability: ServerCapabilities;
}

const SIGNATURE_TRIGGERS = { triggerCharacters: ["-", "[", ",", " ", "="] };
/** The escape characters, behind which a line goes on. */
const TYPED = { firstTriggerCharacter: "\\", moreTriggerCharacter: ["`"] };

export const BASIC_CAPABILITIES: readonly BasicCapability[] = [
  {
    method: "textDocument/signatureHelp",
    options: SIGNATURE_TRIGGERS,
    canRegister: ({ textDocument }) => textDocument?.signatureHelp?.dynamicRegistration === true,
    capability: { signatureHelpProvider: SIGNATURE_TRIGGERS },
  },
  {
    method: "textDocument/formatting",
    options: {},
    canRegister: ({ textDocument }) => textDocument?.formatting?.dynamicRegistration === true,
    capability: { documentFormattingProvider: true },
  },
  {
    method: "textDocument/rangeFormatting",
    options: {},
    canRegister: ({ textDocument }) => textDocument?.rangeFormatting?.dynamicRegistration === true,
    capability: { documentRangeFormattingProvider: true },
  },
  {
    method: "textDocument/onTypeFormatting",
    options: TYPED,
    canRegister: ({ textDocument }) => textDocument?.onTypeFormatting?.dynamicRegistration === true,
    capability: { documentOnTypeFormattingProvider: TYPED },
  },
];

/** Only changes of a document are sent (`TextDocumentSyncKind.Incremental`). */
const INCREMENTAL = 2;

/**
 * What is offered to a client by what it can do itself. `serve/` answers it. `hasBasics`: the client has said that it wants the basics;
 * those that it takes later are left for later, because its settings may change.
 */
export function serverCapabilities(client: ClientCapabilities, hasBasics = false): ServerCapabilities {
  const { codeAction, codeLens, completion, diagnostic, documentSymbol, inlayHint, rename, semanticTokens } =
    client.textDocument ?? {};
  return {
    textDocumentSync: { openClose: true, change: INCREMENTAL },
    completionProvider: {
      triggerCharacters: COMPLETION_TRIGGERS,
      ...(resolvesCompletion(completion) && { resolveProvider: true }),
    },
    hoverProvider: true,
    definitionProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    callHierarchyProvider: true,
    // A client that cannot ask beforehand hears the reason against a rename when it asks for the edit.
    renameProvider: rename?.prepareSupport ? { prepareProvider: true } : true,
    linkedEditingRangeProvider: true,
    codeLensProvider: resolvesLenses(codeLens) ? { resolveProvider: true } : {},
    ...(codeAction?.codeActionLiteralSupport && {
      codeActionProvider: {
        codeActionKinds: ["quickfix", FIX_ALL_KIND, ...REFACTORING_KINDS],
        ...(resolvesActions(codeAction) && { resolveProvider: true }),
      },
    }),
    ...(diagnostic && {
      diagnosticProvider: {
        identifier: DIAGNOSTIC_SOURCE,
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
    // What an editor with the outlines of several servers calls ours.
    documentSymbolProvider: documentSymbol?.labelSupport ? { label: l10n.t("Stages") } : true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    ...(semanticTokens && { semanticTokensProvider: tokensProvider(semanticTokens.requests) }),
    ...(inlayHint && { inlayHintProvider: true }),
    documentLinkProvider: {},
    ...(hasBasics && basicsAtOnce(client)),
  };
}

/** The basics that a client cannot take later. */
function basicsAtOnce(client: ClientCapabilities): ServerCapabilities {
  return BASIC_CAPABILITIES.filter(({ canRegister }) => !canRegister(client)).reduce<ServerCapabilities>(
    (all, { capability }) => ({ ...all, ...capability }),
    {},
  );
}

type TextDocumentClient = NonNullable<ClientCapabilities["textDocument"]>;

/** Whether a client asks for the detail and the documentation of a proposal when it shows them. */
export function resolvesCompletion(completion: TextDocumentClient["completion"]): boolean {
  const lazily = completion?.completionItem?.resolveSupport?.properties ?? [];
  return lazily.includes("documentation") && lazily.includes("detail");
}

/** Whether a client asks for the command of a lens when it shows it. */
export function resolvesLenses(codeLens: TextDocumentClient["codeLens"]): boolean {
  return codeLens?.resolveSupport?.properties.includes("command") === true;
}

/** Whether a client asks for the edit of an action when somebody chooses it, and sends back what came with the action. */
export function resolvesActions(codeAction: TextDocumentClient["codeAction"]): boolean {
  return codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes("edit") === true;
}

/** Whether a client takes the difference to the tokens that it has. */
export function takesTokenDeltas({
  full,
}: NonNullable<TextDocumentClient["semanticTokens"]>["requests"]): boolean {
  return typeof full === "object" && full.delta === true;
}

function tokensProvider(
  requests: NonNullable<TextDocumentClient["semanticTokens"]>["requests"],
): NonNullable<ServerCapabilities["semanticTokensProvider"]> {
  return {
    legend: TOKENS_LEGEND,
    ...(requests.full && { full: takesTokenDeltas(requests) ? { delta: true } : true }),
    ...(requests.range && { range: true }),
  };
}
