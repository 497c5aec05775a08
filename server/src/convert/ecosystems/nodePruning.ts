/** Packages of development, taken out again once all is built: where it is certain that the start needs none of them. */
import * as l10n from "@vscode/l10n";
import { majorVersion } from "../image";
import type { Plan } from "../plan";
import type { SingleStage } from "../singleStage";
import { isGlobal, packageName, programOf } from "./nodeCommands";
import type { Install } from "./nodeCommands";
import type { NodeStart, PackageFile } from "./nodeStart";

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
 * package.json, if it can be read, `started` what the start command comes to.
 */
export function prune(
  single: SingleStage,
  found: readonly Install[],
  file: PackageFile | null,
  started: NodeStart,
): Pruning {
  const last = found.at(-1);
  if (!last || found.every(({ isProduction }) => isProduction)) return { unknown: [] };
  const kept = reasonToKeep(single, found, file, started);
  if (kept !== null) return { unknown: [kept] };
  const behind = single.lines.findLast(
    ({ commands, workdir }) =>
      workdir === last.at.workdir &&
      commands.some(({ all }) =>
        all.some(([program = ""]) => /^(?:node|npm|npx|pnpm|tsc|yarn|make)$/.test(program)),
      ),
  );
  const script = pruneScript(single, last.manager, file);
  if (script === null || !behind) {
    const reason = l10n.t(
      "Not known: how this version of Yarn removes development dependencies. All packages are kept.",
    );
    return { unknown: [reason] };
  }
  const reason = l10n.t(
    "Production dependencies only. Development dependencies are not needed after the build.",
  );
  return { behind: { line: behind.line, additions: [{ text: `RUN ${script}`, reason }] }, unknown: [] };
}

/** Why packages of development may be needed when the program runs; null where they are not. */
function reasonToKeep(
  single: SingleStage,
  found: readonly Install[],
  file: PackageFile | null,
  started: NodeStart,
): string | null {
  if (started === null || (started.kind === "package" && !file))
    return l10n.t(
      "Not known: whether the start command needs development dependencies. All packages are kept.",
    );
  if (started.kind === "package" && file && isOfDevelopment(single, file, started.program))
    return l10n.t(
      'All packages are kept, because the development dependency "{0}" starts the program.',
      started.program,
    );
  if (found.some(({ at }) => at.workdir !== single.workdir))
    return l10n.t("Not known: which of the package folders are needed in production. All packages are kept.");
  return null;
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
function pruneScript({ tag }: SingleStage, manager: string, file: PackageFile | null): string | null {
  if (manager === "pnpm") return "pnpm prune --prod";
  if (manager === "npm") {
    const version = majorVersion(tag);
    return version !== null && version < FIRST_WITH_OMIT ? "npm prune --production" : "npm prune --omit=dev";
  }
  return /^yarn@[2-9]/.test(file?.packageManager ?? "")
    ? null
    : "yarn install --production --ignore-scripts --prefer-offline";
}
