/** Completion of keywords: instructions, what ONBUILD may hold back, `CMD` and `NONE` of HEALTHCHECK, the names of directives. */
import * as l10n from "@vscode/l10n";
import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  MarkupKind,
} from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import { directiveNamePlaceAt } from "../../stages/cursor/directiveNamePlace";
import type { CompletionQuestion } from "../completion/completion";
import type { CompletionSupport } from "../completion/proposal";
import { offsetOf, rangeOf } from "../context";
import type { FeatureContext } from "../context";
import { destinationsAt } from "./destinations";
import { flagsInFront } from "./flagsInFront";
import { keywordPlaceAt } from "./keywordPlace";
import type { KeywordPlace } from "./keywordPlace";
import { documentationOf, formsOf, instructionForms } from "./library";
import type { KeywordForm } from "./library";

/** What may stand before the first stage. */
const BEFORE_STAGES = new Set(["ARG", "FROM"]);
const CHECKS = new Set(["CMD", "NONE"]);
const DEPRECATED = "MAINTAINER";
const KEYWORD = /^[A-Z]+/;
/** Keywords in a form: the first one, and those of HEALTHCHECK. */
const KEYWORDS = /^[A-Z]+|(?<= )(?:CMD(?= \[|$)|NONE$)/g;

/**
 * What every extension proposes at a position: keywords that are legal there, in the case of the file, flags in front of operands, and
 * folders where a destination is written.
 */
export function keywordItems(
  context: FeatureContext,
  { position, trigger }: CompletionQuestion,
  support: CompletionSupport,
): CompletionItem[] {
  const { analysis } = context;
  const offset = offsetOf(context, position);
  const directive = directiveNamePlaceAt(analysis.model.file, offset);
  if (directive) {
    const edit = editAt(context, directive.token, offset, support);
    return directive.names.map(name => directiveItem(name, edit(`${name}=`), support));
  }
  // A space that is typed asks for nothing in front of what is there.
  const flags = trigger === " " ? [] : flagsInFront(context, offset, support);
  // Who types a path would have to get rid of a list at its end.
  const folders = trigger === "/" ? null : destinationsAt(analysis, offset);
  if (folders) {
    const edit = editAt(context, folders.token, offset, support);
    return [...flags, ...folders.items.map(item => ({ ...item, textEdit: edit(item.label) }))];
  }
  const place = keywordPlaceAt(analysis, offset);
  if (!place || isWhole(analysis, place, offset)) return flags;
  const edit = editAt(context, place.token, offset, support);
  const forms = legalAt(place, support.snippets && !place.hasMore);
  const inCase = isLowerCase(analysis) ? inLowerCase : (text: string) => text;
  return [
    ...flags,
    ...(place.hasMore ? wordsAlone(forms) : forms).map(form => formItem(form, inCase, edit, support)),
  ];
}

/** A word that is one already: Enter behind it is to begin a new line. */
function isWhole({ model: { file } }: Analysis, { kind, token }: KeywordPlace, offset: number): boolean {
  const written = file.text.slice(token.start, token.end).toUpperCase();
  return offset === token.end && (kind === "check" ? CHECKS.has(written) : INSTRUCTIONS.has(written));
}

function legalAt({ kind }: KeywordPlace, hasSnippets: boolean): KeywordForm[] {
  if (kind === "check") {
    const none = { label: "NONE", newText: "NONE", isSnippet: false, key: "HEALTHCHECK_NONE" };
    return [...formsOf("CMD", hasSnippets).map(form => ({ ...form, key: "HEALTHCHECK_CMD" })), none];
  }
  const forms = instructionForms(hasSnippets, kind === "trigger");
  return kind === "first" ? forms.filter(form => BEFORE_STAGES.has(keywordOf(form))) : forms;
}

/** Each keyword once, for where its operands are written already. */
function wordsAlone(forms: readonly KeywordForm[]): KeywordForm[] {
  const byKeyword = new Map(forms.map(form => [keywordOf(form), form]));
  return [...byKeyword].map(([keyword, { key }]) => ({
    label: keyword,
    newText: keyword,
    isSnippet: false,
    // What is said of the instruction, not of one of its forms.
    key: key.startsWith(`${keyword}_`) ? keyword : key,
  }));
}

function keywordOf({ newText }: KeywordForm): string {
  return KEYWORD.exec(newText)?.[0] ?? "";
}

/** Whether most instructions of the file are written so. */
function isLowerCase({ model: { stages } }: Analysis): boolean {
  const count = (of: "lower" | "upper") => stages.reduce((sum, { casing }) => sum + casing[of], 0);
  return count("lower") > count("upper");
}

/** The keywords alone: what they are given is not ours to change. */
function inLowerCase(text: string): string {
  return text.replace(KEYWORDS, word => word.toLowerCase());
}

type Edit = (newText: string) => NonNullable<CompletionItem["textEdit"]>;

function formItem(
  form: KeywordForm,
  inCase: (text: string) => string,
  edit: Edit,
  support: CompletionSupport,
): CompletionItem {
  const label = inCase(form.label);
  return {
    label,
    kind: CompletionItemKind.Keyword,
    ...(keywordOf(form) === DEPRECATED && { tags: [CompletionItemTag.Deprecated] }),
    ...documented(documentationOf(form.key, kindOf(support)), support),
    filterText: label,
    insertTextFormat: form.isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: edit(inCase(form.newText)),
  };
}

/** A name with its `=`: what follows is asked for then. */
function directiveItem(name: string, textEdit: ReturnType<Edit>, support: CompletionSupport): CompletionItem {
  const text =
    name === "check"
      ? l10n.t("Options of the build checks for this file.")
      : documentationOf(name, kindOf(support));
  const { suggestCommand } = support;
  return {
    label: `${name}=`,
    kind: CompletionItemKind.Keyword,
    ...documented(text, support),
    textEdit,
    ...(suggestCommand !== null && { command: { title: "", command: suggestCommand } }),
  };
}

/** What is said of an item comes with it: it needs no second question. */
function documented(value: string | null, support: CompletionSupport): Pick<CompletionItem, "documentation"> {
  return value === null ? {} : { documentation: { kind: kindOf(support), value } };
}

function kindOf({ markdown }: CompletionSupport): MarkupKind {
  return markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
}

function editAt(
  context: FeatureContext,
  token: Span,
  offset: number,
  { insertReplace }: CompletionSupport,
): Edit {
  const replace = rangeOf(context, token);
  const insert = rangeOf(context, { start: token.start, end: offset });
  return newText => (insertReplace ? { newText, insert, replace } : { newText, range: replace });
}
