/** What is common to languages whose programs are files of the machine: which file is started, and who makes it. */
import * as l10n from "@vscode/l10n";
import { fileEffects } from "../stages/files/commandFiles";
import { refusal } from "./conversion";
import type { Project, Refusal } from "./conversion";
import { nameOf, parentOf, resolvePath } from "./paths";
import type { Artifact } from "./plan";
import type { SingleStage } from "./singleStage";

/** Folders that programs read when they run, by the names that people give them. */
const READ_AT_RUN_TIME =
  /^(?:assets|config|configs|data|locales?|migrations|public|static|templates|translations|views|web|www)\/$/;
const BIN = "/usr/local/bin";

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
  const reason = l10n.t("The program.");
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
    if (!made && isScript(name)) return unknownScript(name);
    return { from, to: made ? from : `${BIN}/${name}`, reason };
  }
  const path = resolvePath(single.workdir, name);
  if (path === null)
    return refusal(
      l10n.t('Cannot determine the path of "{0}", because no WORKDIR sets the working directory.', name),
    );
  const made = effects.filter(({ isRemoved }) => !isRemoved);
  const isMade = made.some(
    effect => effect.path === path || (effect.kind === "folder" && path.startsWith(`${effect.path}/`)),
  );
  return !isMade && isScript(name) ? unknownScript(name) : { from: path, reason };
}

function isScript(name: string): boolean {
  return name.endsWith(".sh");
}

function unknownScript(name: string): Refusal {
  return refusal(l10n.t('The image starts the script "{0}". Cannot determine what the script needs.', name));
}

/** The folders of the context that the program is likely to read, copied from the build; and what is not known of them. */
export function filesBeside(
  single: SingleStage,
  { names }: Project,
): { artifacts: Artifact[]; unknown: string[] } {
  const folder = single.lines.findLast(
    ({ line, keyword, destination, workdir }) =>
      keyword === "COPY" &&
      line.instruction.words.length === 2 &&
      line.instruction.words[0]?.text === "." &&
      destination === workdir,
  )?.workdir;
  const found = [...(names ?? [])].filter(name => READ_AT_RUN_TIME.test(name)).sort();
  const artifacts =
    folder === undefined || folder === null
      ? []
      : found.map(name => ({ from: `${folder === "/" ? "" : folder}/${name.slice(0, -1)}` }));
  const [first] = artifacts;
  return {
    artifacts: first
      ? [
          { ...first, reason: l10n.t("Folders that the program probably reads at run time.") },
          ...artifacts.slice(1),
        ]
      : [],
    unknown: [l10n.t("Not known: which other files the program reads at run time. Copy them here.")],
  };
}
