import * as l10n from "@vscode/l10n";
import type { Flag } from "../../dockerfile/flags";
import type { Instruction } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import { readDuration } from "../facts/duration";
import { int32Error } from "../facts/int32";
import type { Rule } from "../rule";
import { quoted } from "../../stages/model/quoted";

const MILLISECOND = 1e6;

export const invalidHealthcheck: Rule = {
  id: "InvalidHealthcheck",
  title: "HEALTHCHECK must be NONE, or CMD with a command and valid durations.",
  advice: () => l10n.t("Write HEALTHCHECK [options] CMD <command>, or HEALTHCHECK NONE."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { instruction } = line;
    if (instruction.keyword !== "HEALTHCHECK" || instruction.rest.start === instruction.rest.end) return;
    const fault = faultOf(instruction);
    if (fault) report({ span: toDocument(line, fault.span), message: fault.message });
  },
};

/** The first fault in the builder's order: the type, its arguments, the flags. */
function faultOf({ text, rest, flags }: Instruction): { span: Span; message: string } | null {
  const [word = "", ...others] = text.slice(rest.start, rest.end).split(/[\t\v\f\r ]+/);
  const type = word.toUpperCase();
  const span = { start: rest.start, end: rest.start + word.length };
  if (type === "NONE")
    return others.length > 0 ? { span: rest, message: "HEALTHCHECK NONE takes no arguments" } : null;
  if (type !== "CMD") return { span, message: `Unknown type ${quoted(type)} in HEALTHCHECK (try CMD)` };
  if (others.length === 0 || /^\[\s*\]$/.test(others.join(" ")))
    return { span, message: "Missing command after HEALTHCHECK CMD" };
  if (isArrayOfOthers(text.slice(span.end, rest.end)))
    return { span: rest, message: "when using JSON array syntax, arrays must be comprised of strings only" };
  for (const flag of flags) {
    const message = flagError(flag);
    if (message !== null) return { span: flag.span, message };
  }
  return null;
}

/** A JSON array that holds something else than strings. */
function isArrayOfOthers(text: string): boolean {
  if (!text.trimStart().startsWith("[")) return false;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.some(item => typeof item !== "string");
  } catch {
    return false;
  }
}

function flagError({ name, value }: Flag): string | null {
  const text = value?.text ?? "";
  if (text === "") return null;
  if (name !== "retries") return durationError(name, text);
  const error = int32Error(text);
  if (error !== null) return `strconv.ParseInt: parsing ${quoted(text)}: ${error}`;
  return Number(text) < 0 ? `--retries cannot be negative (${Number(text)})` : null;
}

/** Nothing, or at least a millisecond. */
function durationError(name: string, text: string): string | null {
  const { nanoseconds, error } = readDuration(text);
  if (error !== null) return error;
  const isEnough = nanoseconds === 0 || nanoseconds >= MILLISECOND;
  return isEnough ? null : `Interval ${quoted(name)} cannot be less than 1ms`;
}
