/** The values of directives: `# syntax=`, `# escape=`, and `# check=` with its options and the rules of the builder. */
import { CompletionItemKind } from "vscode-languageserver";
import { RULES } from "../../rules/registry";
import type { CheckOptionPlace, CheckRulePlace, DirectivePlace } from "../../stages/commentPlace";
import type { Proposal } from "./proposal";

const VALUES = {
  syntax: [["docker/dockerfile:1", "the newest 1.x"]],
  escape: [
    ["\\", "as it is without the directive"],
    ["`", "for paths of Windows"],
  ],
} as const;
/** What the builder checks and this server cannot: it needs the image. */
const OF_IMAGES = {
  label: "InvalidBaseImagePlatform",
  detail: "The base image is not for the platform that is built",
};
const ALL = { label: "all", detail: "Every rule" };

/** The values that a directive usually has. */
export function proposeDirectiveValues({ name }: DirectivePlace): Proposal[] {
  return VALUES[name].map(([label, note]) => ({ label, kind: CompletionItemKind.EnumMember, note }));
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
    ...rules.map(({ id, title }) => ({ label: id, detail: title })),
    ...(isFor() ? [OF_IMAGES] : []),
    ...(given.size === 0 ? [ALL] : []),
  ]
    .filter(({ label }) => !given.has(label))
    .map(({ label, detail }) => ({ label, kind: CompletionItemKind.EnumMember, detail }));
}
