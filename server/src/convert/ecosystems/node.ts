/** Node.js: the build's output, if the start names it, and the packages of production; else the whole folder. */
import * as l10n from "@vscode/l10n";
import { filesBeside } from "../compiled";
import { installsForBuild, noProgramFolder, nothingBuilt, programFolder, smallAlready } from "../benefit";
import { isAlpine } from "../image";
import { isSmall, smallBase } from "../slimImage";
import { resolvePath } from "../paths";
import { isWithin } from "../../stages/files/paths";
import type { Artifact, Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import { missingPrograms } from "../runtimeNeeds";
import { installsOf, isBuildCommand, isInProject, isToolOfStart } from "./nodeCommands";
import { prune } from "./nodePruning";
import { nodeStart, packageFile } from "./nodeStart";
import type { NodeStart } from "./nodeStart";

/** The folders that builds write, by the names that tools give them. */
const OUTPUT = /^(?:\.output|build|dist|lib|out|output)$/;

export const node: Ecosystem = {
  owns: repository => repository === "node",
  plan: (single, project) => {
    const { tag, start } = single;
    const found = installsOf(single);
    const builds = allCommands(single).filter(({ words }) => isBuildCommand(words));
    const [first] = found;
    const base = smallBase(single, l10n.t("The same Node.js version, without compilers and headers."));
    if (!first) return nothingBuilt(base.base);
    const workdir = programFolder(single);
    if (workdir === null) return noProgramFolder();
    const file = packageFile(project);
    const started = nodeStart(start.words, file);
    const pruning = prune(single, found, file, started);
    const isLess = builds.length > 0 || pruning.behind !== undefined || installsForBuild(single);
    if (isSmall(tag) && !isLess) return smallAlready(single);
    const output = builds.length > 0 && file?.hasLocalPackages !== true ? outputOf(single, started) : null;
    const beside = output === null ? null : filesBeside(single, project);
    const artifacts: Artifact[] =
      output === null || !beside
        ? [
            {
              from: workdir,
              reason: l10n.t("The program folder with its packages, as built."),
            },
          ]
        : [
            {
              from: `${workdir}/package*.json`,
              reason: l10n.t(
                "The files that the start command needs: production dependencies and the build output.",
              ),
            },
            { from: `${workdir}/node_modules` },
            { from: output },
            ...beside.artifacts,
          ];
    return {
      ...base,
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts,
      folder: output === null ? workdir : null,
      ...(pruning.behind ? { behind: pruning.behind } : {}),
      buildPackages: /^python[23]?(?:-minimal|-is-python3)?$|^python-is-python3$/,
      hasPackages: /^(?:libstdc\+\+|libgcc)$/,
      libraries: isAlpine(tag) ? [] : missingPrograms(single),
      isBuild: isInProject,
      isForBoth: command => isToolOfStart(command, start.words),
      unknown: [...pruning.unknown, ...(beside?.unknown ?? [])],
    };
  },
};

/** The folder that the build writes and the start names; null where the start names none of those. */
function outputOf(single: SingleStage, started: NodeStart): string | null {
  const { workdir } = single;
  if (workdir === null || started?.kind !== "file") return null;
  const path = resolvePath(workdir, started.path);
  if (path === null || !isWithin(path, workdir)) return null;
  const [folder = ""] = path.slice(workdir.length + 1).split("/");
  if (!OUTPUT.test(folder) || path === `${workdir}/${folder}.js`) return null;
  const isCopied = single.lines.some(
    ({ keyword, destination }) => keyword === "COPY" && destination === `${workdir}/${folder}`,
  );
  return isCopied ? null : `${workdir}/${folder}`;
}
