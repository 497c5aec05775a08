/** Packages of development, taken out again once all is built: where it is certain that the start needs none of them. */
import * as l10n from "@vscode/l10n";
import { majorVersion } from "../image";
import type { Plan } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import { isGlobal, packageName, programOf } from "./nodeCommands";
import type { Install } from "./nodeCommands";
import { nodeStart } from "./nodeStart";
import type { NodeStart, PackageFile } from "./nodeStart";
import type { Yarn } from "./yarn";

/** The version of Node.js whose npm has `--omit` (https://docs.npmjs.com/cli/v8/commands/npm-prune). */
const FIRST_WITH_OMIT = 16;

export interface Pruning {
  /** What takes them out, behind the last line that needs them; none where all are kept. */
  readonly behind?: NonNullable<Plan["behind"]>;
  /** Why all are kept: sentences. */
  readonly unknown: readonly string[];
}

/**
 * How the packages of development are taken out, or why they stay. `found` are the installs of the stage, `file` its
 * package.json, if it can be read, `started` what the start command comes to, `yarn` the Yarn of today, if the file uses it.
 */
export function prune(
  single: SingleStage,
  found: readonly Install[],
  file: PackageFile | null,
  started: NodeStart,
  yarn: Yarn | null,
): Pruning {
  const last = found.at(-1);
  if (!last || found.every(({ isProduction }) => isProduction)) return { unknown: [] };
  if (file?.development.size === 0 && !file.isWorkspace) return { unknown: [] };
  // Packages that are moved away are not those that a manager looks at.
  const isMoved = allCommands(single).some(
    ({ words }) =>
      /^(?:cp|mv)$/.test(words[0] ?? "") && words.some(word => /(?:^|\/)node_modules\/?$/.test(word)),
  );
  if (isMoved) return { unknown: [] };
  const [kept = null] = [started, ...startsThere(single, file)]
    .map(start => reasonToKeep(single, found, file, start))
    .filter(reason => reason !== null);
  if (kept !== null) return { unknown: [kept] };
  const behind = single.lines.findLast(
    ({ commands, workdir }) =>
      workdir === last.folder &&
      commands.some(({ all }) =>
        all.some(([program = ""]) => /^(?:node|npm|npx|pnpm|tsc|yarn|make)$/.test(program)),
      ),
  );
  const script = pruneScript(single, last.manager, yarn);
  if (script === null || !behind) {
    const reason = l10n.t(
      "Check how this version of Yarn removes development dependencies. All packages are kept.",
    );
    return { unknown: [reason] };
  }
  const reason = l10n.t("Remove development dependencies, which only the build needs");
  return { behind: { line: behind.line, additions: [{ text: `RUN ${script}`, reason }] }, unknown: [] };
}

/** What runs in a container beside the program: each command that may be of a package. */
function startsThere({ commandsThere }: SingleStage, file: PackageFile | null): NodeStart[] {
  return commandsThere
    .filter(([name = ""]) => /^(?:npm|npx|pnpm|yarn)$|node_modules\/\.bin\//.test(name))
    .map(words => nodeStart(words, file));
}

/** Why packages of development may be needed when the program runs; null where they are not. */
function reasonToKeep(
  single: SingleStage,
  found: readonly Install[],
  file: PackageFile | null,
  started: NodeStart,
): string | null {
  const isFile = started?.kind === "package" && started.program.includes("/");
  if (
    started === null ||
    isFile ||
    (started.kind === "package" && (!file || !isPackage(single, file, started.program)))
  )
    return l10n.t("Check whether the start command needs development dependencies. All packages are kept.");
  if (started.kind === "package" && file && isOfDevelopment(single, file, started.program))
    return l10n.t(
      'All packages are kept, because the development dependency "{0}" starts the program.',
      started.program,
    );
  if (
    found.some(({ folder }) => folder !== single.workdir) ||
    (file?.isWorkspace === true && found.some(({ manager }) => manager === "pnpm"))
  )
    return l10n.t("Check which of the package folders are needed in production. All packages are kept.");
  return null;
}

/** Whether a program is one that a package of the project brings, or one that is installed for all. */
function isPackage(
  { lines }: SingleStage,
  { development, production }: PackageFile,
  program: string,
): boolean {
  return (
    [...development, ...production].some(
      name => programOf(name) === program || name.startsWith(`${program}-`),
    ) ||
    lines.some(({ commands }) =>
      commands.some(({ words }) => isGlobal(words) && words.some(word => packageName(word) === program)),
    )
  );
}

/** Whether a program is of a package of development, or of none that is known. */
function isOfDevelopment(
  { lines }: SingleStage,
  { development, production }: PackageFile,
  program: string,
): boolean {
  if ([...development].some(name => programOf(name) === program)) return true;
  const isKept = [...production].some(name => programOf(name) === program || name.startsWith(`${program}-`));
  const isForAll = lines.some(({ commands }) =>
    commands.some(({ words }) => isGlobal(words) && words.some(word => packageName(word) === program)),
  );
  return !isKept && !isForAll;
}

/** The script that takes them out; null where the version of the manager decides how, and is not known. */
function pruneScript({ tag }: SingleStage, manager: string, yarn: Yarn | null): string | null {
  if (manager === "pnpm") return "pnpm prune --prod";
  if (manager === "npm") {
    const version = majorVersion(tag);
    return version !== null && version < FIRST_WITH_OMIT ? "npm prune --production" : "npm prune --omit=dev";
  }
  if (yarn === null) return "yarn install --production --ignore-scripts --prefer-offline";
  // Yarn 4 has the command of its own (https://yarnpkg.com/cli/workspaces/focus), the ones before in a plugin.
  return yarn.hasFocus && !yarn.isPlugAndPlay ? "yarn workspaces focus --all --production" : null;
}
