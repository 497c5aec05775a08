/** The variables that a shell takes from its environment: in a `RUN`, and in what a container starts. */
import { readJson } from "../../../dockerfile/instruction";
import type { Instruction } from "../../../dockerfile/instruction";
import { jsonItems } from "../../../dockerfile/jsonItems";
import type { Heredoc, LogicalLine } from "../../../dockerfile/logicalLines";
import { namesInHeredoc } from "../../../dockerfile/scriptHeredocs";
import type { NamePlace } from "../../../dockerfile/scriptHeredocs";
import { readShellScript } from "../../../dockerfile/shellScript";
import type { ShellScript } from "../../../dockerfile/shellScript";
import { originSpan } from "../../../dockerfile/source";
import type { MappedText, Span } from "../../../dockerfile/source";
import type { EvaluatedInstruction } from "../../evaluation/stageEvaluation";
import type { Script } from "../scripts";
import { languageOf, shellLanguage } from "./shellLanguage";
import type { ShellLanguage } from "./shellLanguage";

/** A variable that is taken from the environment of a script. */
export interface ScriptUse {
  readonly name: string;
  /** In the text of the instruction, or in the body of `heredoc`. */
  readonly span: Span;
  readonly heredoc: Heredoc | null;
}

/** Instructions that are run when a container starts, and not in the build. */
const STARTS = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK"]);
/** The option of a shell behind which its script stands: `-c`, `-lc`, `/c`, `-Command`. */
const TAKES_SCRIPT = /^(?:-[a-z]*c|\/c|-command)$/i;
const HEALTHCHECK_COMMAND = /CMD[ \t]+/iy;
/** What a RUN is where a heredoc alone is its script. */
export const ONLY_HEREDOC = /^\d*<<-?\s*[^\s<]+$/;

/** `$env:NAME`, `${env:NAME}`, and those that are set; single quotes and a backtick hold them back. */
const IN_POWERSHELL = /'[^']*'|`[^]|\$(?:\{env:(\w+)\}|env:(\w+))(\s*=(?!=))?/gi;
/** `%NAME%`, `%NAME:a=b%`, and those that are set. */
const IN_CMD = /%(\w+)(?::[^%\n]*)?%|\bset\s+"?(\w+)=/gi;

/** Whether an instruction is run when a container starts, and not in the build. */
export function isStart({ keyword }: Instruction): boolean {
  return STARTS.has(keyword);
}

/** What a step and its stage say of the scripts in it. */
export interface ScriptSource {
  /** The stage is one of Windows. */
  readonly isWindows: boolean;
  /** The script of a `RUN`, read already. */
  readonly script: (line: LogicalLine) => Script | null;
  readonly documentText: string;
}

/** The variables that a step takes from the environment of its shell, but for those that its script sets before. */
export function scriptUses(step: EvaluatedInstruction, source: ScriptSource): ScriptUse[] {
  const { instruction, shell } = step;
  const { keyword, json, text, rest } = instruction;
  const language = shellLanguage(shell, source.isWindows);
  if (keyword === "RUN") {
    const uses = Array.isArray(json) ? arrayUses(instruction) : runUses(step, language, source);
    const secrets = secretVariables(instruction);
    return secrets.length === 0 ? uses : uses.filter(({ name }) => !secrets.includes(name));
  }
  if (!STARTS.has(keyword)) return [];
  let command = instruction;
  if (keyword === "HEALTHCHECK") {
    HEALTHCHECK_COMMAND.lastIndex = rest.start;
    if (!HEALTHCHECK_COMMAND.test(text)) return [];
    const span = { start: HEALTHCHECK_COMMAND.lastIndex, end: rest.end };
    command = { ...instruction, rest: span, json: readJson(text, span) };
  }
  if (Array.isArray(command.json)) return arrayUses(command);
  return usesIn(restOf(command), language);
}

/** The variables that are secrets of a build for one instruction: `--mount=type=secret,id=…,env=NAME`. They hide those of the stage. */
function secretVariables({ mounts }: Instruction): string[] {
  return mounts
    .filter(({ type }) => type === "secret")
    .flatMap(({ options }) =>
      options.filter(({ key }) => key === "env").map(({ value }) => value?.text ?? ""),
    );
}

