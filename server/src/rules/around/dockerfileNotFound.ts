/** A Dockerfile that a file around it names, and that is not there. */
import * as l10n from "@vscode/l10n";
import { baseName, folderOf, joinPath, relativePath } from "../../around/paths";
import type { Use } from "../../around/use";
import { isOneSlip } from "../../stages/model/oneSlip";
import { nearest } from "../../stages/model/suggest";
import type { Rule } from "../rule";
import type { AroundFix, AroundRule, BuildAround, Problem } from "./buildAround";

export const dockerfileNotFound: Rule = {
  id: "DockerfileNotFound",
  title: "The Dockerfile of a build must be there",
  advice: () => l10n.t("Correct the path, or create the Dockerfile."),
  // A script may make it before the build.
  severity: "warning",
  origin: "own",
  isAboutStages: true,
};

/** These say where their paths count from; of a script nobody knows where it is run, or what it has made before. */
const SURE: ReadonlySet<Use["kind"]> = new Set(["compose", "bake", "devcontainer"]);
/** Of a path in a template, or of another system, nobody knows what it comes to. */
const NO_PATH = /\{\{|\\|\$/;

export const missingDockerfiles: AroundRule = {
  rule: dockerfileNotFound,
  judge: build => {
    const { dockerfile, context } = build.use;
    const problem = problemOf(build);
    // A context alone names a Dockerfile, too. Where neither is written, a target that inherits the build or a command says it.
    return [dockerfile, context].flatMap(value =>
      value?.place && (value === dockerfile || dockerfile.place === null || !problem)
        ? [{ place: value.place, text: value.text, problem }]
        : [],
    );
  },
};

/** Null where the Dockerfile is there, or nobody knows. */
function problemOf(build: BuildAround): Problem | null {
  const { use, missing, dockerfiles, isWritten } = build;
  const { dockerfile, context, isPartial } = use;
  const { path } = dockerfile;
  const value = dockerfile.place ? dockerfile : context;
  if (missing === null || path === null || !value?.place) return null;
  if (dockerfile.isInline || dockerfile.isOpen || isPartial || NO_PATH.test(path)) return null;
  if (isInFolderAbove(build)) return null;
  const isSure = SURE.has(use.kind);
  const misspelled = isSure ? nearest(path, dockerfiles) : slip(path, dockerfiles);
  // A folder that is not there, or is empty, may be fetched before the build.
  if (misspelled === null && (!isSure || missing === "folder")) return null;
  if (!isSure && !isWritten(value.place, value.text)) return null;
  const near = misspelled ?? nearestDockerfile(path, dockerfiles);
  const fixes = near === null ? [] : fixesOf(build, path, near, misspelled === null);
  const suggestion = fixes[0]?.text;
  const shown = dockerfile.place ? dockerfile.text : `${value.text.replace(/\/$/, "")}/${dockerfile.text}`;
  const message =
    suggestion === undefined
      ? l10n.t('There is no Dockerfile "{0}"', shown)
      : l10n.t('There is no Dockerfile "{0}" (did you mean {1}?)', shown, suggestion);
  return { message, advice: dockerfileNotFound.advice(), fixes };
}

/** Whether the same path leads to a Dockerfile from a folder above: then the build is run there. */
function isInFolderAbove({ use: { place, dockerfile, context }, dockerfiles }: BuildAround): boolean {
  const folders = ancestors(place.file);
  const contexts = context && !context.isOpen && context.place ? [context.text] : ["."];
  return folders.some(folder =>
    contexts.some(each => dockerfiles.includes(joinPath(joinPath(folder, each), dockerfile.text))),
  );
}

/** A Dockerfile whose path is this one but for a slip of the pen. */
function slip(path: string, dockerfiles: readonly string[]): string | null {
  return dockerfiles.find(each => each !== path && isOneSlip(path, each)) ?? null;
}

/** The only Dockerfile in the same folder, or the only one of the same name. */
function nearestDockerfile(path: string, dockerfiles: readonly string[]): string | null {
  const only = (found: readonly string[]) => (found.length === 1 ? (found[0] ?? null) : null);
  const folder = folderOf(path);
  return (
    only(dockerfiles.filter(each => folderOf(each) === folder)) ??
    only(dockerfiles.filter(each => baseName(each) === baseName(path)))
  );
}

/** The path of the Dockerfile, or the context whose Dockerfile it is, written so that it is `near`. */
function fixesOf({ use, isWritten }: BuildAround, path: string, near: string, isGuess: boolean): AroundFix[] {
  const { dockerfile, context } = use;
  const isDefault = dockerfile.place === null;
  const value = isDefault ? context : dockerfile;
  if (!value?.place || (isDefault && baseName(near) !== baseName(path))) return [];
  const [from, to] = isDefault ? [folderOf(path), folderOf(near)] : [path, near];
  if (!isWritten(value.place, value.text)) return [];
  const bases = [context?.folder ?? "", folderOf(value.place.file), ...ancestors(from)];
  const base = bases.find(each => each !== "" && joinPath(each, value.text) === from);
  if (base === undefined || value.text.startsWith("/")) return [];
  const start = value.text.startsWith("./") ? "./" : "";
  const text = start + relativePath(base, to);
  return [{ title: l10n.t('Use "{0}"', text), place: value.place, text, ...(isGuess && { isGuess }) }];
}

function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = path; at !== "/";) found.push((at = folderOf(at)));
  return found;
}
