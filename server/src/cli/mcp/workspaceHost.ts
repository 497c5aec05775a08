/** Answers the tools of language models from the files of folders, each time as they are now. */
import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { factsAnswer } from "../../features/facts";
import { stagesOfDockerfile } from "../../features/stagesOfDockerfile";
import { usesAnswer } from "../../features/usesAnswer";
import type { FactsAnswer, UseInfo, UsesAnswer } from "../../protocol";
import { isDockerfileName } from "../../shared/filePatterns";
import type { StageSize, ToolDockerfile, ToolHost } from "../../shared/tools/host";
import { ToolProblem } from "../../shared/tools/toolProblem";
import type { Invocation } from "../command";
import { host as files } from "../host";
import { openDockerfiles } from "../openDockerfiles";
import type { OpenDockerfile, OpenDockerfiles } from "../openDockerfiles";
import { systemPath } from "../paths";
import { readTextFile } from "../textFile";
import { engineBuildOf } from "./engineBuildOf";

const NO_HISTORY =
  "Not available here: which steps would run, and why steps ran, is known to the editor that builds (VS Code with the extension Dockerfile Stages), which keeps the history of its builds to itself.";
const NO_BUILDS = "Builds are not allowed. Start the server with --allow-build.";

/** A stage that was built since the server started, kept by the path of its file and its name. */
interface BuiltStage {
  readonly size: Omit<StageSize, "isOutdated">;
  /** The text of its file. */
  readonly text: string;
}

/** @param folders what may be read, as the system takes paths */
export function createWorkspaceHost(
  invocation: Invocation,
  folders: readonly string[],
  allowsBuilds: boolean,
): ToolHost {
  const built = new Map<string, BuiltStage>();

  /** Reads what paths in a folder mean, as it is now. */
  function read(folder: string, written: readonly string[]): Promise<OpenDockerfiles> {
    files.forget();
    return openDockerfiles(
      {
        ...invocation,
        value: name => (name === "workspace" ? folder : invocation.value(name)),
        output: { ...invocation.output, say: () => undefined },
      },
      written,
    );
  }

  return {
    async dockerfiles() {
      const opened = await Promise.all(folders.map(folder => read(folder, [folder])));
      return opened.flatMap(({ dockerfiles }, index) =>
        dockerfiles.map(({ path, uri, context }) => ({
          uri,
          path: shown(systemPath(path), folders[index] ?? "", folders),
          stages: stagesOfDockerfile(context),
        })),
      );
    },
    async open(path) {
      const { file, folder } = locate(path, folders);
      const opened = await read(folder, [file]);
      const [dockerfile] = opened.dockerfiles;
      if (!dockerfile)
        throw new ToolProblem(
          `${path} cannot be read: ${opened.failed[0]?.failure ?? "It is not a Dockerfile."}`,
        );
      return toolDockerfile(opened, dockerfile, shown(file, folder, folders), built, allowsBuilds);
    },
  };
}

function toolDockerfile(
  { checker, plan }: OpenDockerfiles,
  { path, uri, context }: OpenDockerfile,
  shownPath: string,
  built: Map<string, BuiltStage>,
  allowsBuilds: boolean,
): ToolDockerfile {
  const text = context.document.getText();
  const { uses, usesInForce } = plan.workspace;
  // All files have been read.
  const usesNow = (): UsesAnswer => ({ ...usesAnswer(uri, { ...uses, ...usesInForce }), isKnown: true });
  const checked = checker.check(uri, text);
  const facts = async (target: string | undefined): Promise<FactsAnswer> =>
    factsAnswer((await checked).context, target === undefined ? {} : { target }, () => undefined);
  return {
    path: shownPath,
    facts,
    uses: () => Promise.resolve(usesNow()),
    history: NO_HISTORY,
    sizes: () =>
      Promise.resolve(
        [...built].flatMap(([key, { size, text: builtText }]) =>
          key.startsWith(`${path}\n`) ? [{ ...size, isOutdated: builtText !== text }] : [],
        ),
      ),
    build: !allowsBuilds
      ? NO_BUILDS
      : async ({ stage, cache }, signal) => {
          const snapshot = await facts(undefined);
          const { uses: all, inForce } = usesNow();
          const use: UseInfo | undefined = all.find(({ id }) => id === inForce);
          const run = engineBuildOf();
          const outcome = await run(
            {
              dockerfile: systemPath(path),
              text,
              snapshot,
              stage,
              cache,
              ...givenBy(use, plan.options, path),
            },
            signal,
          );
          const name = snapshot.stages[stage]?.displayName ?? "";
          if (outcome.image !== null && outcome.bytes !== null)
            built.set(`${path}\n${name}`, {
              text,
              size: {
                ...{ stage: name, image: outcome.image, bytes: outcome.bytes },
                ...{ built: new Date().toISOString(), instructions: [] },
              },
            });
          return outcome;
        },
  };
}

