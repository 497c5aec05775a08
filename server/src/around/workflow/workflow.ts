/** Uses in GitHub workflows and composite actions: steps that build, scripts, and the workflows and actions of the repository that they call. */
import { openData } from "../bake/data";
import type { Data } from "../bake/data";
import type { Files } from "../files";
import { outcomes } from "../outcomes";
import type { Choose } from "../outcomes";
import { joinPath } from "../paths";
import { known } from "../shell/known";
import { readShell } from "../shell/shell";
import { at, entriesOf, entryOf, itemsOf, scalarOf } from "../tree";
import type { Entry, ScalarTree, Tree } from "../tree";
import type { NamedFile, Reading, Use } from "../use";
import { readYaml } from "../yaml";
import { isBakeAction, isBuildAction, readBuildStep } from "./buildStep";
import { evaluateText } from "./expression";
import { matrixRows } from "./matrix";
import { atCaller, inputPlaceOf } from "./stepScope";
import type { StepScope } from "./stepScope";
import { environmentValue, inputLookup, lookUp, templateOf, valuesFor } from "./stepValues";

/** Whether a file is a workflow or an action, by its path. */
export function isWorkflowFile(path: string): boolean {
  return /\/\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(path) || /\/action\.ya?ml$/.test(path);
}

/** Workflows that call one another in more steps than this are not followed (GitHub: 4 workflows; 10 actions). */
const DEEPEST = 6;

/** The builds of a workflow or an action. */
export function readWorkflow(path: string, files: Files): Reading {
  const { documents, isBroken } = readYaml(files.text(path) ?? "");
  const [root] = documents;
  const names: NamedFile[] = [];
  if (!root) return { uses: [], names, isBroken };
  const scope: StepScope = {
    file: path,
    root: files.root(path),
    files,
    name: "",
    lookup: inputLookup(root, null),
    inputPlace: () => null,
    environments: [],
    place: null,
    folder: undefined,
    depth: 0,
  };
  return { uses: readDocument(root, scope, names), names, isBroken };
}

/** The builds of a workflow's jobs, or of an action's steps. */
function readDocument(root: Tree, scope: StepScope, names: NamedFile[]): Use[] {
  const environments = [at(root, "env"), ...scope.environments];
  const jobs = entriesOf(at(root, "jobs")).flatMap(job =>
    readJob(job, root, { ...scope, environments }, names),
  );
  const steps = itemsOf(at(root, "runs", "steps")).flatMap(step =>
    readStep(step, { ...scope, environments }, names),
  );
  return [...jobs, ...steps];
}

function readJob({ key, value: job }: Entry, root: Tree, scope: StepScope, names: NamedFile[]): Use[] {
  const plain = (name: string) => scope.lookup(name, () => 0);
  const rows = matrixRows(at(job, "strategy", "matrix"), plain, what =>
    scope.files.onLimit?.(scope.file, what),
  );
  const inner: StepScope = {
    ...scope,
    name: scope.place ? scope.name : key,
    environments: [at(job, "env"), ...scope.environments],
    folder:
      scalarOf(at(job, "defaults", "run", "working-directory")) ??
      scalarOf(at(root, "defaults", "run", "working-directory")),
    lookup: (name, choose) => {
      if (name !== "matrix") return scope.lookup(name, choose);
      return rows?.[choose(`matrix ${scope.depth} ${key}`, rows.length)] ?? openData("matrix");
    },
  };
  const called = entryOf(job, "uses");
  if (called) return readCalled(called, at(job, "with"), inner, names);
  return itemsOf(at(job, "steps")).flatMap(step => readStep(step, inner, names));
}

function readStep(step: Tree, scope: StepScope, names: NamedFile[]): Use[] {
  const inner = { ...scope, environments: [at(step, "env"), ...scope.environments] };
  const uses = entryOf(step, "uses");
  const action = scalarOf(uses?.value);
  if (uses && action) {
    if (action.text.startsWith("./"))
      return [
        ...readCalled(uses, at(step, "with"), inner, names),
        ...scriptsIn(at(step, "with"), inner, names),
      ];
    if (isBakeAction(action.text)) names.push(...bakeFiles(at(step, "with"), inner));
    // Other actions run scripts that they are given.
    if (!isBuildAction(action.text)) return scriptsIn(at(step, "with"), inner, names);
    return distinct(outcomes(choose => readBuildStep(step, uses, valuesFor(inner, choose))));
  }
  const run = scalarOf(at(step, "run"));
  if (!run) return [];
  return readScriptText(run, scalarOf(at(step, "working-directory")) ?? scope.folder, inner, names);
}

