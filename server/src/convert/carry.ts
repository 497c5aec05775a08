/** Where each command of a RUN is said in the new file, so that the program sees every effect of it. */
import { isWithin } from "../stages/files/paths";
import type { System } from "../ecosystems/systemLibraries";
import { needOfFile, needOfFolder } from "../ecosystems/runtimeFolders";
import { wordsIn } from "./commands";
import type { Command } from "./commands";
import { effectOf, isTemporary, readsScript } from "./effects";
import type { Effect } from "./effects";
import { outputsOf } from "./outputs";
import { nameOf } from "./paths";
import type { Plan } from "./plan";

/**
 * What becomes of a command: it is the build's alone, said again where it stands, said again behind what is copied (`late`), its
 * files are copied, or nobody knows what the program needs of it.
 */
export type Carried =
  | { readonly how: "build" | "again" | "late" | "unknown" | "certificates" }
  | { readonly how: "files"; readonly paths: readonly string[] };

/** What is asked of a plan to read a RUN: all but what the new stage begins with. */
export type SystemPlan = Pick<
  Plan,
  | "artifacts"
  | "buildPackages"
  | "folder"
  | "hasPackages"
  | "installs"
  | "isBuild"
  | "isForBoth"
  | "toolsIn"
  | "runsThere"
  | "surePackages"
  | "isSameBase"
>;

/** What is around a command. */
export interface Surroundings {
  readonly plan: SystemPlan;
  /** The WORKDIR at the end of the stage. */
  readonly endFolder: string | null;
  /** Folders in which the build works, whose files nobody needs but those that are copied. */
  readonly workFolders: readonly string[];
  /** Paths that are made where the program runs, by commands that are said again or by COPY. */
  readonly made: ReadonlySet<string>;
  /** Paths outside of the program folder that commands before have written, and that are copied. */
  readonly copied: ReadonlySet<string>;
  /** The system of the base, where it is known. */
  readonly system: System | null;
  /** The base has `adduser`, or is given it. */
  readonly hasAdduser: boolean;
}

/** Folders that every system has. */
const SYSTEM_FOLDERS_THERE =
  /^\/(?:|bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|root|run|sbin|srv|sys|tmp|usr|var|etc\/ssl(?:\/certs)?|usr\/(?:bin|games|include|lib|libexec|local|sbin|share)|usr\/local\/(?:bin|etc|games|include|lib|sbin|share|src)|var\/(?:cache|lib|log|mail|opt|run|spool|tmp|www|backups|local|lock))$/;

/** Folders of systems: nothing of them is copied as a whole. */
const SYSTEM_FOLDER =
  /^\/(?:|bin|boot|data|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|usr|var|etc\/[^/]+\.d|etc\/ssl(?:\/certs)?|usr\/(?:bin|games|include|lib|lib64|libexec|local|sbin|share)|usr\/lib\/[^/]+|usr\/local\/(?:bin|etc|games|include|lib|libexec|sbin|share|src)|usr\/share\/[^/]+|var\/[^/]+)$/;

/** Programs to build with whose makers give a script that installs them, by where it is loaded from. */
const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/getcomposer\.org\/installer/, "Composer"],
  [/install\.python-poetry\.org|python-poetry\/(?:poetry\/)?\S*(?:get|install)-poetry\.py/, "Poetry"],
  [/astral\.sh\/uv/, "uv"],
  [/sh\.rustup\.rs/, "rustup"],
  [/get\.pnpm\.io/, "pnpm"],
];

