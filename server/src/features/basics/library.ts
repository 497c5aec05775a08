/**
 * What dockerfile-language-service, the library of the other extensions for Dockerfiles, knows of instructions. Only the parts
 * that are used are imported: its entry also loads a validator, and a client that asks Docker Hub for tags. It reads a whole
 * file for each question, so it is asked by keywords, or about a few lines.
 */
import type { FormattingOptions, Hover, SignatureHelp, TextEdit } from "vscode-languageserver-protocol";
import { InsertTextFormat, MarkupKind } from "vscode-languageserver-types";
import { TextDocument } from "vscode-languageserver-textdocument";
import { KEYWORDS } from "dockerfile-language-service/lib/docker";
import { DockerAssist } from "dockerfile-language-service/lib/dockerAssist";
import { MarkdownDocumentation } from "dockerfile-language-service/lib/dockerMarkdown";
import { PlainTextDocumentation } from "dockerfile-language-service/lib/dockerPlainText";
import type { DockerRegistryClient } from "dockerfile-language-service/lib/dockerRegistryClient";
import { DockerSignatures } from "dockerfile-language-service/lib/dockerSignatures";
import { DockerFormatter } from "dockerfile-utils/lib/dockerFormatter";

const markdown = new MarkdownDocumentation();
const plainText = new PlainTextDocumentation();
const signatures = new DockerSignatures();
const formatter = new DockerFormatter();

/** Nothing that asks it is ever called: tags of images are not proposed. */
const NO_REGISTRY = Object.create(null) as DockerRegistryClient;
/** The library takes `\` for the escape character, unless a file begins otherwise. */
const DIRECTIVES: Readonly<Record<string, string>> = { "`": "# escape=`\n" };
const FIRST_STAGE = "FROM scratch\n";
/** No instruction whose parameters somebody counts is longer, but for commands, of which the last one counts on. */
const LONGEST = 10_000;

/** One form of an instruction, or a word, that may be written. */
export interface KeywordForm {
  readonly label: string;
  /** What is written; with tab stops, as snippets have them, where `isSnippet`. */
  readonly newText: string;
  readonly isSnippet: boolean;
  /** For {@link documentationOf}. */
  readonly key: string;
}

/** The forms of all instructions, with tab stops if `hasSnippets`. `isHeld`: behind ONBUILD, where not all are allowed. */
export function instructionForms(hasSnippets: boolean, isHeld: boolean): KeywordForm[] {
  return forms(KEYWORDS, hasSnippets, isHeld);
}

/** The forms of one instruction. */
export function formsOf(keyword: string, hasSnippets: boolean): KeywordForm[] {
  return forms([keyword], hasSnippets, false);
}

function forms(keywords: string[], snippetSupport: boolean, isHeld: boolean): KeywordForm[] {
  const nowhere = TextDocument.create("", "", 0, "");
  const assist = new DockerAssist(nowhere, NO_REGISTRY, { snippetSupport });
  const items = assist.createProposals(keywords, isHeld ? "ONBUILD" : "", 0, 0);
  return items.map(({ label, textEdit, insertTextFormat, data }) => ({
    label,
    newText: textEdit?.newText ?? label,
    isSnippet: insertTextFormat === InsertTextFormat.Snippet,
    key: String(data),
  }));
}

/** What is said of a keyword (`RUN`), a directive (`escape`) or a flag (`COPY_FlagFrom`); null for what the library does not know. */
export function documentationOf(key: string, kind: MarkupKind): string | null {
  const found =
    kind === MarkupKind.Markdown
      ? (markdown.getMarkdown(key) as Hover | undefined)?.contents
      : plainText.getDocumentation(key);
  return typeof found === "string" && found !== "" ? found.trim() : null;
}

/** The parameters of an instruction that is a line of its own, at an offset in it; null outside of them. */
export function signatureAt(instruction: string, offset: number, escape: string): SignatureHelp | null {
  const before = (DIRECTIVES[escape] ?? "") + FIRST_STAGE;
  const position = { line: before.split("\n").length - 1, character: Math.min(offset, LONGEST) };
  return answered(signatures.computeSignatures(before + instruction.slice(0, LONGEST), position));
}

/** The same for a line that is the first of a file, which may be a directive. */
export function directiveSignature(line: string): SignatureHelp | null {
  return answered(signatures.computeSignatures(line.slice(0, LONGEST), { line: 0, character: 0 }));
}

function answered({ signatures, activeSignature, activeParameter }: SignatureHelp): SignatureHelp | null {
  if (signatures.length === 0) return null;
  return { signatures, activeSignature: activeSignature ?? 0, activeParameter: activeParameter ?? 0 };
}

/** The changes that format some lines, in which `\` is the escape character; at most one a line, at its beginning, in their order. */
export function formatLines(lines: readonly string[], options: FormattingOptions): TextEdit[] {
  return formatter.formatDocument(TextDocument.create("", "", 0, lines.join("\n")), options);
}
