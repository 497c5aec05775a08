/** What each RUN of a stage means for the one that runs the program, and from which line on nothing is built any more. */
import { needsAdduser, adduserScript } from "./accounts";
import { copyNeed } from "./copies";
import { installedPackages } from "./packages";
import { packageSources } from "./packageSources";
import { nameOf } from "./paths";
import type { Plan } from "./plan";
import type { SingleStage, StageLine } from "./singleStage";
import { systemPart } from "./system";
import type { SystemPart } from "./system";
import { systemOf } from "./runtimeSystem";
import { workFoldersOf } from "./workFolders";

export interface Parts {
  readonly parts: ReadonlyMap<StageLine, SystemPart>;
  /** The index of the last RUN that builds; -1 for none. */
  readonly lastRun: number;
  /** Whether the base has `adduser`, does not need it, or has to be given it. */
  readonly hasAdduser: "has" | "needless" | "missing";
  readonly libraries: readonly string[];
}

/** Reads the RUNs behind `shared`, the index of the last line that both stages have. */
export function readParts(single: SingleStage, plan: Plan, shared: number): Parts {
  const { lines, analysis, workdir } = single;
  const system = systemOf(single, plan);
  const sources = packageSources(single, plan);
  const workFolders = workFoldersOf(single, plan);
  const adduser = adduserOf(single, plan);
  const read = (made: Set<string>, copied = new Set<string>()) =>
    new Map(
      lines.flatMap((at, index) => {
        if (at.keyword !== "RUN" || index <= shared) return [];
        const around = {
          plan,
          endFolder: workdir,
          workFolders,
          made,
          copied,
          system,
          hasAdduser: adduser !== "needless",
        };
        return [[at, systemPart(analysis, at, around, sources)] as const];
      }),
    );
  const isWork = (parts: ReadonlyMap<StageLine, SystemPart>) => (at: StageLine, index: number) =>
    at.keyword === "RUN" &&
    (index <= shared ||
      plan.installs === null ||
      (parts.get(at)?.isWhole !== true && parts.get(at)?.isNothing !== true));
  const pathsMade = (from: number) =>
    new Set(
      lines.flatMap((at, index) =>
        (at.keyword === "COPY" || at.keyword === "ADD") &&
        index > shared &&
        copyNeed(at, single, plan, index > from).kind === "both"
          ? pathsOf(at)
          : [],
      ),
    );
  // What COPY brings where the program runs depends on the last RUN that builds, and what chmod is for on what COPY brings.
  const begun = lines.findLastIndex(isWork(read(pathsMade(-1))));
  const parts = read(pathsMade(begun));
  return { parts, lastRun: lines.findLastIndex(isWork(parts)), hasAdduser: adduser, libraries: [] };
}

/** Where a COPY may put its files: under its destination, or in it. */
function pathsOf({ destination, line }: StageLine): string[] {
  if (destination === null) return [];
  const sources = line.instruction.words.slice(0, -1).map(({ text }) => `${destination}/${nameOf(text)}`);
  return [destination, ...sources];
}

function adduserOf({ lines }: SingleStage, { installs, isSameBase }: Plan): Parts["hasAdduser"] {
  if (installs !== "apt" || isSameBase === true) return "has";
  const commands = lines.flatMap(at => at.commands).filter(needsAdduser);
  if (installedPackages(lines).has("adduser")) return "has";
  return commands.every(command => adduserScript(command) !== null) ? "needless" : "missing";
}
