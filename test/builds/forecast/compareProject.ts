// A project through a row of edits, each built: what was forecast wrong.
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../../support/random";
import type { ExampleProject } from "../../support/exampleProjects";
import { copyExample, EXAMPLE_EDITS } from "./exampleProject";
import type { OwnEngine } from "./ownEngine";
import { openComparison } from "./compare";
import { EDITS, makeProject, textOf, write, type Edit, type TestProject } from "./project";

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

/** A generated project: with an engine of its own, its cache is cleared and its base is another one, too. */
export function compareGenerated(
  folder: string,
  base: string,
  seeded: Random,
  edits: number,
  engine?: OwnEngine,
): Promise<ComparedProject> {
  const nonce = `${process.pid}-${Date.now()}`;
  const project = makeProject(join(folder, "project"), base, nonce, seeded);
  const filters = ["description~=exec", "description~=COPY", "until=5s"];
  const others: OtherEdits = engine && {
    prune: () => engine.prune(),
    pruneSome: () => engine.prune(seeded.pick(filters)),
    base: () => engine.rebase(base, `${nonce} ${project.number}`),
  };
  return compareProject(folder, project, EDITS, seeded, edits, engine, others);
}

/** A copy of one of the examples. */
export function compareExample(
  folder: string,
  example: ExampleProject,
  seeded: Random,
  edits: number,
): Promise<ComparedProject> {
  const nonce = `${example.name} ${process.pid}-${Date.now()}`;
  const project = copyExample(example, join(folder, "project"), nonce);
  write(project);
  return compareProject(folder, project, EXAMPLE_EDITS, seeded, edits);
}

/** By name: edits of the engine. */
type OtherEdits = Record<string, () => Promise<void>> | undefined;

/** Builds a project once, and again after each edit. `folder` is removed in the end. */
export async function compareProject(
  folder: string,
  project: TestProject,
  own: Readonly<Record<string, Edit>>,
  seeded: Random,
  edits: number,
  engine?: OwnEngine,
  others: OtherEdits = {},
): Promise<ComparedProject> {
  const comparison = openComparison(join(folder, "history"));
  const kinds = [...Object.keys(own), ...Object.keys(others)];
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
    const did = own[kind]?.(project, seeded) ?? "";
    await others[kind]?.();
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
