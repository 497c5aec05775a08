/** What can be written at a cursor in a file around a Dockerfile: stages, arguments, contexts, Dockerfiles. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind, InsertTextFormat } from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { UsePart } from "../../around/parts";
import type { Written } from "../../around/probe";
import { folderOf, foldersUp, pathOfUri, relativePath, startOfPath } from "../../around/paths";
import type { Use } from "../../around/use";
import { needsQuotesAt } from "../../around/written";
import { contextNames } from "../../rules/around/unusedNamedContext";
import type { Analysis } from "../../stages/analysis/analysis";
import { describe } from "../completion/proposal";
import type { CompletionSupport, Proposal } from "../completion/proposal";
import { proposeTargets } from "../completion/targets";
import { oneLine } from "../display";
import type { FeatureContext } from "../context";

/** What is known around the place. */
export interface AroundPlace {
  readonly document: TextDocument;
  /** The offset of the cursor. */
  readonly offset: number;
  readonly written: Written;
  /** The Dockerfile of a use; null where it is not known. */
  readonly dockerfileOf: (use: Use) => FeatureContext | null;
  /** All Dockerfiles of the workspace, as paths. */
  readonly dockerfiles: readonly string[];
  /** All uses. */
  readonly uses: readonly Use[];
}

/** A value is shown beside its name, as far as it fits. */
const LONGEST = 60;
/** What stands before the name of another build whose image is a named context. */
const BUILD_PREFIX: Partial<Record<Use["kind"], string>> = { compose: "service:", bake: "target:" };

/** The items, each name once: what any of the builds that the text belongs to can take. */
export function aroundCompletion(place: AroundPlace, support: CompletionSupport): CompletionItem[] {
  const { parts, open, close } = place.written;
  const found = new Map<string, CompletionItem>();
  for (const part of parts) {
    const context = place.dockerfileOf(part.use);
    for (const proposal of proposalsFor(part, context?.analysis ?? null, place)) {
      if (found.has(proposal.label)) continue;
      found.set(proposal.label, toItem(place, part, proposal, open, close, support, context));
    }
  }
  return [...found.values()];
}

function proposalsFor(part: UsePart, analysis: Analysis | null, place: AroundPlace): readonly Proposal[] {
  const { kind, use } = part;
  switch (kind) {
    case "target":
      return analysis ? proposeTargets(analysis, { given: [] }) : [];
    case "noCacheFilter":
      return analysis ? proposeTargets(analysis, { given: use.noCacheFilters.map(({ text }) => text) }) : [];
    case "argument":
      return analysis ? proposeArguments(analysis, use) : [];
    case "context":
      return analysis ? proposeContexts(analysis, use) : [];
    case "contextValue":
      return proposeBuilds(use, place.uses, BUILD_PREFIX[use.kind]);
    case "inherited":
      return proposeBuilds(use, place.uses, "", part.inherited?.file);
    case "dockerfile":
      return proposeDockerfiles(use, place.dockerfiles);
    case "folder":
      return proposeFolders(use, place.dockerfiles);
  }
}

/** The arguments that the Dockerfile declares and the build does not give, in the order of the file. */
function proposeArguments({ model: { file } }: Analysis, { args }: Use): Proposal[] {
  const declared = new Map<string, string>();
  for (const { instruction } of file.lines) {
    const { keyword, words } = instruction.trigger ?? instruction;
    if (keyword !== "ARG") continue;
    for (const { text } of words) {
      const [name = ""] = text.split("=", 1);
      // The one with a default value says more.
      if (!declared.has(name) || text.length > name.length) declared.set(name, text);
    }
  }
  return [...declared]
    .filter(([name]) => /^\w+$/.test(name) && !args.has(name))
    .map(([label, text]) => ({
      label,
      kind: CompletionItemKind.Variable,
      detail: `ARG ${oneLine(text, LONGEST)}`,
    }));
}

/** What a named context can take the place of: images and stages of the Dockerfile. */
function proposeContexts(analysis: Analysis, { contexts }: Use): Proposal[] {
  const { names } = analysis.model;
  return contextNames(analysis)
    .filter(name => !contexts.has(name) && !name.includes("$"))
    .map(label => ({
      label,
      kind: names.has(label) ? CompletionItemKind.Module : CompletionItemKind.Value,
      note: names.has(label) ? l10n.t("stage") : l10n.t("image"),
    }));
}

