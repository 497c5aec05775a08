/** The command that builds up to a stage, for a person to paste into a terminal; nothing here is ever run. */
import * as l10n from "@vscode/l10n";
import { targetOf } from "../../stages/model/buildsAround";
import type { DescribedBuild, DescribedContext } from "../../stages/model/buildsAround";
import type { Stage } from "../../stages/model/model";
import { BUILD_COMMAND, COPY_COMMAND, SET_CONTEXT_COMMAND } from "../../protocol";
import type { BuildArguments, BuildCommandLineAnswer } from "../../protocol";
import { fillVariables } from "../../shared/settingPath";
import type { FeatureContext } from "../context";
import { code, filled, paragraph } from "./markup";
import type { Block } from "./markup";
import { lineNumber } from "./words";

/** A longer command is no use in a hover. */
const LONGEST = 4000;

/** What the client says of the build of a stage: it knows the engine, the shell and what a person has chosen. */
export interface GivenBuild extends Omit<BuildCommandLineAnswer, "command"> {
  readonly command: string;
  /** The commands that the client can run. */
  readonly commands: readonly string[];
}

/** That of the stage of an index; null where the client has none. */
export type GivenCommand = (stage: number) => GivenBuild | null;

/**
 * The command, or why there is none: `--target` takes names alone, and of a name the last stage (spec 3). Where the client
 * gives none, a plain `docker build` for a POSIX shell, with what the settings and the build in force say.
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
  const later = model.stages[model.names.get(name) ?? index];
  if (!isLast && later && later.index !== index)
    return [
      paragraph(
        ...filled(
          l10n.t("{0} builds the later stage with this name, in line {1}."),
          code(`--target ${name}`),
          String(lineNumber(context, later.line.start)),
        ),
      ),
    ];
  const told = given(index);
  if (told !== null) return [...shown(told.command), ...aboutBuild(told, document.uri, index)];
  const { build } = settings;
  const around = model.options.around?.inForce ?? null;
  const other = [...(around?.contexts ?? [])].find(([, { isBuild }]) => isBuild);
  const isTarget = around !== null && targetOf(model, around)?.index === index;
  // Only what has the Dockerfile inside can name it.
  if (context.inside) return (around && byTool(around, name, isTarget)) ?? [];
  if (around && other) return withOtherBuild(around, other[0], name, isTarget);
  const file = pathOf(document.uri);
  const words = ["docker", "build"];
  if (!isLast) words.push("--target", name);
  if (file !== null) words.push("-f", file);
  const platforms = around && around.platforms.length > 0 ? around.platforms : build.platforms;
  if (platforms.length > 0) words.push("--platform", platforms.join(","));
  for (const [key, value] of model.options.buildArgs) words.push("--build-arg", `${key}=${value}`);
  for (const key of around?.environmentArgs ?? [])
    if (!model.options.buildArgs.has(key)) words.push("--build-arg", key);
  const contexts = new Map([
    ...Object.entries(build.contexts).map(([key, value]) => [key, placed(value, file)] as const),
    ...[...(around?.contexts ?? [])].map(([key, context]) => [key, placeOf(context)] as const),
  ]);
  for (const [key, place] of contexts) words.push("--build-context", `${key}=${place}`);
  for (const secret of around?.secrets ?? []) words.push("--secret", secret);
  for (const ssh of around?.ssh ?? []) words.push("--ssh", ssh);
  const own = build.context.trim();
  words.push(around?.context ? placeOf(around.context) : placed(own === "" ? "${fileDirname}" : own, file));
  return shown(words.map(quoted).join(" "));
}

/** What can be done with the command, and where the build takes its files from. */
function aboutBuild({ context, commands, canBuild }: GivenBuild, uri: string, stage: number): Block[] {
  const argument: BuildArguments = { uri, stage };
  const offered = [
    { title: l10n.t("Copy"), command: COPY_COMMAND },
    ...(canBuild === true ? [{ title: l10n.t("Run"), command: BUILD_COMMAND }] : []),
  ].filter(({ command }) => commands.includes(command));
  const set = { title: l10n.t("Set Build Context…"), command: SET_CONTEXT_COMMAND, arguments: [{ uri }] };
  const links = [
    ...offered.map(each => ({ ...each, arguments: [argument] })),
    ...(context && commands.includes(SET_CONTEXT_COMMAND) ? [set] : []),
  ];
  const where = context?.isChosen
    ? l10n.t("Build context: {0}, set for this Dockerfile")
    : l10n.t("Build context: {0}");
  return [
    ...(links.length > 0 ? [{ kind: "commands" as const, commands: links }] : []),
    ...(context ? [paragraph(...filled(where, code(context.path)))] : []),
  ];
}

/** A build that needs the image of another one, which only bake and Compose make: bake for any stage, Compose for its own. */
function withOtherBuild(around: DescribedBuild, context: string, name: string, isTarget: boolean): Block[] {
  const cannot = filled(
    l10n.t("{0} gives the named context {1} the image of another build"),
    around.label,
    code(context),
  );
  return byTool(around, name, isTarget) ?? [paragraph(...cannot)];
}

/** The build of a stage as the tool makes it whose files describe it; null where that does not build the stage. */
function byTool({ tool }: DescribedBuild, name: string, isTarget: boolean): Block[] | null {
  if (!tool || (!isTarget && (tool.command === "compose" || name === ""))) return null;
  const files = tool.files.flatMap(file => ["-f", pathOf(file) ?? file]);
  const folder = pathOf(tool.folder) ?? tool.folder;
  const set = isTarget ? [] : ["--set", `${tool.name}.target=${name}`];
  // Bake counts paths from the folder that it runs in.
  return tool.command === "compose"
    ? shown(
        ["docker", "compose", ...files, "--project-directory", folder, "build", tool.name]
          .map(quoted)
          .join(" "),
      )
    : shown(
        `cd ${quoted(folder)} && ${["docker", "buildx", "bake", ...files, ...set, tool.name].map(quoted).join(" ")}`,
      );
}

/** A folder as a path, anything else as it is written. */
function placeOf({ folder, text }: DescribedContext): string {
  return (folder === null ? null : pathOf(folder)) ?? text;
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
