/** Uses in the configuration of a dev container (containers.dev: devcontainer.json). */
import type { Files } from "./files";
import { folderOf, joinPath } from "./paths";
import { readJson } from "./json";
import { at, entriesOf, entryOf, scalarOf, scalarsOf } from "./tree";
import type { ScalarTree } from "./tree";
import { existing } from "./dockerfilePath";
import { NOTHING, byDefault } from "./use";
import type { ContextValue, NamedFile, Reading, Use, Value } from "./use";

const VARIABLE = /\$\{([^}]*)\}/g;

/** Whether a file configures a dev container, by its name. */
export function isDevContainerFile(path: string): boolean {
  return (
    /(?:^|\/)(?:\.devcontainer\/(?:[^/]+\/)?devcontainer|\.devcontainer)\.json$/.test(path) ||
    /\/devcontainer\.json$/.test(path)
  );
}

/** The build of a dev container; paths count from the file. With `dockerComposeFile` it names Compose files instead. */
export function readDevContainer(path: string, files: Files): Reading {
  const { tree, isBroken } = readJson(files.text(path) ?? "");
  if (!tree) return { ...NOTHING, isBroken };
  const folder = folderOf(path);
  const folders: Folders = {
    root: files.root(path),
    inContainer: scalarOf(at(tree, "workspaceFolder"))?.text ?? null,
  };
  const valueOf = (node: ScalarTree | undefined): Value | undefined =>
    node && { ...fillVariables(node.text, folders), place: { file: path, span: node.span } };
  const value = (...keys: string[]) => valueOf(scalarOf(at(tree, ...keys)));
  const names = scalarsOf(at(tree, "dockerComposeFile")).map(({ text }): NamedFile => ({
    kind: "compose",
    path: joinPath(folder, text),
    folder,
  }));
  // The old keys go before the new ones, and the context counts with the Dockerfile that it belongs to.
  const entry = entryOf(tree, "dockerFile") ?? entryOf(at(tree, "build"), "dockerfile");
  const isOld = entryOf(tree, "dockerFile") !== undefined;
  const dockerfile = isOld ? value("dockerFile") : value("build", "dockerfile");
  if (!dockerfile) return { uses: [], names, isBroken };
  const file = dockerfile.isOpen ? null : existing(joinPath(folder, dockerfile.text), files);
  const given = isOld ? value("context") : value("build", "context");
  const context: ContextValue =
    given && given.text !== ""
      ? { ...given, build: null, folder: given.isOpen ? null : joinPath(folder, given.text) }
      : {
          ...byDefault("."),
          isOpen: file === null,
          build: null,
          folder: file === null ? null : folderOf(file),
        };
  const options = scalarsOf(at(tree, "build", "options")).map(node => valueOf(node) ?? byDefault(""));
  const use: Use = {
    kind: "devcontainer",
    name: scalarOf(at(tree, "name"))?.text ?? "",
    place: { file: path, span: entry?.keySpan ?? tree.span },
    dockerfile: {
      ...dockerfile,
      path: file,
      isInline: false,
    },
    context,
    target: value("build", "target") ?? null,
    contexts: new Map(),
    args: new Map(
      entriesOf(at(tree, "build", "args")).map(({ key, keySpan, value: node }) => [
        key,
        { name: { file: path, span: keySpan }, value: valueOf(scalarOf(node)) ?? null },
      ]),
    ),
    platforms: optionValues(options, "--platform"),
    secrets: optionValues(options, "--secret"),
    ssh: optionValues(options, "--ssh"),
    tags: optionValues(options, "--tag"),
    noCacheFilters: optionValues(options, "--no-cache-filter"),
    isPartial: false,
  };
  return { uses: [use], names, isBroken };
}

/** The values of an option in a list of words: `--x=value`, or `--x` and `value`. */
function optionValues(words: readonly Value[], option: string): Value[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (word.text === option) return next ? [next] : [];
    return word.text.startsWith(`${option}=`) ? [{ ...word, text: word.text.slice(option.length + 1) }] : [];
  });
}

/** The folders that variables stand for. */
interface Folders {
  readonly root: string;
  /** The workspace in the container, where the file says it; else it depends on the repository. */
  readonly inContainer: string | null;
}

/**
 * Fills in the variables as the Dev Container CLI does: those of the machine are open but for their defaults, and what is no variable
 * stays as it is.
 */
function fillVariables(text: string, { root, inContainer }: Folders): { text: string; isOpen: boolean } {
  let isOpen = false;
  const open = (written: string) => {
    isOpen = true;
    return written;
  };
  const filled = text.replace(VARIABLE, (written, content: string) => {
    const [name = "", , otherwise] = content.split(":");
    switch (name) {
      case "localEnv":
      case "env":
        return otherwise ?? open(written);
      case "localWorkspaceFolder":
        return root;
      case "localWorkspaceFolderBasename":
        return nameOf(root);
      case "containerWorkspaceFolder":
        return inContainer ?? open(written);
      case "containerWorkspaceFolderBasename":
        return inContainer === null ? open(written) : nameOf(inContainer);
      default:
        return written;
    }
  });
  return { text: filled, isOpen };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
