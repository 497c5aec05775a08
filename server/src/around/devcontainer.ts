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
  const valueOf = (node: ScalarTree | undefined): Value | undefined =>
    node && { ...fillVariables(node.text, files.root(path)), place: { file: path, span: node.span } };
  const value = (...keys: string[]) => valueOf(scalarOf(at(tree, ...keys)));
  const names = scalarsOf(at(tree, "dockerComposeFile")).map(({ text }): NamedFile => ({
    kind: "compose",
    path: joinPath(folder, text),
    folder,
  }));
  const old = value("dockerFile");
  const dockerfile = value("build", "dockerfile") ?? old;
  if (!dockerfile) return { uses: [], names, isBroken };
  const entry = entryOf(at(tree, "build"), "dockerfile") ?? entryOf(tree, "dockerFile");
  const given = value("build", "context") ?? value("context") ?? byDefault(".");
  const context: ContextValue = {
    ...given,
    build: null,
    folder: given.isOpen ? null : joinPath(folder, given.text),
  };
  const options = scalarsOf(at(tree, "build", "options")).map(node => valueOf(node) ?? byDefault(""));
  const use: Use = {
    kind: "devcontainer",
    name: scalarOf(at(tree, "name"))?.text ?? "",
    place: { file: path, span: entry?.keySpan ?? tree.span },
    dockerfile: {
      ...dockerfile,
      path: dockerfile.isOpen ? null : existing(joinPath(folder, dockerfile.text), files),
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

/** Variables of the machine are open but for their defaults; the workspace folder is known. */
function fillVariables(text: string, root: string): { text: string; isOpen: boolean } {
  let isOpen = false;
  const filled = text.replace(VARIABLE, (written, name: string) => {
    if (name === "localWorkspaceFolder" || name === "containerWorkspaceFolder") return root;
    const otherwise = /^(?:localEnv|env):[^:]*:(.*)$/.exec(name)?.[1];
    if (otherwise !== undefined) return otherwise;
    isOpen = true;
    return written;
  });
  return { text: filled, isOpen };
}
