/**
 * One step as the builder has it: what it does, the variables that it sees and the files that it reads (the builder's
 * `frontend/dockerfile/dockerfile2llb/convert.go`, `dispatchRun`, `dispatchCopy` and `dispatchWorkdir`).
 */
import type { Heredoc } from "../dockerfile/logicalLines";
import { canonicalKey } from "../dockerfile/mountSet";
import type { ContextRead, StageRead, StepInputs, StepVariable } from "../protocol";
import { shownText } from "../rules/facts/shownText";
import { isSecretName } from "../shared/secrets";
import type { Analysis } from "../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../stages/evaluation/stageEvaluation";
import { entriesOf, lookup } from "../shared/persistentMap";
import { joinPath } from "../stages/evaluation/workdir";
import type { Reference } from "../stages/model/references";

/** Where a step stands, and what the steps before have left to it. */
export interface StepPlace {
  readonly instruction: number;
  readonly isTrigger: boolean;
  /** Those of its line that are no base. */
  readonly references: readonly Reference[];
  /** Who runs it; null for the user of the image. */
  readonly user: string | null;
}

type Operation = Pick<StepInputs, "reads" | "takes" | "remote"> & { parts: unknown[] };

const REMOTE = /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//i;
const EPOCH = "SOURCE_DATE_EPOCH";

/** The step of an instruction; null for one that does nothing (`WORKDIR /`). */
export function stepInputs(
  analysis: Analysis,
  step: EvaluatedInstruction,
  place: StepPlace,
): StepInputs | null {
  const { instruction, words } = step;
  const { keyword } = instruction;
  const operation =
    keyword === "RUN"
      ? run(analysis, step, place)
      : keyword === "WORKDIR"
        ? workdir(step)
        : copy(analysis, step, place);
  if (operation === null) return null;
  const { parts, ...read } = operation;
  const epoch = keyword === "RUN" ? undefined : analysis.model.options.buildArgs.get(EPOCH);
  return {
    instruction: place.instruction,
    isTrigger: place.isTrigger,
    keyword: keyword as StepInputs["keyword"],
    text: shownText(analysis, step),
    operation: JSON.stringify(parts),
    variables: {
      ...variablesOf(step),
      ...(epoch !== undefined && { [EPOCH]: { value: epoch, isSecret: false } }),
    },
    isOpen: words.some(({ expansion }) => expansion.conditional),
    ...read,
    isLinked: isSet(step, "link"),
  };
}

/**
 * A command sees every variable that is set, in the order in which they were set, which counts for the builder's cache; of other
 * instructions those count that stand in them.
 */
function variablesOf({ instruction, variables, words }: EvaluatedInstruction): Record<string, StepVariable> {
  const names =
    instruction.keyword === "RUN"
      ? [...entriesOf(variables)]
          .toSorted(([, a], [, b]) => a.level - b.level || a.place - b.place)
          .map(([name]) => name)
      : words.flatMap(({ expansion }) => [...expansion.matched]).toSorted();
  return Object.fromEntries(
    names.flatMap((name): [string, StepVariable][] => {
      const value = lookup(variables, name)?.value;
      return value === undefined ? [] : [[name, { value, isSecret: isSecretName(name) }]];
    }),
  );
}

function run(analysis: Analysis, step: EvaluatedInstruction, { references, user }: StepPlace): Operation {
  const { instruction, words, workdir, shell } = step;
  const { text, rest, json, flags, mounts } = instruction;
  const reads: ContextRead[] = [];
  const takes: StageRead[] = [];
  const expanded = new Map(
    words.filter(({ role }) => role === "mount").map(({ text, expansion }) => [text, expansion.result]),
  );
  const kept = mounts.map(mount => {
    const options = mount.options.map(({ key, value }) => [
      canonicalKey(key),
      value === null ? null : (expanded.get(value.text) ?? value.text),
    ]);
    const source = options.find(([key]) => key === "source")?.[1] ?? "/";
    const type = mount.type ?? "bind";
    const reference = references.find(found => found.mount === mount);
    if (reference) {
      const files = { sources: [source], arePatterns: false, exclude: [], parents: false };
      addFrom(reference, files, reads, takes);
    } else if (type === "bind")
      reads.push({ context: null, sources: [source], arePatterns: false, exclude: [], parents: false });
    // The name of a stage is no part of the step: what it holds is.
    const noPart = type === "cache" ? ["from", "id", "sharing"] : ["from"];
    return [
      ...options.filter(([key]) => !noPart.includes(key ?? "")),
      ...(type === "cache" && hasOwnCache(options) ? [["own", null]] : []),
    ]
      .map(option => JSON.stringify(option))
      .toSorted();
  });
  // The builder puts them into the order of their targets.
  const mounted = kept.map(options => JSON.stringify(options)).toSorted();
  const others = flags.filter(({ name }) => name !== "mount").map(({ name, value }) => [name, value?.text]);
  const command = Array.isArray(json) ? json : text.slice(rest.start, rest.end);
  return {
    parts: ["RUN", command, bodiesOf(analysis, step), shell, workdir, user, mounted, others],
    reads,
    takes,
    remote: [],
  };
}

