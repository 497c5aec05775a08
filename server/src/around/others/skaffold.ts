/** Uses in skaffold.yaml. */
import type { Files } from "../files";
import { baseName, folderOf } from "../paths";
import { at, entryOf, itemsOf, scalarOf } from "../tree";
import type { Tree } from "../tree";
import type { Reading, Use } from "../use";
import { readYaml } from "../yaml";
import { plainArgs, plainUse, plainValue } from "./plainUse";

/** Whether a file configures Skaffold, by its name. */
export function isSkaffoldFile(path: string): boolean {
  return /^skaffold[\w.-]*\.ya?ml$/.test(baseName(path));
}

/** Other ways to build an artifact than by a Dockerfile. */
const OTHER_BUILDERS = ["buildpacks", "bazel", "jib", "jibMaven", "jibGradle", "ko", "custom"];

/** The artifacts of a file and of its profiles; what names an artifact's Dockerfile counts from its context. */
export function readSkaffold(path: string, files: Files): Reading {
  const { documents, isBroken } = readYaml(files.text(path) ?? "");
  const uses = documents.flatMap(document =>
    [document, ...itemsOf(at(document, "profiles"))].flatMap(holder =>
      itemsOf(at(holder, "build", "artifacts")).flatMap(artifact => useOf(artifact, path, files)),
    ),
  );
  return { uses, names: [], isBroken };
}

function useOf(artifact: Tree, path: string, files: Files): Use[] {
  const entry = entryOf(artifact, "docker") ?? entryOf(artifact, "kaniko") ?? entryOf(artifact, "image");
  if (!entry || OTHER_BUILDERS.some(key => at(artifact, key))) return [];
  // `{{.X}}` is filled in from the environment.
  const fill = (text: string) => ({ text, isOpen: /\{\{/.test(text) });
  const value = (key: string) => plainValue(scalarOf(at(entry.value, key)), path, fill);
  return [
    plainUse(
      {
        kind: "skaffold",
        name: scalarOf(at(artifact, "image"))?.text ?? "",
        place: { file: path, span: entry.keySpan },
        dockerfile: value("dockerfile"),
        folders: undefined,
        context: plainValue(scalarOf(at(artifact, "context")), path, fill),
        base: folderOf(path),
        target: value("target"),
        args: plainArgs(at(entry.value, "buildArgs"), path),
      },
      files,
    ),
  ];
}