function scriptsIn(given: Tree | undefined, scope: StepScope, names: NamedFile[]): Use[] {
  const scripts = entriesOf(given)
    .flatMap(({ value }) => scalarOf(value) ?? [])
    .filter(({ text }) => /\bbuild\b/.test(text));
  return scripts.flatMap(script => readScriptText(script, scope.folder, scope, names));
}

/** The builds of shell text in a step. */
function readScriptText(
  run: ScalarTree,
  folder: ScalarTree | undefined,
  scope: StepScope,
  names: NamedFile[],
): Use[] {
  const reading = readShell(
    {
      file: scope.file,
      kind: "workflow",
      name: scope.name,
      template: templateOf(run, scope),
      folders: choose => {
        const where = folder ? valuesFor(scope, choose).text(folder.text) : known(".");
        return where.isOpen ? [] : [joinPath(scope.root, where.text)];
      },
      environment: (name, choose) => environmentValue(name, scope, choose, 0),
      path: null,
      root: scope.root,
    },
    scope.files,
  );
  names.push(...reading.names);
  return reading.uses.map(use => atCaller(use, scope.place));
}

/** The builds of a workflow or an action of the repository, with what it is given here. */
function readCalled(uses: Entry, given: Tree | undefined, scope: StepScope, names: NamedFile[]): Use[] {
  const called = scalarOf(uses.value)?.text ?? "";
  if (!called.startsWith("./") || scope.depth >= DEEPEST) return [];
  const path = joinPath(scope.root, called);
  const file = [path, `${path}/action.yml`, `${path}/action.yaml`].find(
    each => /\.ya?ml$/.test(each) && scope.files.text(each) !== null,
  );
  const [root] = file === undefined ? [] : readYaml(scope.files.text(file) ?? "").documents;
  if (file === undefined || !root) return [];
  const inputs = (choose: Choose): ReadonlyMap<string, Data> =>
    new Map(
      entriesOf(given).map(({ key, value }) => {
        const node = scalarOf(value);
        return [key, node ? evaluateText(node.text, name => lookUp(name, scope, choose, 0)) : ""];
      }),
    );
  return readDocument(
    root,
    {
      ...scope,
      file,
      environments: [],
      folder: undefined,
      depth: scope.depth + 1,
      place: scope.place ?? { file: scope.file, span: uses.keySpan },
      lookup: inputLookup(root, inputs),
      inputPlace: name => {
        const node = scalarOf(at(given, name));
        return node ? (inputPlaceOf(node.text, scope) ?? { file: scope.file, span: node.span }) : null;
      },
    },
    names,
  );
}

function bakeFiles(given: Tree | undefined, scope: StepScope): NamedFile[] {
  const values = valuesFor(scope, () => 0);
  const text = (key: string) => scalarOf(at(given, key))?.text ?? "";
  const folder = values.text(
    text("workdir") || (/^(?:\.|\/|\w+$)/.test(text("source")) ? text("source") : "."),
  );
  if (folder.isOpen) return [];
  const base = joinPath(scope.root, folder.text);
  return text("files")
    .split(/[\n,]/)
    .map(line => values.text(line.trim()))
    .filter(({ text: path, isOpen: isUnknown }) => path !== "" && !isUnknown && !path.includes("://"))
    .map(({ text: path }) => ({
      kind: /\.ya?ml$/.test(path) ? "compose" : "bake",
      path: joinPath(base, path),
      folder: base,
    }));
}

function distinct(uses: readonly Use[]): Use[] {
  const found = new Map(
    uses.map(use => [
      JSON.stringify([use.dockerfile, use.target, use.context, [...use.args], [...use.contexts]]),
      use,
    ]),
  );
  return [...found.values()];
}
