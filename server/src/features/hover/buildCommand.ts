/** The command that builds up to a stage, for a person to paste into a terminal; nothing here is ever run. */
import * as l10n from "@vscode/l10n";
import type { Stage } from "../../stages/model/model";
import { fillVariables } from "../../shared/settingPath";
import type { FeatureContext } from "../context";
import { code, filled, paragraph } from "./markup";
import type { Block } from "./markup";
import { lineNumber } from "./words";

/** A longer command is no use in a hover. */
const LONGEST = 4000;

/** The client's own command for the stage of an index, which knows the engine and the shell; null where it has none. */
export type GivenCommand = (stage: number) => string | null;

/**
 * The command, or why there is none: `--target` takes names alone, and of a name the last stage (spec 3). Where the client
 * gives none, a plain `docker build` for a POSIX shell.
 */
export function buildCommand(
  context: FeatureContext,
  { index, name, nameWord }: Stage,
  given: GivenCommand,
): Block[] {
  const { document, settings } = context;
  const { model } = context.analysis;
  const isLast = index === model.stages.length - 1;
  if (!isLast && name === "") {
    const why = nameWord
      ? l10n.t("The builder rejects the name of this stage, so {0} cannot refer to it.")
      : l10n.t("The stage has no name, so {0} cannot refer to it.");
    return [paragraph(...filled(why, code("--target")))];
  }
  const other = model.stages[model.names.get(name) ?? index];
  if (!isLast && other && other.index !== index)
    return [
      paragraph(
        ...filled(
          l10n.t("{0} builds the later stage with this name, in line {1}."),
          code(`--target ${name}`),
          String(lineNumber(context, other.line.start)),
        ),
      ),
    ];
  const own = given(index);
  if (own !== null) return shown(own);
  const file = pathOf(document.uri);
  const { build, buildArgs } = settings;
  const words = ["docker", "build"];
  if (!isLast) words.push("--target", name);
  if (file !== null) words.push("-f", file);
  if (build.platforms.length > 0) words.push("--platform", build.platforms.join(","));
  for (const [key, value] of Object.entries(buildArgs)) words.push("--build-arg", `${key}=${value}`);
  for (const [key, value] of Object.entries(build.contexts))
    words.push("--build-context", `${key}=${placed(value, file)}`);
  words.push(placed(build.context.trim() === "" ? "${fileDirname}" : build.context.trim(), file));
  return shown(words.map(quoted).join(" "));
}

function shown(command: string): Block[] {
  return command.length > LONGEST ? [] : [{ kind: "shell", command }];
}

/** The path of a file of the machine, or null. */
function pathOf(uri: string): string | null {
  const [, host = "", path = ""] = /^file:\/\/([^/]*)(\/.*)$/.exec(uri) ?? [];
  if (path === "") return null;
  try {
    const decoded = decodeURIComponent(path);
    return host === "" ? decoded.replace(/^\/(?=[a-z]:\/)/i, "") : `//${host}${decoded}`;
  } catch {
    return null;
  }
}

/** A place of the settings. Relative ones count from the workspace folder, where an editor's terminal begins. */
function placed(setting: string, file: string | null): string {
  const folder = file === null ? "." : file.slice(0, file.lastIndexOf("/")) || "/";
  const filled = fillVariables(setting, { fileDirname: folder, workspaceFolder: "." });
  return "value" in filled ? filled.value : setting;
}

function quoted(word: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
