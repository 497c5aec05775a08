/** What expressions in a workflow come to: its environments, inputs, and what GitHub itself gives. */
import { isOpen, openData, textOf } from "../bake/data";
import type { Data } from "../bake/data";
import type { Choose } from "../outcomes";
import { folderOf } from "../paths";
import { known, open } from "../shell/known";
import type { Known } from "../shell/known";
import { withHoles } from "../shell/template";
import type { Template } from "../shell/template";
import { at, entriesOf, mappedOf, scalarOf } from "../tree";
import type { ScalarTree, Tree } from "../tree";
import { EXPRESSION, evaluateExpression, evaluateText } from "./expression";
import type { StepScope, StepValues } from "./stepScope";

/** The values of expressions in a step, for one choice of what may be several things. */
export function valuesFor(scope: StepScope, choose: Choose): StepValues {
  return {
    scope,
    text: text =>
      knownOf(
        evaluateText(text, name => lookUp(name, scope, choose, 0), choose),
        text,
      ),
  };
}

function knownOf(data: Data, written: string): Known {
  if (isOpen(data)) return open(data.open);
  const text = data === null ? "" : textOf(data);
  return text === undefined ? open(written) : known(text);
}

/** What a name in an expression is; undefined where nothing is known of it. */
export function lookUp(name: string, scope: StepScope, choose: Choose, depth: number): Data | undefined {
  if (name.startsWith("env.")) {
    const value = environmentValue(name.slice("env.".length), scope, choose, depth);
    // What another step puts there is not known.
    return value && !value.isOpen ? value.text : openData(name);
  }
  if (name === "github.workspace") return scope.root;
  if (name === "github.action_path") return folderOf(scope.file);
  return scope.lookup(name, choose);
}

/** What `env` gives a variable; undefined where it gives nothing. */
export function environmentValue(
  name: string,
  scope: StepScope,
  choose: Choose,
  depth: number,
): Known | undefined {
  if (name === "GITHUB_WORKSPACE") return known(scope.root);
  const index = scope.environments.findIndex(tree => scalarOf(at(tree, name)));
  const node = scalarOf(at(scope.environments[index], name));
  if (!node || depth > 5) return undefined;
  // A value can name others of outer environments.
  const outer = { ...scope, environments: scope.environments.slice(index + 1) };
  return knownOf(
    evaluateText(node.text, each => lookUp(each, outer, choose, depth + 1), choose),
    node.text,
  );
}

/** A script with its expressions as holes. */
export function templateOf(run: ScalarTree, scope: StepScope): Template {
  const template = withHoles(mappedOf(run), EXPRESSION, match => choose => {
    const data = evaluateExpression(match[1] ?? "", name => lookUp(name, scope, choose, 0), choose);
    return isOpen(data) ? open(match[0]) : knownOf(data, match[0]);
  });
  // PowerShell joins lines by a backtick at their end.
  const text = template.mapped.text.replace(/`(?=\r?\n)/g, "\\");
  return { ...template, mapped: { ...template.mapped, text } };
}

/** `inputs`, with their defaults; what a caller may give and none gives here is open. */
export function inputLookup(
  root: Tree,
  given: ((choose: Choose) => ReadonlyMap<string, Data>) | null,
): StepScope["lookup"] {
  const declared = [
    at(root, "inputs"),
    at(root, "on", "workflow_call", "inputs"),
    at(root, "on", "workflow_dispatch", "inputs"),
  ].flatMap(entriesOf);
  return (name, choose) => {
    if (name !== "inputs") return undefined;
    const values = given?.(choose);
    return new Map(
      declared.map(({ key, value }): [string, Data] => {
        const otherwise = scalarOf(at(value, "default"));
        return [key, values?.get(key) ?? otherwise?.value ?? (values ? "" : openData(`inputs.${key}`))];
      }),
    );
  };
}
