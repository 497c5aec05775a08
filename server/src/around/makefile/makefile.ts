/** Uses in Makefiles: recipes are shell text in which make fills in its own variables. */
import type { Span } from "../../dockerfile/source";
import { LONGEST_FILE } from "../files";
import type { Files } from "../files";
import { folderOf } from "../paths";
import { readShell } from "../shell/shell";
import { withHoles } from "../shell/template";
import { NOTHING } from "../use";
import type { NamedFile, Reading, Use } from "../use";
import { callsIn } from "./calls";
import { BUDGET, REFERENCE, valueOf } from "./expand";
import type { MakeScope } from "./expand";
import { calledMacros } from "./macros";
import { recipesOf } from "./recipes";
import type { Recipe, Rule } from "./recipes";
import { readVariables } from "./variables";

/** Whether a file is a Makefile, by its name. */
export function isMakefile(path: string): boolean {
  return /\/(?:GNUmakefile|[Mm]akefile(?:\.[\w.-]+)?|[\w.-]+\.(?:mk|mak|make))$/.test(path);
}

/** Of a target that is called, no more lines are read. */
const MOST_CALLED = 20;

/** The builds of a Makefile's recipes. They run in the Makefile's folder, or in that of the repository where it is included there. */
export function readMakefile(path: string, files: Files): Reading {
  const text = files.text(path) ?? "";
  if (text.length > LONGEST_FILE) return { ...NOTHING, isBroken: true };
  const variables = readVariables(path, text, files);
  const folders = [...new Set([folderOf(path), files.root(path)])];
  const onLimit = (what: string) => files.onLimit?.(path, what);
  const recipes = recipesOf(text, onLimit);
  const byTarget = recipesByTarget(recipes);
  const names: NamedFile[] = [];
  const surroundings = {
    path,
    variable: (name: string) => variables.get(name),
    budget: { left: BUDGET },
    onLimit,
  };

  const read = ({ body, rule }: Recipe): readonly Use[] => {
    const scope: MakeScope = { ...surroundings, rule };
    const template = withHoles(body, REFERENCE, match => {
      if (match[0] === "$$") return "$";
      const inner = match[1] ?? match[2] ?? match[3] ?? "";
      return choose => valueOf(inner, scope, choose);
    });
    const reading = readShell(
      {
        file: path,
        kind: "makefile",
        name: rule.name,
        template,
        folders: () => folders,
        environment: () => undefined,
        path: null,
        root: files.root(path),
      },
      files,
    );
    names.push(...reading.names);
    return reading.uses;
  };

  const macros = macrosOf(recipes);
  const written = recipes.map(recipe => ({ recipe, ...calledMacros(recipe, macros) }));
  const called = new Set(written.flatMap(each => each.called));
  const run = written.flatMap(each => [
    // What is called is what each call makes of it.
    ...(each.recipe.macro !== undefined && called.has(each.recipe.macro) ? [] : [each.recipe]),
    ...(each.recipe.macro === undefined ? each.recipes : []),
  ]);
  const uses = run.flatMap(recipe => {
    const ofCalls = callsIn(recipe).flatMap(call => {
      const lines = byTarget.get(call.called) ?? [];
      if (lines.length > MOST_CALLED) onLimit(`a target that is called has more than ${MOST_CALLED} lines`);
      return lines.slice(0, MOST_CALLED).flatMap(({ body, rule }) => {
        const given: Rule = { ...rule, variable: name => call.variables.get(name) ?? rule.variable(name) };
        return read({ body, rule: given }).map(use => atCall(use, path, call.span, call.places));
      });
    });
    return [...read(recipe), ...ofCalls];
  });
  return { uses, names, isBroken: false };
}

/** The lines of each `define`, by its name. */
function macrosOf(recipes: readonly Recipe[]): ReadonlyMap<string, readonly Recipe[]> {
  const found = new Map<string, Recipe[]>();
  for (const recipe of recipes) {
    if (recipe.macro === undefined) continue;
    const lines = found.get(recipe.macro);
    if (lines) lines.push(recipe);
    else found.set(recipe.macro, [recipe]);
  }
  return found;
}

/** The recipes of each target, in order: no more than are read where it is called, and one. */
function recipesByTarget(recipes: readonly Recipe[]): ReadonlyMap<string, readonly Recipe[]> {
  const ofRule = new Map<Rule, Recipe[]>();
  for (const recipe of recipes) {
    const before = ofRule.get(recipe.rule);
    if (before) before.push(recipe);
    else ofRule.set(recipe.rule, [recipe]);
  }
  const ofTarget = new Map<string, Recipe[]>();
  for (const [rule, own] of ofRule)
    for (const target of new Set(rule.targets)) {
      const before = ofTarget.get(target) ?? [];
      if (before.length <= MOST_CALLED) ofTarget.set(target, [...before, ...own.slice(0, MOST_CALLED + 1)]);
    }
  return ofTarget;
}

/** A use as it is told where make is called with other variables. */
function atCall(use: Use, file: string, span: Span, places: ReadonlyMap<string, Span>): Use {
  const { target } = use;
  const given = target && places.get(target.text);
  return {
    ...use,
    place: { file, span },
    target: target && { ...target, place: given ? { file, span: given } : target.place },
  };
}
