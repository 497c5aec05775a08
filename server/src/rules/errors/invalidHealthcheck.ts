import * as l10n from "@vscode/l10n";
import type { Flag } from "../../dockerfile/flags";
import type { Instruction } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import type { Rule } from "../rule";
import { quoted } from "../../stages/model/quoted";

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  "\u00b5s": 1e-3,
  "\u03bcs": 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5,
};
const NUMBER = String.raw`(?:\d+(?:\.\d*)?|\.\d+)`;
const DURATION = new RegExp(`^[-+]?(?:${NUMBER}(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$`);
const PART = new RegExp(`(?<![\\d.])(${NUMBER})(ns|us|\u00b5s|\u03bcs|ms|s|m|h)`, "g");

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
  if (!/^[-+]?\d+$/.test(text)) return `strconv.ParseInt: parsing ${quoted(text)}: invalid syntax`;
  return Number(text) < 0 ? `--retries cannot be negative (${Number(text)})` : null;
}

/** As Go reads a duration; nothing, or at least a millisecond. */
function durationError(name: string, text: string): string | null {
  if (/^[-+]?0$/.test(text)) return null;
  if (/^[-+]?\d+(?:\.\d*)?$/.test(text)) return `time: missing unit in duration ${quoted(text)}`;
  if (!DURATION.test(text)) return `time: invalid duration ${quoted(text)}`;
  let milliseconds = 0;
  for (const [, number, unit = ""] of text.matchAll(PART))
    milliseconds += Number(number) * (UNITS[unit] ?? 0);
  const isEnough = milliseconds === 0 || (milliseconds >= 1 && !text.startsWith("-"));
  return isEnough ? null : `Interval ${quoted(name)} cannot be less than 1ms`;
}
