/** How a Node.js program starts, through the scripts of package.json: which file Node runs, or which package starts it. */
import { isPackageManager, scriptRunBy } from "../../ecosystems/node/scriptRunBy";
import type { Project } from "../conversion";

export interface PackageFile {
  readonly scripts: ReadonlyMap<string, string>;
  readonly production: ReadonlySet<string>;
  readonly development: ReadonlySet<string>;
  readonly packageManager: string;
  /** Packages of it are folders of the project, to which `node_modules` has links. */
  readonly hasLocalPackages: boolean;
  /** It is the root of a workspace: packages of the project have folders of their own. */
  readonly isWorkspace: boolean;
}

/** What starts: a file that Node runs, a program of a package with its words, or `null` where nobody can tell. */
export type NodeStart =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "package"; readonly program: string; readonly words: readonly string[] }
  | null;

/** The package.json of a project; null where there is none, or it cannot be read. */
export function packageFile({ texts }: Project): PackageFile | null {
  const text = texts.get("package.json");
  if (text === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { scripts, dependencies, devDependencies, packageManager, workspaces } = objectOf(value);
  const names = (one: unknown) => new Set(Object.keys(objectOf(one)));
  return {
    scripts: new Map(
      Object.entries(objectOf(scripts)).flatMap(([name, script]) =>
        typeof script === "string" ? [[name, script] as const] : [],
      ),
    ),
    production: names(dependencies),
    development: names(devDependencies),
    packageManager: typeof packageManager === "string" ? packageManager : "",
    isWorkspace: workspaces !== undefined,
    hasLocalPackages:
      workspaces !== undefined ||
      Object.values(objectOf(dependencies)).some(
        version => typeof version === "string" && /^(?:file|link|workspace):/.test(version),
      ),
  };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A script may start another one, not for ever. */
const DEEPEST = 5;

/** The words that a start command comes to, through the scripts of package.json; as they are where no script can be read. */
export function startWords(
  words: readonly string[],
  project: PackageFile | null,
  depth = 0,
): readonly string[] {
  const [program = "", ...rest] = words.filter(word => !/^\w+=/.test(word));
  if (program === "bun" || !isPackageManager(program)) return [program, ...rest];
  const script = project?.scripts.get(scriptRunBy([program, ...rest]) ?? "start");
  if (script === undefined || depth > DEEPEST) return [program, ...rest];
  const last =
    script
      .split(/&&|;|\|\|/)
      .at(-1)
      ?.trim() ?? "";
  return startWords(last.split(/\s+/), project, depth + 1);
}

/** The name of the script that a start command runs; null where it runs none. */
export function startScript(words: readonly string[]): string | null {
  return words[0] === "bun" ? null : scriptRunBy(words);
}

/** What the words of a start command come to. */
export function nodeStart(words: readonly string[], project: PackageFile | null, depth = 0): NodeStart {
  const [program = "", ...rest] = words.filter(word => !/^\w+=/.test(word));
  if (/(?:^|\/)(?:node|nodejs)$/.test(program)) {
    const isLoad = (word: string) => /^(?:-r|--require|--import|--loader)$/.test(word);
    const path = rest.find((word, at) => !word.startsWith("-") && !isLoad(rest[at - 1] ?? ""));
    // What is loaded first may be a package of development, unless it is a file of the project.
    const loads = rest.some((word, at) =>
      isLoad(word)
        ? !/^\.{0,2}\//.test(rest[at + 1] ?? "")
        : /^--(?:require|import|loader)=(?!\.{0,2}\/)/.test(word),
    );
    return path === undefined || loads ? null : { kind: "file", path };
  }
  if (program === "cross-env" || program === "npx")
    return nodeStart(
      rest.filter(word => !word.startsWith("-")),
      project,
      depth + 1,
    );
  if (program === "bun" || !isPackageManager(program))
    return program === "" ? null : { kind: "package", program, words: rest };
  const script = project?.scripts.get(scriptRunBy([program, ...rest]) ?? "start");
  if (script === undefined || depth > DEEPEST || /[;&|]/.test(script)) return null;
  return nodeStart(script.split(/\s+/), project, depth + 1);
}
