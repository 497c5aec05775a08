import * as l10n from "@vscode/l10n";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import { CHECKS, CHECK_COMMENTS, hasFeature } from "../../stages/model/frontendFeatures";
import { parseCheckOptions } from "../../stages/model/checkOptions";
import { moveCheckToFile, moveCheckAbove } from "../../edits/checkComment";
import { checkComments } from "../facts/checkComments";
import type { CheckComment } from "../facts/checkComments";
import { looksLikeRule, nameFault, silencedAbove } from "../facts/checkNames";
import type { NameFault } from "../facts/checkNames";
import { raise } from "../facts/raise";
import { fix, replacement } from "../fix";
import type { Fix } from "../fix";
import type { Finding, Rule } from "../rule";

export const checkWithoutEffect: Rule = {
  id: "CheckWithoutEffect",
  title: "A # check= comment should have an effect",
  advice: () => l10n.t("Correct the comment, or move it to where the builder reads it."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  check(analysis, report) {
    // No line is named: a comment that silences everything would silence what is said of it.
    for (const comment of checkComments(analysis)) faults(analysis, comment).forEach(report);
  },
};

/** What of a comment has no effect. */
function faults(analysis: Analysis, comment: CheckComment): Finding[] {
  const { span, value, valueSpan, isDirective, isAtTop, isNamed, isIndented } = comment;
  const whole = normalized(value);
  const misplaced = isAtTop && !isDirective ? null : placeFault(analysis, comment, whole);
  if (misplaced) return [misplaced];
  const rewritten = (message: string, at = span): Finding[] => [
    { span: at, message, fixes: () => [rewrite(comment, whole)] },
  ];
  if (!isNamed) return rewritten(l10n.t("This is only a comment: the builder reads {0}", "# check="));
  if (isIndented)
    return rewritten(l10n.t("The builder does not read this, because white space stands before the #"));
  const [word = ""] = value.split(" ", 1);
  const { problem } = parseCheckOptions(word);
  // Of the directive the builder itself says so.
  if (problem !== null && isDirective) return [];
  if (whole.length > word.length) {
    const unread = { start: valueSpan.start + word.length, end: valueSpan.end };
    return rewritten(l10n.t("The builder reads # check= only up to the first space"), unread);
  }
  if (problem !== null)
    return [{ span: valueSpan, message: l10n.t("The builder cannot read these options, and ignores them") }];
  return nameFaults(comment, word);
}

/** The options as the builder reads them, without white space: `skip=A, B # why` is `skip=A,B`. */
function normalized(value: string): string {
  const [first = "", ...words] = value
    .replace(/[ \t]+/g, " ")
    .replace(/ ?([,;=:]) ?/g, "$1")
    .split(" ");
  let options = first.replace(/^(\w+):/, "$1=").replace(/(?<![,;])[,;]+$/, "");
  for (const word of words) {
    const name = word.replace(/(?<![,;])[,;]+$/, "");
    if (/^(?:skip|experimental|error)=/.test(name)) options += `;${name}`;
    else if (looksLikeRule(name)) options += `,${name}`;
    else break;
  }
  return options;
}

function rewrite({ lines, span }: CheckComment, options: string): Fix {
  const written = `# check=${options}`;
  return replacement(l10n.t('Write "{0}"', written), { start: lines.start, end: span.end }, written);
}

/** Why the builder does not read a comment where it stands. */
function placeFault(analysis: Analysis, comment: CheckComment, options: string): Finding | null {
  const { frontend, model } = analysis;
  const { span, isDirective, line, valueSpan } = comment;
  const image = frontend.image ?? "";
  const { problem, skip, experimental } = parseCheckOptions(options);
  if (problem !== null) return null;
  const toFile = () => moveToFile(analysis, comment, options);
  if (isDirective)
    return hasFeature(frontend, CHECKS)
      ? null
      : {
          span: valueSpan,
          message: l10n.t("{0} has no checks, and reads this as a comment", image),
          fixes: () => [raise(analysis, CHECKS)],
        };
  if (!hasFeature(frontend, CHECK_COMMENTS))
    return {
      span,
      message: l10n.t("{0} reads # check= only in the first lines of the file", image),
      fixes: () => [toFile(), raise(analysis, CHECK_COMMENTS)],
    };
  if (!line)
    return {
      span,
      message: l10n.t("This has no effect, because no instruction follows it"),
      fixes: () => [toFile()],
    };
  const first = line.comments.find(({ text }) => /^check[ \t]*=/i.test(text));
  if (first && first.span.end !== span.end)
    return {
      span,
      message: l10n.t("The builder reads only the first # check= comment above an instruction"),
      fixes: () => [toFile()],
    };
  const { keyword } = line.instruction;
  if (model.file.lines[0] === line && /^skip=all(?:;|$)/.test(options))
    return {
      span,
      message: l10n.t("This applies only to the next instruction, because it is not at the top of the file"),
      fixes: () => [toFile()],
    };
  if (/(?:^|;)error=/.test(options))
    return {
      span,
      message: l10n.t("{0} has an effect only in the first lines of the file", "error="),
      fixes: () => [toFile()],
    };
  if (skip === "all" || skip.size === 0 || experimental === "all" || experimental.size > 0) return null;
  const silenced = [...skip].map(silencedAbove);
  if (silenced.some(keywords => keywords === null || keywords.includes(keyword))) return null;
  // What a base holds back is reported for the FROM that triggers it.
  if (
    keyword === "FROM" &&
    model.stages.some(stage => stage.line === line && typeof stage.base.to === "number")
  )
    return null;
  const [rule = ""] = skip;
  return {
    span,
    message: silenced.every(keywords => keywords?.length === 0)
      ? l10n.t("This has no effect: {0} can be turned off only for the whole file", rule)
      : l10n.t("This has no effect: {0} is never reported for {1}", rule, keyword),
    fixes: () => [
      toFile(),
      ...moveAboveOthers(
        analysis,
        comment,
        silenced.flatMap(keywords => keywords ?? []),
      ),
    ],
  };
}

/** Names that turn nothing off. */
function nameFaults({ valueSpan, isDirective, line }: CheckComment, word: string): Finding[] {
  const found: Finding[] = [];
  for (const { 1: list = "", index } of word.matchAll(/(?<=(?:^|;)(?:skip|experimental)=)([^;]*)/g)) {
    let at = valueSpan.start + index;
    for (const name of list.split(",")) {
      const span = { start: at, end: at + name.length };
      at = span.end + 1;
      const fault = nameFault(name);
      const keywords = silencedAbove(name);
      if (fault) found.push(faultFinding(span, name, fault));
      else if (
        !isDirective &&
        line &&
        keywords &&
        !keywords.includes(line.instruction.keyword) &&
        isSkipped(word, name)
      )
        found.push({
          span,
          message: l10n.t(
            "This has no effect: {0} is never reported for {1}",
            name,
            line.instruction.keyword,
          ),
        });
    }
  }
  return found;
}

function faultFinding(span: Span, name: string, fault: NameFault): Finding {
  if (fault.kind === "error")
    return {
      span,
      message: l10n.t("This has no effect: {0} is an error, and only a setting turns it off", name),
    };
  const ofBuilder = l10n.t('The builder has no check "{0}"', name);
  if (fault.kind === "foreign") return { span, message: ofBuilder };
  const { meant, isOurs } = fault;
  return {
    span,
    message: isOurs ? l10n.t('There is no rule "{0}" (did you mean {1}?)', name, meant) : ofBuilder,
    fixes: () => [replacement(l10n.t('Write "{0}"', meant), span, meant)],
  };
}

function isSkipped(word: string, name: string): boolean {
  return (/(?:^|;)skip=([^;]*)/.exec(word)?.[1] ?? "").split(",").includes(name);
}

function moveToFile(analysis: Analysis, { lines }: CheckComment, options: string): Fix {
  return fix(l10n.t("Move it to the top of the file"), moveCheckToFile(analysis, lines, options));
}

/** Where one instruction alone can have what is silenced. */
function moveAboveOthers(analysis: Analysis, { lines }: CheckComment, keywords: readonly string[]): Fix[] {
  const fitting = analysis.model.file.lines.filter(({ instruction }) =>
    keywords.includes(instruction.keyword),
  );
  const [only] = fitting;
  if (!only || fitting.length > 1) return [];
  const title = l10n.t("Move it above {0}", only.instruction.keyword);
  return [fix(title, moveCheckAbove(analysis, lines, only))];
}