/** The other builds of the same project, or those of another `file`: whose image can be a named context, or that can be inherited. */
function proposeBuilds(use: Use, uses: readonly Use[], prefix?: string, file?: string): Proposal[] {
  if (prefix === undefined) return [];
  const others = uses.filter(
    ({ kind, name, project, place }) =>
      kind === use.kind &&
      name !== "" &&
      (file === undefined
        ? name !== use.name && project?.folder === use.project?.folder
        : place.file === file) &&
      !use.inherits?.some(({ text }) => text === name),
  );
  return [...new Set(others.map(({ name }) => name))].map(name => ({
    label: prefix + name,
    kind: CompletionItemKind.Reference,
  }));
}

/** The Dockerfiles of the workspace, those of the context first, as the file names them. */
function proposeDockerfiles(use: Use, dockerfiles: readonly string[]): Proposal[] {
  const { dockerfile, context } = use;
  const base = dockerfile.path === null ? null : startOfPath(dockerfile.path, dockerfile.text, starts(use));
  if (base === null) return [];
  const start = dockerfile.text.startsWith("./") ? "./" : "";
  const own = context?.folder ?? base;
  const isOwn = (path: string) => path.startsWith(`${own}/`);
  return [...dockerfiles]
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || (a < b ? -1 : 1))
    .map(path => ({ label: start + relativePath(base, path), kind: CompletionItemKind.File }));
}

/** The folders in which the Dockerfile of the build is. */
function proposeFolders(use: Use, dockerfiles: readonly string[]): Proposal[] {
  const { dockerfile, context } = use;
  const base = context?.folder ? startOfPath(context.folder, context.text, starts(use, false)) : null;
  const name = dockerfile.isOpen || dockerfile.text === "" ? "Dockerfile" : dockerfile.text;
  if (base === null || name.startsWith("/") || name.startsWith("..")) return [];
  const start = context?.text.startsWith("./") ? "./" : "";
  const end = `/${name.replace(/^\.\//, "")}`;
  return dockerfiles
    .filter(path => path.endsWith(end))
    .sort()
    .map(path => {
      const folder = relativePath(base, path.slice(0, -end.length) || "/");
      return {
        label: folder === "." || folder.startsWith("..") ? folder : start + folder,
        kind: CompletionItemKind.Folder,
      };
    });
}

/** The folders from which the paths of a build may count. */
function starts({ context, place: { file } }: Use, withContext = true): string[] {
  const folder = folderOf(file);
  return [...(withContext && context?.folder ? [context.folder] : []), ...foldersUp("/", folder)];
}

function toItem(
  { document, offset, written: { span } }: AroundPlace,
  { kind }: UsePart,
  { label, kind: icon, note, detail, topic }: Proposal,
  open: string,
  close: string,
  support: CompletionSupport,
  context: FeatureContext | null,
): CompletionItem {
  const text = document.getText();
  const isNamed = kind === "argument" || kind === "context";
  const isFollowed = /^["']?\s*[:=]/.test(text.slice(span.end, span.end + 20));
  const behind = close === "" && isNamed && !isFollowed ? "=" : close;
  const place = { file: pathOfUri(document.uri), span };
  const name = open === "" && needsQuotesAt(text, place, label) ? `"${label}"` : label;
  const isSnippet = support.snippets && behind.includes("$1");
  const shown = isSnippet
    ? open + name.replace(/[\\$}]/g, "\\$&") + behind
    : open + name + behind.replace("$1", "");
  const replace = { start: document.positionAt(span.start), end: document.positionAt(span.end) };
  const insert = { start: replace.start, end: document.positionAt(offset) };
  const item: CompletionItem = {
    label,
    kind: icon,
    filterText: label,
    textEdit: support.insertReplace
      ? { newText: shown, insert, replace }
      : { newText: shown, range: replace },
  };
  if (isSnippet) item.insertTextFormat = InsertTextFormat.Snippet;
  if (detail !== undefined) item.detail = detail;
  if (note !== undefined && support.labelDetails) item.labelDetails = { description: note };
  else if (note !== undefined) item.detail ??= note;
  // The Dockerfile may not be open, so nobody could be asked for it later.
  if (topic && context) Object.assign(item, describe(context, topic, support));
  return item;
}
