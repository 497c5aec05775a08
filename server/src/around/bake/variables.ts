/** Variables and functions of bake files that are read together. */
import { isList, isOpen, openData, textOf } from "./data";
import type { Data } from "./data";
import { BUDGET, evaluate } from "./evaluate";
import type { BakeScope } from "./evaluate";
import type { Attribute, BakeFile, Block, Expression } from "./expression";

/** Functions that call one another deeper than this give nothing. */
const DEEPEST = 50;
/** What bake itself knows where it is run in a folder. */
const PREDEFINED: Readonly<Record<string, string>> = { BAKE_CMD_CONTEXT: "cwd://" };

/** The names that all expressions of the files can use; a later file wins. A variable without a default value is open. */
export function createScope(files: readonly BakeFile[], onLimit?: (what: string) => void): BakeScope {
  const defaults = new Map<string, { readonly expression: Expression; readonly file: string } | null>();
  const functions = new Map<string, Block>();
  for (const { path: file, blocks, attributes } of files) {
    for (const [name, { value }] of attributes) defaults.set(name, { expression: value, file });
    for (const block of blocks) {
      const [label] = block.labels;
      if (label === undefined) continue;
      if (block.type === "variable")
        defaults.set(label, givenBy(block.attributes.get("default"), file) ?? defaults.get(label) ?? null);
      else if (block.type === "function") functions.set(label, block);
    }
  }
  const values = new Map<string, Data>();
  const computing = new Set<string>();
  let depth = 0;

  const scope: BakeScope = {
    budget: { left: BUDGET },
    ...(onLimit && { onLimit }),
    variable: name => {
      const known = values.get(name);
      if (known !== undefined) return known;
      if (!defaults.has(name)) return Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
      const expression = defaults.get(name)?.expression;
      // A variable that depends on itself has no value.
      if (!expression || computing.has(name)) return openData(`\${${name}}`);
      computing.add(name);
      const value = evaluate(expression, scope);
      computing.delete(name);
      const kept = value === null ? openData(`\${${name}}`) : value;
      values.set(name, kept);
      return kept;
    },
    origin: name => {
      const found = defaults.get(name);
      return found ? { ...found, scope } : undefined;
    },
    ownFunction: (name, args) => {
      const own = functions.get(name);
      if (!own) return undefined;
      if (depth >= DEEPEST) {
        onLimit?.(`functions call one another in more than ${DEEPEST} steps`);
        return openData();
      }
      depth++;
      const value = callOwn(own, args, scope);
      depth--;
      return value;
    },
  };
  return scope;
}

function givenBy(attribute: Attribute | undefined, file: string) {
  return attribute && { expression: attribute.value, file };
}

function callOwn({ attributes }: Block, args: readonly Data[], scope: BakeScope): Data {
  const result = attributes.get("result");
  const params = parameterNames(attributes.get("params"));
  const [variadic] = parameterNames(attributes.get("variadic_params"));
  if (!result) return openData();
  const given = new Map<string, Data>(params.map((name, at) => [name, args[at] ?? openData(name)]));
  if (variadic !== undefined) given.set(variadic, args.slice(params.length));
  return evaluate(result.value, { ...scope, variable: name => given.get(name) ?? scope.variable(name) });
}

/** Names of parameters: written as names, or as texts in JSON. */
function parameterNames(attribute: Attribute | undefined): string[] {
  const value = attribute?.value;
  const items = value?.kind === "tuple" ? value.items : value ? [value] : [];
  return items.flatMap(item =>
    item.kind === "variable" ? [item.name] : item.kind === "literal" ? [String(item.value)] : [],
  );
}

/** The texts of a list that an expression gives, with what is open among them. */
export function listOf(data: Data): { text: string; isOpen: boolean }[] {
  if (data === null) return [];
  const items = isList(data) ? data : [data];
  return items.flatMap((item): { text: string; isOpen: boolean }[] => {
    if (isOpen(item)) return [{ text: item.open, isOpen: true }];
    const text = textOf(item);
    return text === undefined ? [] : [{ text, isOpen: false }];
  });
}