/** The tool that a command loads and installs; null where it is none that is known. */
export function installedTool(text: string): string | null {
  return TOOLS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const BUILD: Carried = { how: "build" };
const AGAIN: Carried = { how: "again" };
const UNKNOWN: Carried = { how: "unknown" };

/** Where a command is said. */
export function carry(command: Command, around: Surroundings): Carried {
  const { plan } = around;
  if (plan.isForBoth?.(command)) return AGAIN;
  const parts = wordsIn(command);
  if (parts.length > 1 && parts.slice(1).some(({ words }) => readsScript(words)))
    return installedTool(command.text) === null ? UNKNOWN : BUILD;
  const found = parts.map(({ words, folder }, index) => {
    // Only the last one of several writes what the text redirects, as far as can be told.
    const outputs = index === parts.length - 1 ? command.outputs : [];
    return carryWords(words, folder, outputs, command, around);
  });
  return together(found);
}

/** What becomes of a command that is made of several. */
function together(found: readonly Carried[]): Carried {
  const ways = new Set(found.map(({ how }) => how));
  if (ways.has("unknown")) return UNKNOWN;
  if (ways.has("late")) return { how: "late" };
  if (ways.has("certificates")) return { how: "certificates" };
  if (ways.has("files")) {
    if (ways.has("again")) return UNKNOWN;
    return { how: "files", paths: found.flatMap(one => (one.how === "files" ? one.paths : [])) };
  }
  return ways.has("again") ? AGAIN : BUILD;
}

function carryWords(
  words: readonly string[],
  folder: string | null,
  outputs: readonly string[],
  command: Command,
  around: Surroundings,
): Carried {
  const { plan } = around;
  if (plan.runsThere?.(words)) return { how: "late" };
  if (spreads(words) || (plan.folder !== null && isOfGitUsers(words))) return UNKNOWN;
  if (plan.isBuild(words)) {
    const written = outputs.length === 0 ? [] : [folder].filter(path => path !== null);
    return carryFiles([...outside(words, folder, around), ...written], around, false);
  }
  const effect = effectOf(words, folder, outputs);
  switch (effect.kind) {
    case "nothing":
      return BUILD;
    case "account":
      return AGAIN;
    case "system":
      return plan.installs === null ? UNKNOWN : AGAIN;
    case "certificates":
      return { how: "certificates" };
    case "folders":
      return carryFolders(effect.paths, folder, command, around);
    case "access":
      return carryAccess(effect, around);
    case "link":
      return effect.path !== null && isCarried(effect.path, around) ? BUILD : { how: "late" };
    case "text":
      return effect.paths.every(path => path !== null && isOfBuild(path, around)) ? BUILD : AGAIN;
    case "files":
      return carryFiles(effect.paths, around, true);
    case "removal":
      return carryRemoval(effect.paths, around);
    case "unknown":
      return UNKNOWN;
  }
}

/** Whether a tool of builds spreads files over the system, where only its own files tell. */
function spreads([program = "", ...rest]: readonly string[]): boolean {
  return (
    /^(?:cmake|gmake|make|meson|ninja)$/.test(nameOf(program)) &&
    rest.some(word => /^(?:--)?(?:alt)?install(?:[-_].*)?$/.test(word)) &&
    !rest.some(word => word.startsWith("DESTDIR="))
  );
}

/** Whether a command says something of the person or the folders that Git is used by: a program may use Git. */
function isOfGitUsers(words: readonly string[]): boolean {
  return words[0] === "git" && words[1] === "config" && words.some(word => /^(?:safe|user)\./.test(word));
}

/** What is taken away of the base is taken away again, if it is the same one; of another one nobody knows it is there. */
function carryRemoval(paths: readonly string[], { plan, workFolders }: Surroundings): Carried {
  const isOfSystem = paths.some(
    path =>
      /^\/(?:etc|usr\/share\/nginx|var\/www)\//.test(path) &&
      !workFolders.some(inner => isWithin(path, inner)),
  );
  return isOfSystem && plan.isSameBase === true && !paths.every(isTemporary) ? AGAIN : BUILD;
}

function carryFolders(
  paths: readonly string[],
  folder: string | null,
  { words, folder: begun }: Command,
  around: Surroundings,
): Carried {
  const { plan, endFolder } = around;
  const isMadeAnyway = (path: string) =>
    isCarried(path, around) ||
    isTemporary(path) ||
    (endFolder !== null && isWithin(endFolder, path)) ||
    plan.artifacts.some(({ from }) => isWithin(from, path));
  const isOfNoUse = (path: string) => isInWork(path, around) && needOfFolder(nameOf(path)) === "build";
  const wanted = paths.filter(path => !isMadeAnyway(path) && !isOfNoUse(path));
  if (wanted.length === 0) return BUILD;
  const isAbsolute = words.every(word => word.startsWith("-") || word.startsWith("/") || word === words[0]);
  return isAbsolute || (folder === begun && folder === endFolder) ? AGAIN : { how: "files", paths: wanted };
}

/** Permissions and owners of files are copied with them; a folder that is there before keeps its own owner. */
function carryAccess({ paths, isOwner }: Extract<Effect, { kind: "access" }>, around: Surroundings): Carried {
  const { plan, endFolder, made } = around;
  const isFolderOfCopy = (path: string) =>
    (path === endFolder && path !== "/") ||
    plan.artifacts.some(({ from }) => from === path || from.startsWith(`${path}/`));
  if ((isOwner && paths.some(isFolderOfCopy)) || paths.some(path => holdsCopies(path, around)))
    return { how: "late" };
  const isCopied = (path: string) => [...around.copied].some(one => isWithin(path, one));
  const left = paths.filter(
    path => !isCarried(path, around) && !isFolderOfCopy(path) && !isTemporary(path) && !isCopied(path),
  );
  if (left.length === 0) return BUILD;
  if (
    left.every(
      path =>
        [...made].some(one => isWithin(one, path) || isWithin(path, one)) ||
        SYSTEM_FOLDERS_THERE.test(path) ||
        plan.isSameBase === true,
    )
  )
    return AGAIN;
  if (left.every(path => isInWork(path, around))) return BUILD;
  return UNKNOWN;
}

/** Whether files that are copied again from the context lie in a folder, and others of the build. */
export function holdsCopies(path: string, around: Pick<Surroundings, "plan" | "made">): boolean {
  return (
    around.plan.artifacts.some(({ from }) => from.startsWith(`${path}/`)) &&
    [...around.made].some(one => one.startsWith(`${path}/`) && !isCarried(one, around))
  );
}

/** Files that are written: copied with what they lie in, of the build alone, or to be copied by themselves. */
function carryFiles(paths: readonly string[], around: Surroundings, isExplicit: boolean): Carried {
  const wanted = paths.filter(path => !isCarried(path, around) && !isTemporary(path));
  const own = wanted.filter(
    path =>
      !isInWork(path, around) || (isExplicit && !around.workFolders.includes(path) && isForRunning(path)),
  );
  if (own.length === 0) return BUILD;
  return own.some(path => SYSTEM_FOLDER.test(path)) ? UNKNOWN : { how: "files", paths: own };
}

function isForRunning(path: string): boolean {
  return needOfFile(nameOf(path)) === "run" || needOfFolder(nameOf(path)) === "run";
}

/** What a tool of the build writes outside of where it works: what its options name. */
function outside(words: readonly string[], folder: string | null, { plan }: Surroundings): string[] {
  return plan.artifacts.length === 0 ? [] : outputsOf(words, folder);
}

/** Whether a path is copied with something else. */
export function isCarried(path: string, { plan }: Pick<Surroundings, "plan">): boolean {
  return (
    (plan.folder !== null && isWithin(path, plan.folder)) ||
    plan.artifacts.some(({ from }) =>
      from.includes("*") ? path.startsWith(from.slice(0, from.indexOf("*"))) : isWithin(path, from),
    )
  );
}

function isInWork(path: string, { workFolders }: Surroundings): boolean {
  return workFolders.some(folder => isWithin(path, folder));
}

function isOfBuild(path: string, around: Surroundings): boolean {
  return isCarried(path, around) || isTemporary(path) || (isInWork(path, around) && !isForRunning(path));
}