function runUses(
  { instruction, line, onbuildSource }: EvaluatedInstruction,
  language: ShellLanguage,
  { script, documentText }: ScriptSource,
): ScriptUse[] {
  const held = onbuildSource ?? line;
  const [first] = held.heredocs;
  const written = restOf(instruction);
  if (!first && !written.text.includes("$") && language === "posix") return [];
  const bodyOf = ({ body }: Heredoc) => documentText.slice(body.start, body.end);
  const read = language === "posix" ? script(held) : null;
  if (first && ONLY_HEREDOC.test(written.text)) {
    // A script for another program (`#!/usr/bin/env python3`) has variables of its own.
    if (language === "posix") return read ? placed(takenFrom(read), 0, first) : [];
    return usesIn({ text: bodyOf(first), offsets: 0 }, language, first);
  }
  const ofText =
    read?.text === written.text ? placed(takenFrom(read), written.offsets, null) : usesIn(written, language);
  if (language !== "posix") return ofText;
  // What a command is given in a heredoc is filled in by the shell, too.
  const inBodies = held.heredocs
    .filter(({ expands }) => expands)
    .flatMap(heredoc => placed(namesInHeredoc(bodyOf(heredoc)), 0, heredoc));
  return [...ofText, ...inBodies];
}

/** `["sh", "-c", "echo $X"]`: a shell that is started by its name. Any other program fills in nothing. */
function arrayUses(instruction: Instruction): ScriptUse[] {
  const items = jsonItems(instruction);
  const language = languageOf(items[0]?.text ?? "");
  const option = items.findIndex(({ text }, index) => index > 0 && TAKES_SCRIPT.test(text));
  const script = items[option + 1];
  return language === "none" || option === -1 || !script ? [] : usesIn(script, language);
}

function restOf({ text, rest }: Instruction): MappedText & { readonly offsets: number } {
  return { text: text.slice(rest.start, rest.end), offsets: rest.start };
}

function usesIn(script: MappedText, language: ShellLanguage, heredoc: Heredoc | null = null): ScriptUse[] {
  const { text, offsets } = script;
  switch (language) {
    case "posix":
      return text.includes("$") ? placed(takenFrom(readShellScript(text)), offsets, heredoc, text) : [];
    case "powershell":
      return placed(takenByWindows(text, IN_POWERSHELL), offsets, heredoc, text);
    case "cmd":
      return placed(takenByWindows(text, IN_CMD), offsets, heredoc, text);
    case "windows":
      return [...usesIn(script, "powershell", heredoc), ...usesIn(script, "cmd", heredoc)].sort(
        (one, other) => one.span.start - other.span.start,
      );
    case "none":
      return [];
  }
}

/** The places of a script that read what its environment gives: those before the script sets the variable itself. */
function takenFrom({ names, sets }: ShellScript): NamePlace[] {
  return names.filter(({ name, start }) => start < (sets.get(name) ?? Infinity));
}

/** The same of a script for a shell of Windows, by a pattern of two places for a name and one for what sets it. */
function takenByWindows(text: string, pattern: RegExp): NamePlace[] {
  const set = new Set<string>();
  return [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: first, 2: second, 3: assigns, index }) => {
    const name = first ?? second;
    if (name === undefined || set.has(name)) return [];
    if (assigns !== undefined || (pattern === IN_CMD && second !== undefined)) {
      set.add(name);
      return [];
    }
    return [{ name, start: index + whole.search(/[%:]/) + 1 }];
  });
}

function placed(
  places: readonly NamePlace[],
  offsets: MappedText["offsets"],
  heredoc: Heredoc | null,
  text = "",
): ScriptUse[] {
  return places.map(({ name, start }) => {
    const end = start + name.length;
    const span =
      typeof offsets === "number"
        ? { start: offsets + start, end: offsets + end }
        : originSpan({ text, offsets }, start, end);
    return { name, span, heredoc };
  });
}
