/** The values of directives: `# syntax=`, `# escape=`, and `# check=` with its options and the rules of the builder. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind } from "vscode-languageserver-types";
import { RULES } from "../../rules/registry";
import type { CheckOptionPlace, CheckRulePlace, DirectivePlace } from "../../stages/cursor/commentPlace";
import type { Proposal } from "./proposal";

const VALUES = {
  syntax: [["docker/dockerfile:1", () => l10n.t("the latest 1.x version")]],
  escape: [
    ["\\", () => l10n.t("the default without the directive")],
    ["`", () => l10n.t("for Windows paths")],
  ],
} as const;
/** What the builder checks and this server cannot: it needs the image. */
const OF_IMAGES = "InvalidBaseImagePlatform";
const ALL = "all";

/** The values that a directive usually has. */
export function proposeDirectiveValues({ name }: DirectivePlace): Proposal[] {
  return VALUES[name].map(([label, note]) => ({ label, kind: CompletionItemKind.EnumMember, note: note() }));
}

/** The options that can be written yet; of those above an instruction, `error` has no effect. */
export function proposeCheckOptions({ given, of }: CheckOptionPlace): Proposal[] {
  const options = of === "file" ? ["skip=", "error=true"] : ["skip="];
  return options
    .filter(option => !given.has(option.split("=", 1)[0] ?? ""))
    .map(label => ({ label, kind: CompletionItemKind.Property }));
}

/** The rules that a list does not have: of the builder, or of those that are tried out, and the word for all of them. */
export function proposeCheckRules({ key, given }: CheckRulePlace): Proposal[] {
  const isFor = (isExperimental?: true) => key === "skip" || isExperimental === true;
  const rules = RULES.filter(({ origin, experimental }) => origin === "builder" && isFor(experimental));
  return [
    // The builder's words, as those of its findings.
    ...rules.map(({ id, title }) => ({ label: id, detail: title })),
    ...(isFor()
      ? [{ label: OF_IMAGES, detail: l10n.t("The base image is not for the target platform") }]
      : []),
    ...(given.size === 0 ? [{ label: ALL, detail: l10n.t("All rules") }] : []),
  ]
    .filter(({ label }) => !given.has(label))
    .map(({ label, detail }) => ({ label, kind: CompletionItemKind.EnumMember, detail }));
}
