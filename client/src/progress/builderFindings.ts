/**
 * What the builder itself says of a Dockerfile: the warnings of a build, and the answer to `--call=check`. Pure; what is
 * not understood is left out.
 */
import type { BuildWarning } from "./buildRecord";
import { fieldsOf, listOf, parseJson, plainTextOf } from "../engine/fields";
import { linesOf } from "./sourceLines";
import { saysTheSame } from "./sameWords";

export interface BuilderFinding {
  /** The name of the builder's rule; none for what is no rule's. */
  rule: string | undefined;
  message: string;
  url: string | undefined;
  /** The lines, from 1; none if it is about none. */
  lines: { first: number; last: number } | undefined;
  /** A build would end here. */
  isError: boolean;
}

/** What the editor shows already: a diagnostic's code, words and lines, from 1. */
export interface ShownFinding {
  code: string | undefined;
  message: string;
  first: number;
  last: number;
}

/** `FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 3)`, as a build says it. */
export function findingOfWarning({ message, url, lines }: BuildWarning): BuilderFinding {
  const [, rule, rest] = /^([A-Z][A-Za-z]+): (.*)$/s.exec(message) ?? [];
  return {
    rule,
    message: (rest ?? message).replace(/ \(line \d+\)$/, ""),
    url,
    lines,
    isError: false,
  };
}

/** The answer to `--call=check,format=json` (the builder's `frontend/subrequests/lint`); `undefined` if it is none. */
export function readCheckAnswer(text: string): BuilderFinding[] | undefined {
  const answer = fieldsOf(parseJson(text));
  if (!("warnings" in answer || "buildError" in answer)) return undefined;
  const findings = listOf(answer["warnings"])
    .map(fieldsOf)
    .flatMap(({ ruleName, detail, description, url, location }): BuilderFinding[] => {
      const message = plainTextOf(detail) ?? plainTextOf(description);
      if (message === undefined) return [];
      const lines = linesOf(fieldsOf(location)["ranges"]);
      return [{ rule: plainTextOf(ruleName), message, url: plainTextOf(url), lines, isError: false }];
    });
  const { message, location } = fieldsOf(answer["buildError"]);
  const error = plainTextOf(message);
  if (error === undefined) return findings;
  const lines = linesOf(fieldsOf(location)["ranges"]);
  return [...findings, { rule: undefined, message: error, url: undefined, lines, isError: true }];
}

/**
 * The findings that nobody sees yet: not those whose rule, or whose error, is shown for one of the same lines, and not
 * those of rules that a person has switched off.
 */
export function notShownYet(
  findings: readonly BuilderFinding[],
  shown: readonly ShownFinding[],
  isOff: (rule: string) => boolean,
): BuilderFinding[] {
  return findings.filter(({ rule, message, lines, isError }) => {
    if (rule !== undefined && isOff(rule)) return false;
    return !shown.some(other => {
      const isHere = lines === undefined || (other.first <= lines.last && other.last >= lines.first);
      const saysIt = isError
        ? saysTheSame(message, other.message)
        : rule !== undefined && other.code === rule;
      return isHere && saysIt;
    });
  });
}