/**
 * Whether a cache mount is another than the one that it has by itself: which one counts for nothing in the builder's cache (`checkShouldClearCacheOpts`
 * in its `ops/exec.go`).
 */
function hasOwnCache(options: readonly (readonly (string | null)[])[]): boolean {
  const valueOf = (name: string) => options.find(([key]) => key === name)?.[1] ?? null;
  const [id, target, sharing] = ["id", "target", "sharing"].map(valueOf);
  return (id !== null && id !== target) || (sharing !== null && sharing !== "shared");
}

function workdir({ words: [word], workdir }: EvaluatedInstruction): Operation | null {
  const written = word?.expansion.result ?? "";
  const path = joinPath(workdir ?? "/", written);
  // The builder takes `//` for a folder.
  if (path === "/" && !/^\/\/+$/.test(written)) return null;
  return { parts: ["WORKDIR", path], reads: [], takes: [], remote: [] };
}

function copy(analysis: Analysis, step: EvaluatedInstruction, { references }: StepPlace): Operation {
  const { instruction, words, workdir } = step;
  const valueOf = (role: "chown" | "chmod" | "checksum") =>
    words.find(word => word.role === role)?.expansion.result ?? null;
  const operands = words.filter(({ role }) => role === "operand").map(({ expansion }) => expansion.result);
  const written = words.find(({ role }) => role === "destination")?.expansion.result ?? "";
  const destination = joinPath(workdir ?? "/", written) + (/(?:^|\/)\.?$/.test(written) ? "/" : "");
  const exclude = instruction.flags.flatMap(({ name, value }) =>
    name === "exclude" && value ? [value.text] : [],
  );
  const reads: ContextRead[] = [];
  const takes: StageRead[] = [];
  const remote = operands.filter(text => instruction.keyword === "ADD" && REMOTE.test(text));
  const sources = operands.filter(text => !remote.includes(text) && !isHeredoc(step, text));
  const files = { sources, arePatterns: true, exclude, parents: isSet(step, "parents") };
  const [reference] = references;
  if (sources.length > 0) {
    if (reference && instruction.keyword === "COPY") addFrom(reference, files, reads, takes);
    else reads.push({ context: null, ...files });
  }
  const flags = ["parents", "unpack", "keep-git-dir"].map(name => isSet(step, name));
  // `./src`, `/src` and `src/` are one to the builder; with `--parents`, `/./` says what is kept.
  const isPath = (text: string) => sources.includes(text) && !files.parents;
  return {
    parts: [
      instruction.keyword,
      operands.map(text => (isPath(text) ? joinPath("/", text) : text)),
      destination,
      bodiesOf(analysis, step),
      ["chown", "chmod", "checksum"].map(role => valueOf(role as "chown")),
      exclude,
      flags,
    ],
    reads,
    takes,
    remote,
  };
}

function addFrom(
  { to, text }: Reference,
  files: Omit<ContextRead, "context">,
  reads: ContextRead[],
  takes: StageRead[],
): void {
  const { sources: paths, exclude } = files;
  if (typeof to === "number") takes.push({ from: to, paths, exclude });
  else if (to === "context") reads.push({ context: text, ...files });
  else if (to !== "scratch") takes.push({ from: { image: text }, paths, exclude });
}

function isHeredoc({ instruction, onbuildSource, line }: EvaluatedInstruction, text: string): boolean {
  const { heredocs } = onbuildSource ?? line;
  const name = /^<<-?["']?([^"']+)["']?$/.exec(text)?.[1];
  return instruction.json === null && heredocs.some(heredoc => heredoc.name === name);
}

/** The bodies of its heredocs as the builder has them, with values filled in where it does that. */
function bodiesOf({ model }: Analysis, { words, line, onbuildSource }: EvaluatedInstruction): string[] {
  const expanded = new Map<Heredoc | null, string>(
    words.map(({ heredoc, expansion }) => [heredoc, expansion.result]),
  );
  return (onbuildSource ?? line).heredocs.map(
    heredoc => expanded.get(heredoc) ?? model.file.text.slice(heredoc.body.start, heredoc.body.end),
  );
}

function isSet({ instruction }: EvaluatedInstruction, name: string): boolean {
  return instruction.flags.some(flag => flag.name === name && flag.value?.text.toLowerCase() !== "false");
}
