// A project through a row of edits, each built: what was forecast wrong.
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../../support/random";
import type { OwnEngine } from "./ownEngine";
import { openComparison } from "./compare";
import { EDITS, makeProject, textOf, write } from "./project";

export interface ComparedProject {
  edits: number;
  steps: number;
  /** A line for each step that was forecast wrong. */
  wrong: string[];
  /** Among these, what was made again of a stage that ran, and came out the same: nobody can know that before. */
  madeTheSame: string[];
  /** Among the wrong ones, what the builder no longer had, as the history then says: nobody hears of a cache that is cleared. */
  cleared: string[];
  /** Builds that failed: an edit made a file that no builder builds. */
  failed: string[];
  /** Steps that ran and have a reason that says nothing. */
  unexplained: string[];
}

/** Builds a project once, and again after each edit; with an engine of its own, its cache is cleared and its base is another one, too. */
export async function compareProject(
  folder: string,
  base: string,
  seeded: Random,
  edits: number,
  engine?: OwnEngine,
): Promise<ComparedProject> {
  const nonce = `${process.pid}-${Date.now()}`;
  const project = makeProject(join(folder, "project"), base, nonce, seeded);
  const comparison = openComparison(join(folder, "history"));
  const kinds = [...Object.keys(EDITS), ...(engine === undefined ? [] : ["prune", "pruneSome", "base"])];
  const asked = () => ({ ...project, text: textOf(project), ...(engine && { builder: engine.builder }) });
  const found: ComparedProject = {
    edits: 0,
    steps: 0,
    wrong: [],
    madeTheSame: [],
    cleared: [],
    failed: [],
    unexplained: [],
  };
  await comparison.build(asked());
  while (found.edits < edits) {
    project.number++;
    const kind = seeded.pick(kinds);
    const did = EDITS[kind]?.(project, seeded) ?? "";
    if (kind === "prune") await engine?.prune();
    if (kind === "pruneSome")
      await engine?.prune(seeded.pick(["description~=exec", "description~=COPY", "until=5s"]));
    if (kind === "base") await engine?.rebase(base, `${nonce} ${project.number}`);
    write(project);
    const { steps, reasons, log } = await comparison.build(asked());
    project.noCache = [];
    found.edits++;
    found.steps += steps.length;
    if (log !== "")
      found.wrong.push(`${kind} (${did}): the build failed: ${log.slice(-400)}\n${textOf(project)}`);
    /** The stages that have such a step: what follows it there is as it was, too. */
    const same = new Set<string>();
    for (const { stage, text, forecast, ran } of steps) {
      if (forecast === ran) continue;
      const line = `${kind} (${did}): ${stage}: ${text}: ${ran ? "ran" : "was cached"}`;
      if (!ran && (/\bfrom=/.test(text) || same.has(stage))) {
        same.add(stage);
        found.madeTheSame.push(line);
      }
      const why = reasons.find(each => each.text === text)?.reasons ?? [];
      if (ran && why.some(each => each.kind === "pruned")) found.cleared.push(line);
      found.wrong.push(line);
    }
    for (const { text, reasons: own } of reasons)
      if (own.some(({ kind }) => kind === "unknown")) found.unexplained.push(`${kind} (${did}): ${text}`);
  }
  rmSync(folder, { recursive: true, force: true });
  return found;
}