/** What a build is given by the command line, else by the build in force. Throws where nobody can know it here. */
function givenBy(
  use: UseInfo | undefined,
  options: OpenDockerfiles["plan"]["options"],
  path: string,
): {
  context: string;
  buildArgs: Record<string, string>;
  environmentArgs: string[];
  buildContexts: Record<string, string>;
  platforms: readonly string[];
} {
  const folder = systemPath(path.slice(0, path.lastIndexOf("/")) || "/");
  const own = {
    context: options.context || folder,
    buildArgs: { ...options.buildArgs },
    environmentArgs: [],
    buildContexts: { ...options.contexts },
    platforms: options.platforms,
  };
  if (use === undefined) return own;
  const { label, args, contexts, context, secrets, ssh } = use;
  const refuse = (what: string): never => {
    throw new ToolProblem(
      `The build in force (${label}) ${what}, which is not known here. Build it with the tool that its file is for.`,
    );
  };
  const given = Object.entries(args).filter(([name]) => !Object.hasOwn(options.buildArgs, name));
  for (const [name, value] of given)
    if (value?.isOpen) refuse(`gives the argument ${name} the value of a variable`);
  for (const [name, each] of Object.entries(contexts))
    if (each.isOpen || each.build !== null)
      refuse(`takes the context ${name} from a variable or another build`);
  if (context?.isOpen && options.context === "") refuse("has a context that depends on a variable");
  if (secrets.length + ssh.length > 0) refuse("passes secrets or SSH keys");
  const placeOf = (value: { folder: string | null; text: string }) =>
    value.folder === null ? value.text : fileURLToPath(value.folder);
  return {
    context: options.context || (context === null ? folder : placeOf(context)),
    buildArgs: {
      ...Object.fromEntries(given.flatMap(([name, value]) => (value ? [[name, value.text]] : []))),
      ...options.buildArgs,
    },
    environmentArgs: given.flatMap(([name, value]) => (value ? [] : [name])),
    buildContexts: {
      ...Object.fromEntries(Object.entries(contexts).map(([name, value]) => [name, placeOf(value)])),
      ...options.contexts,
    },
    platforms: options.platforms.length > 0 ? options.platforms : use.platforms.map(({ text }) => text),
  };
}

/** The file that a path means, and the folder that it is in. Throws a {@link ToolProblem} where it is in none. */
function locate(path: string, folders: readonly string[]): { file: string; folder: string } {
  const places = folders.map(folder => ({ folder, file: isAbsolute(path) ? path : join(folder, path) }));
  const inside = places.filter(({ folder, file }) => isBelow(file, folder));
  if (inside.length === 0) throw outside(path);
  for (const { folder, file } of inside) {
    const real = realPath(file);
    if (real === null) continue;
    const top = realPath(folder);
    if (top === null || !isBelow(real, top)) throw outside(path);
    if (!isDockerfileName(file.replaceAll(sep, "/")))
      throw new ToolProblem(`${path} is not a Dockerfile, by its name.`);
    const text = readTextFile(file);
    if ("failure" in text) throw new ToolProblem(`${path} cannot be read: ${text.failure}`);
    return { file, folder };
  }
  throw new ToolProblem(`There is no file ${path}. The tool dockerfile_stages lists the Dockerfiles.`);
}

function outside(path: string): ToolProblem {
  return new ToolProblem(`${path} is not in a folder of the workspace. Only files in there are read.`);
}

function isBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== "" && below !== ".." && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

/** Null where nothing is there. */
function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** From its folder; absolute where there are several. */
function shown(file: string, folder: string, folders: readonly string[]): string {
  return (folders.length > 1 ? file : relative(folder, file)).replaceAll(sep, "/");
}
