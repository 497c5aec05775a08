/** What a page of docs/rules shows: a Dockerfile in which its rule finds something, and the same file mended. */
import { readCompose } from "../server/src/around/compose/compose";
import { readWorkflow } from "../server/src/around/workflow/workflow";
import { readDockerfile } from "../server/src/dockerfile/dockerfile";
import { checkAround } from "../server/src/rules/around/registry";
import type { AroundFinding, KnownBuild } from "../server/src/rules/around/registry";
import { checkModel } from "../server/src/rules/run/checkModel";
import type { RuleFinding } from "../server/src/rules/run/finding";
import { DEFAULT_RULE_SETTINGS } from "../server/src/rules/run/ruleSettings";
import type { Rule } from "../server/src/rules/rule";
import { readIgnoreFile } from "../server/src/shared/ignorePatterns";
import { analyze, analyzeText } from "../server/src/stages/analysis/analyze";
import { namesOf } from "../server/src/around/useNames";
import { createBuildsAround } from "../server/src/workspace/buildsAround";
import type { BuildCosts, RepeatedRun } from "../server/src/stages/model/buildCosts";
import { contextOf } from "../server/src/stages/files/contextOf";
import { NO_OPTIONS } from "../server/src/stages/model/buildOptions";
import type { BuildOptions } from "../server/src/stages/model/buildOptions";

/** An example of a page. */
export interface PageExample {
  readonly dockerfile: string;
  /** What the build is told. */
  readonly options: BuildOptions;
  /** The Compose file beside the Dockerfile, for a rule about the files around it; else null. */
  readonly compose: string | null;
  /** The example is cut short: only in its full length is it one. */
  readonly isAbridged: boolean;
}

export interface RulePage {
  readonly heading: string;
  readonly before: PageExample;
  readonly after: PageExample;
}

interface Given {
  readonly target?: string;
  readonly buildArgs?: Record<string, string>;
  readonly contexts?: string[];
  /** The files of the build context. */
  readonly context?: string[];
  /** The text of the ignore file. */
  readonly dockerignore?: string;
  /** The Dockerfile is built by the services of the Compose file. */
  readonly isBuilt?: boolean;
  /** What kept builds say, with what lies in the build context: the texts of files by name, and folders with a slash. */
  readonly costs?: { readonly repeats: RepeatedRun[]; readonly files: Record<string, string> };
}

/** Reads a page; throws where a part of it is missing. */
export function readRulePage(text: string): RulePage {
  const heading = /^# (.+)$/m.exec(text)?.[1];
  if (heading === undefined) throw new Error("A page begins with the name of its rule.");
  return { heading, before: readExample(text, "Before"), after: readExample(text, "After") };
}

function readExample(page: string, section: string): PageExample {
  const text = page.split(`\n## ${section}\n`)[1]?.split("\n## ")[0] ?? "";
  const dockerfile = /```dockerfile\n([^]*?)```/.exec(text)?.[1];
  const compose = /```yaml\n([^]*?)```/.exec(text)?.[1] ?? null;
  if (dockerfile === undefined) throw new Error(`${page.slice(0, 40)}: there is no example "${section}".`);
  const given = JSON.parse(/<!-- given: (.*) -->/.exec(text)?.[1] ?? "{}") as Given;
  return {
    dockerfile,
    compose,
    isAbridged: text.includes("<!-- abridged -->"),
    options: {
      ...NO_OPTIONS,
      ...(given.target === undefined ? {} : { target: given.target }),
      buildArgs: new Map(Object.entries(given.buildArgs ?? {})),
      contexts: given.contexts ?? [],
      ...(given.context === undefined ? {} : { context: contextOf(given.context) }),
      ...(given.costs === undefined ? {} : { costs: costsOf(given.costs) }),
      ...(given.dockerignore === undefined ? {} : { ignoreFile: readIgnoreFile(given.dockerignore) }),
      ...(given.isBuilt === true ? builtBy(dockerfile, compose) : {}),
    },
  };
}

function costsOf({ repeats, files }: NonNullable<Given["costs"]>): BuildCosts {
  const root = { names: new Set(Object.keys(files)), texts: new Map(Object.entries(files)) };
  return { repeats, folders: new Map([["", root]]) };
}

/** What the rules find in an example; the rule of the page is asked even if it is off. */
export function findingsIn({ dockerfile, options }: PageExample, { id, severity }: Rule): RuleFinding[] {
  const analysis = analyze(readDockerfile(dockerfile), options);
  const settings = { levels: { [id]: severity }, onlyStages: false };
  return checkModel(
    analysis,
    (rule, error) => {
      throw new Error(`${rule.id}: ${String(error)}`);
    },
    undefined,
    settings,
  );
}

/** What the services of a Compose file build of the Dockerfile beside it; none of them is in force. */
function builtBy(dockerfile: string, compose: string | null): Pick<BuildOptions, "around"> {
  const { uses } = usesIn(dockerfile, compose);
  const shownPath = (path: string) => path.replace("/w/", "");
  const names = namesOf(uses, shownPath, () => null);
  const of = () => ({ uses, names, chosen: null, inForce: null, meant: [] });
  const addressOf = (path: string) => `file://${path}`;
  const around = createBuildsAround(
    { of },
    { addressOf, shownPath, unplaced: () => [], allUses: () => uses },
  )("file:///w/Dockerfile");
  return around ? { around } : {};
}

/** The uses in the file around the Dockerfile of an example. */
function usesIn(dockerfile: string, compose: string | null) {
  const isWorkflow = /^jobs:/m.test(compose ?? "");
  const file = isWorkflow ? "/w/.github/workflows/build.yaml" : "/w/compose.yaml";
  const texts = new Map([
    ["/w/Dockerfile", dockerfile],
    [file, compose ?? ""],
  ]);
  const textOf = (path: string) => texts.get(path) ?? null;
  const files = { text: textOf, has: (path: string) => texts.has(path), root: () => "/w" };
  return { file, textOf, uses: (isWorkflow ? readWorkflow : readCompose)(file, files).uses };
}

/** What the rules find in the file around the Dockerfile of an example: a Compose file, or a workflow. */
export function aroundFindingsIn({ dockerfile, compose }: PageExample): AroundFinding[] {
  const { file, textOf, uses } = usesIn(dockerfile, compose);
  const builds = uses.map((use): KnownBuild => {
    const { path } = use.dockerfile;
    const isThere = path !== null && textOf(path) !== null;
    return {
      use,
      analysis: isThere ? analyzeText(dockerfile) : null,
      missing: path === null || isThere ? null : "file",
      dockerfiles: ["/w/Dockerfile"],
    };
  });
  return checkAround(file, builds, textOf, DEFAULT_RULE_SETTINGS, (rule, error) => {
    throw new Error(`${rule.id}: ${String(error)}`);
  });
}

/** The fixes that the example of a page is offered, and whether the first of them is made on saving. */
export function fixTitles(rule: Rule, { before }: RulePage): { fixes: string[]; onSaving: boolean } {
  const around = aroundFindingsIn(before).filter(finding => finding.rule === rule);
  if (around.length > 0)
    return { fixes: around.flatMap(({ fixes }) => fixes.map(({ title }) => title)), onSaving: false };
  const fixes = findingsIn(before, rule)
    .filter(finding => finding.rule === rule)
    .flatMap(finding => finding.fixes?.() ?? [])
    .filter(({ refused }) => refused === undefined);
  return {
    fixes: [...new Set(fixes.map(({ title }) => title))],
    onSaving: fixes.some(({ isSafe }) => isSafe),
  };
}
