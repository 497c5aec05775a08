/** Docker Compose and bake: the commands that build what their files say, and what they say that they would build. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import { fieldsOf, listOf, parseJson, textOf, type Fields } from "./fields";
import { toolCommand, type Engine, type EngineCommand } from "./engine";

/** What one of them is to build. Paths are absolute. */
export interface ToolBuild {
  tool: "compose" | "bake";
  /** In the order in which they go on top of one another. */
  files: readonly string[];
  /** Of the project: paths in the files count from it. */
  folder: string;
  /** Services, targets or groups; all that are built by default where there are none. */
  names: readonly string[];
  /** What bake takes in place of what its files say (`--set`): `web.target=build`. */
  set?: readonly string[];
}

/** A service or target that would be built. */
export interface ToolTarget {
  name: string;
  /** Absolute; undefined where it is no file of this machine. */
  dockerfile: string | undefined;
  /** The Dockerfile itself, as the builder reads it, where the file of the build has it. */
  inlineText: string | undefined;
  /** An absolute path, or what the builder fetches. */
  context: string;
  /** The stage; undefined for the last one. */
  stage: string | undefined;
  args: Record<string, string>;
  tags: string[];
  /** Its named contexts: absolute paths, or what the builder fetches; `target:x` and `service:x` are other ones of the build. */
  contexts: Record<string, string>;
  /** The names of those that it is based on. */
  needs: string[];
}

/** What people call the build: `docker compose build web`. */
export function toolName({ tool, names }: ToolBuild): string {
  const verb = tool === "compose" ? ["compose", "build"] : ["buildx", "bake"];
  return ["docker", ...verb, ...names].join(" ");
}

/** Why a name of a service, target or group cannot be passed on, for a person: the tool would take it for an option. */
export function toolProblem({ names }: ToolBuild): string | undefined {
  const wrong = names.find(name => !/^[A-Za-z0-9_][\w.-]*$/.test(name));
  return wrong === undefined
    ? undefined
    : l10n.t(
        "{0} cannot be used, because it is not a valid name of a service or target.",
        JSON.stringify(wrong),
      );
}

/** The command that builds. */
export function toolBuildCommand(
  engine: Engine,
  { tool, files, folder, names, set = [] }: ToolBuild,
  builder?: string,
): EngineCommand {
  const each = files.flatMap(file => ["-f", file]);
  if (tool === "compose") {
    const args = ["compose", "--project-directory", folder, ...each, "build", ...names];
    const env = { BUILDKIT_PROGRESS: "plain", ...(builder !== undefined && { BUILDX_BUILDER: builder }) };
    return { ...toolCommand(engine, args), env, folder };
  }
  const progress = engine.progress === "none" ? "plain" : engine.progress;
  const at = builder === undefined ? [] : ["--builder", builder];
  return {
    ...toolCommand(engine, [
      "buildx",
      "bake",
      `--progress=${progress}`,
      ...at,
      ...each,
      ...setting(set),
      ...names,
    ]),
    folder,
  };
}

/** The command that prints what would be built, as JSON, and builds nothing. */
export function toolPrintCommand(
  engine: Engine,
  { tool, files, folder, names, set = [] }: ToolBuild,
): EngineCommand {
  const each = files.flatMap(file => ["-f", file]);
  const args =
    tool === "compose"
      ? ["compose", "--project-directory", folder, ...each, "config", "--format", "json"]
      : ["buildx", "bake", "--progress=quiet", ...each, ...setting(set), "--print", ...names];
  return { ...toolCommand(engine, args), folder };
}

function setting(values: readonly string[]): string[] {
  return values.flatMap(value => ["--set", value]);
}

/** Reads what {@link toolPrintCommand} prints; only what `build` would build. */
export function readToolTargets(output: string, build: ToolBuild): ToolTarget[] {
  const printed = fieldsOf(parseJson(output));
  const all =
    build.tool === "compose" ? composeTargets(printed, build.folder) : bakeTargets(printed, build.folder);
  if (build.tool === "bake" || build.names.length === 0) return all;
  const wanted = new Set(build.names);
  // What is added is gone through, too.
  for (const name of wanted)
    for (const need of all.find(each => each.name === name)?.needs ?? []) wanted.add(need);
  return all.filter(({ name }) => wanted.has(name));
}

function composeTargets(printed: Fields, folder: string): ToolTarget[] {
  const project = textOf(printed["name"]) ?? "";
  return Object.entries(fieldsOf(printed["services"])).flatMap(([name, value]) => {
    const service = fieldsOf(value);
    if (service["build"] === undefined) return [];
    const build = fieldsOf(service["build"]);
    const image = textOf(service["image"]) ?? `${project}-${name}`;
    const tags = [image, ...textsOf(build["tags"])];
    return [
      targetOf(name, build, { inline: "dockerfile_inline", contexts: "additional_contexts", tags, folder }),
    ];
  });
}

function bakeTargets(printed: Fields, folder: string): ToolTarget[] {
  return Object.entries(fieldsOf(printed["target"])).map(([name, value]) => {
    const target = fieldsOf(value);
    const tags = textsOf(target["tags"]);
    return targetOf(name, target, { inline: "dockerfile-inline", contexts: "contexts", tags, folder });
  });
}

interface Shape {
  inline: "dockerfile_inline" | "dockerfile-inline";
  contexts: string;
  tags: string[];
  folder: string;
}

function targetOf(name: string, build: Fields, { inline, contexts, tags, folder }: Shape): ToolTarget {
  const written = textOf(build["context"]) ?? ".";
  const isRemote = isElsewhere(written);
  const context = isRemote ? written : path.resolve(folder, written);
  const file = textOf(build["dockerfile"]) ?? "Dockerfile";
  const inlineText = unescapedText(inline, build[inline]);
  const isFile = !isRemote && inlineText === undefined;
  const namedContexts = fieldsOf(build[contexts]);
  const named = Object.values(namedContexts).flatMap(value => textOf(value) ?? []);
  const args = Object.entries(fieldsOf(build["args"])).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[key, value]] : [],
  );
  return {
    name,
    dockerfile: isFile ? path.resolve(context, file) : undefined,
    inlineText,
    context,
    stage: textOf(build["target"]),
    args: Object.fromEntries(args),
    tags,
    contexts: Object.fromEntries(
      Object.entries(namedContexts).flatMap(([key, value]) => {
        const text = textOf(value);
        return text === undefined ? [] : [[key, isElsewhere(text) ? text : path.resolve(folder, text)]];
      }),
    ),
    needs: named.flatMap(text => /^(?:target|service):(.+)$/.exec(text)?.[1] ?? []),
  };
}

/** Compose prints `$$` for a dollar and bake `$${` for what is no template, because what they print can be read again. */
function unescapedText(key: Shape["inline"], value: unknown): string | undefined {
  const text = textOf(value);
  if (key === "dockerfile_inline") return text?.replaceAll("$$", "$");
  return text?.replace(/([$%])\1\{/g, "$1{");
}

/** What is no folder of this machine. */
function isElsewhere(context: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^git@|^target:|^service:/i.test(context);
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter(item => typeof item === "string");
}
