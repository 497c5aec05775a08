/** What is common to languages whose programs are files of the machine: which file is started, and who makes it. */
import * as l10n from "@vscode/l10n";
import { fileEffects } from "../stages/files/commandFiles";
import { needOfFile, needOfFolder } from "../ecosystems/runtimeFolders";
import { isWithin } from "../stages/files/paths";
import { effectOf } from "./effects";
import { installedPackages } from "./packages";
import { refusal } from "./conversion";
import type { Project, Refusal } from "./conversion";
import { nameOf, parentOf, resolvePath } from "./paths";
import type { Artifact } from "./plan";
import { allCommands } from "./singleStage";
import type { SingleStage } from "./singleStage";

const BIN = "/usr/local/bin";
/** Commands of a shell, and programs that every small system has, beside those that change files. */
const OF_SHELLS =
  /^(?:\.|:|\[\[?|alias|bash|break|case|continue|curl|do|done|elif|else|esac|eval|exec|fi|for|function|getopts|git|gosu|hash|if|in|kill|let|local|nice|nohup|openssl|pgrep|pkill|ps|return|sh|shift|source|su|su-exec|then|time|timeout|tini|trap|ulimit|umask|until|wget|while|select|shopt|declare|typeset|readonly|service|dumb-init|gosu|su-exec|tput|cut|rev|tac|tee|mktemp|uuidgen|!|\{|\})$/;
const SHELLS = /^(?:ba|da|a|z|k)?sh$/;

/** Refuses a stage whose start command is the compiler's own (`go run`). */
export function compilesAtStart({ start }: SingleStage): Refusal {
  return refusal(
    l10n.t(
      '"{0}" compiles the program each time it starts. Build it in a RUN instruction, and start the resulting program.',
      start.words.join(" "),
    ),
  );
}

/**
 * The file that a stage starts, made by one of its commands, or by its name alone. `installFolder` is where the language
 * installs programs that are called by their name alone: an absolute path.
 */
export function programOf(single: SingleStage, installFolder: string): Artifact | Refusal {
  const [name = ""] = single.start.words;
  const reason = l10n.t("Copy the program");
  if (/[$*?[`]/.test(name) || name === "")
    return refusal(
      l10n.t('Cannot determine which file the image starts, because "{0}" is known only at run time.', name),
    );
  const effects = single.lines.flatMap(({ commands, workdir }) =>
    fileEffects(
      commands.flatMap(({ all }) => all),
      workdir,
      word => (word.includes("$") ? null : word),
    ),
  );
  if (!name.includes("/")) {
    const made = effects.find(
      ({ path, isRemoved }) => !isRemoved && nameOf(path) === name && /\/s?bin$/.test(parentOf(path)),
    );
    const from = made?.path ?? `${installFolder}/${name}`;
    if (isScript(name)) return unknownScript(name);
    if (SHELLS.test(name))
      return unknownScript(single.start.words.slice(1).find(word => !word.startsWith("-")) ?? name);
    return { from, to: made ? from : `${BIN}/${name}`, reason };
  }
  const path = resolvePath(single.workdir, name);
  if (path === null)
    return refusal(
      l10n.t('Cannot determine the path of "{0}", because no WORKDIR sets the working directory.', name),
    );
  return isScript(name) || SHELLS.test(nameOf(name)) ? unknownScript(name) : { from: path, reason };
}

function isScript(name: string): boolean {
  return name.endsWith(".sh");
}

function unknownScript(name: string): Refusal {
  return refusal(l10n.t('The image starts the script "{0}". Cannot determine what the script needs.', name));
}

/** The programs that run in a container beside the one that it starts, of those that commands of the stage make or install. */
export function otherPrograms(single: SingleStage, installFolder: string): Artifact[] | Refusal {
  const { workdir, start, lines, script, commandsThere } = single;
  const found = new Map<string, Artifact>();
  for (const [name = ""] of commandsThere) {
    const path = name.includes("/") ? resolvePath(workdir, name) : null;
    if (name === start.words[0] || (path !== null && path === script?.path) || isOfSystem(name, lines))
      continue;
    const one = programOf({ ...single, start: { words: [name], needsShell: true } }, installFolder);
    // Scripts of the project are copied as the files that are named are.
    if ("refused" in one && script !== null && path !== null && name.endsWith(".sh")) continue;
    if ("refused" in one) return one;
    const isInstalled = path === null && one.from === `${installFolder}/${name}`;
    if (isInstalled && !installsProgram(single, name))
      return refusal(l10n.t('Cannot determine where "{0}" comes from, which the image runs.', name));
    found.set(one.from, { from: one.from, ...(one.to === undefined ? {} : { to: one.to }) });
  }
  return [...found.values()];
}

/** Whether `go install` or `cargo install` brings a program of a name. */
function installsProgram(single: SingleStage, name: string): boolean {
  return allCommands(single).some(
    ({ words: [tool = "", verb, ...rest] }) =>
      /^(?:go|cargo)$/.test(tool) &&
      verb === "install" &&
      rest.some(word => {
        const bare = nameOf(word.split("@", 1).join(""));
        return bare === name || bare === `${name}-cli` || bare === `${name}_cli`;
      }),
  );
}

/** Whether a command of a script is one of the shell, of every system, or of a package that the file installs. */
function isOfSystem(name: string, lines: SingleStage["lines"]): boolean {
  if (name === "" || /^[-$]|^\w+=|^[)}\]]/.test(name) || effectOf([name, "x"], "/", []).kind !== "unknown")
    return true;
  return (
    OF_SHELLS.test(nameOf(name)) || /^\/(?:usr\/)?s?bin\//.test(name) || installedPackages(lines).has(name)
  );
}

/** The folder into which the whole build context is copied; null where none is. */
function contextFolder({ lines }: SingleStage): string | null {
  const whole = lines.findLast(
    ({ line, keyword }) =>
      (keyword === "COPY" || keyword === "ADD") &&
      line.instruction.words.length === 2 &&
      /^\.\/?$/.test(line.instruction.words[0]?.text ?? "") &&
      line.instruction.flags.every(({ name }) => name !== "from"),
  );
  return whole?.destination ?? null;
}

/**
 * What the program is likely to read beside itself, copied from the build: the folders of the context with names of such, and what
 * the words of the start command name; and what is not known of them.
 */
export function filesBeside(
  single: SingleStage,
  project: Project,
): { artifacts: Artifact[]; unknown: string[] } {
  const folder = contextFolder(single);
  const found =
    folder === null
      ? []
      : [...(project.names ?? [])]
          .filter(name => name.endsWith("/") && needOfFolder(name.slice(0, -1)) === "run")
          .sort();
  const paths = found.map(name => `${folder === "/" ? "" : (folder ?? "")}/${name.slice(0, -1)}`);
  const named = startFiles(single, project).filter(path => !paths.some(one => isWithin(path, one)));
  return {
    artifacts: [
      ...explained(named, l10n.t("Copy the files that the start command names")),
      ...explained(paths, l10n.t("Copy files that the program reads at run time")),
    ],
    unknown: [l10n.t("Check which other files the program reads at run time, and copy them here.")],
  };
}

function explained(paths: readonly string[], reason: string): Artifact[] {
  return paths.map((from, index) => (index === 0 ? { from, reason } : { from }));
}

/** The files that words of the start command name beside the program, and that are in the build stage: absolute paths. */
export function startFiles(single: SingleStage, { names }: Project): string[] {
  const { start, script, workdir, lines } = single;
  const folder = contextFolder(single);
  const copied = new Set(
    lines.flatMap(({ destination, line }) => {
      if (destination === null) return [];
      const sources = line.instruction.words.slice(0, -1).map(({ text }) => nameOf(text));
      return [destination, ...sources.map(name => `${destination === "/" ? "" : destination}/${name}`)];
    }),
  );
  const cloned = allCommands(single).flatMap(({ words, folder: where }) =>
    words[0] === "git" && words[1] === "clone"
      ? fileEffects([words], where, word => word).map(({ path }) => path)
      : [],
  );
  const isThere = (path: string) => {
    if (copied.has(path) || cloned.some(one => isWithin(path, one))) return true;
    if (folder === null || folder === "/" || !path.startsWith(`${folder}/`)) return false;
    const [root = ""] = path.slice(folder.length + 1).split("/");
    return names === null || names.has(root) || names.has(`${root}/`);
  };
  const values = (words: readonly string[]) =>
    words.map(word => word.replace(/^-[^=]*=/, "").replace(/^file:(?:\/\/)?/, ""));
  const isRead = (value: string) => needOfFile(nameOf(value)) === "run" || value.endsWith("/");
  const isScriptOrFile = (value: string) => isRead(value) || value.endsWith(".sh");
  const ofScript = (script?.commands ?? []).flatMap(words => values(words).filter(isScriptOrFile));
  const paths = [...values(start.words.slice(1)).filter(isRead), ...ofScript]
    .map(value => resolvePath(workdir, value))
    .filter(path => path !== null);
  return [...new Set(paths)].filter(isThere);
}
