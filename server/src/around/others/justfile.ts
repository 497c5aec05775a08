/** Uses in justfiles: recipes are shell text in which just fills in `{{ … }}`. */
import type { MappedText } from "../../dockerfile/source";
import type { Files } from "../files";
import { baseName, folderOf } from "../paths";
import { readShell } from "../shell/shell";
import { withHoles } from "../shell/template";
import { NOTHING } from "../use";
import type { NamedFile, Reading, Use } from "../use";
import { LONGEST_FILE } from "../files";
import { HOLE, valueOf } from "./justValues";
import type { Scope, Recipe } from "./justValues";

/** Whether a file holds the recipes of just, by its name. */
export function isJustfile(path: string): boolean {
  return /^(?:\.?justfile|[\w.-]+\.just)$/i.test(baseName(path));
}

const ASSIGNMENT = /^(?:export\s+)?([A-Za-z_][\w-]*)\s*:=([^]*)$/;

const RECIPE =
  /^@?([A-Za-z_][\w-]*)((?:\s+[*+]?\$?[A-Za-z_][\w-]*(?:\s*=\s*(?:'[^']*'|"[^"]*"|[^\s:]+))?)*)\s*:(?!=)/;

const PARAMETER = /([*+]?)\$?([A-Za-z_][\w-]*)(?:\s*=\s*('[^']*'|"[^"]*"|[^\s:]+))?/g;

/** The builds of a justfile's recipes, run in its folder. A recipe that hands its arguments to a build is one where it is called. */
export function readJustfile(path: string, files: Files): Reading {
  const text = files.text(path) ?? "";
  if (text.length > LONGEST_FILE) return { ...NOTHING, isBroken: true };
  const { recipes, variables } = readRecipes(text);
  const uses: Use[] = [];
  const names: NamedFile[] = [];
  // What a wrapper builds with: its own text in front of the arguments that a caller adds.
  const wrappers = new Map(
    recipes.flatMap(recipe => {
      const command = recipe.variadic === null ? null : wrapped(text, recipe);
      return command === null ? [] : [[recipe.name, command]];
    }),
  );
  const onLimit = (what: string) => files.onLimit?.(path, what);
  for (const recipe of recipes) {
    const scope: Scope = { recipe, variables, onLimit };
    for (const body of scriptsOf(text, recipe)) {
      const template = withHoles(
        asCommand(body, wrappers),
        HOLE,
        match => choose => valueOf(match[1] ?? "", scope, choose),
      );
      const reading = readShell(
        {
          file: path,
          kind: "task",
          name: recipe.name,
          template,
          folders: () => [...new Set([folderOf(path), files.root(path)])],
          environment: (name, choose) =>
            variables.has(name) || recipe.parameters.has(name) ? valueOf(name, scope, choose) : undefined,
          path: null,
          root: files.root(path),
        },
        files,
      );
      uses.push(...reading.uses);
      names.push(...reading.names);
    }
  }
  return { uses, names, isBroken: false };
}

function readRecipes(text: string): { recipes: Recipe[]; variables: Map<string, string> } {
  const recipes: Recipe[] = [];
  const variables = new Map<string, string>();
  let recipe: Recipe | null = null;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    const assigned = ASSIGNMENT.exec(line);
    const head = RECIPE.exec(line);
    if (/^[ \t]/.test(line)) recipe?.lines.push({ start, end });
    else if (assigned) variables.set(assigned[1] ?? "", (assigned[2] ?? "").trim());
    else if (head) {
      const parameters = new Map<string, string | undefined>();
      let variadic: string | null = null;
      for (const [, star = "", name = "", value] of (head[2] ?? "").matchAll(PARAMETER)) {
        parameters.set(name, value);
        if (star !== "") variadic = name;
      }
      recipe = { name: head[1] ?? "", parameters, variadic, lines: [] };
      recipes.push(recipe);
    } else if (line.trim() !== "" && !line.startsWith("#") && !line.startsWith("[")) recipe = null;
    else if (line.trim() === "") recipe?.lines.push({ start, end });
    start = end + 1;
  }
  return { recipes, variables };
}

/** The lines of a recipe as scripts: all of them where it names an interpreter, else each, with those that a backslash joins. */
function scriptsOf(text: string, { lines }: Recipe): MappedText[] {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return [];
  const isOne = /^\s*#!/.test(text.slice(first.start, first.end));
  if (isOne) {
    if (!/\b(?:ba|da|z|k)?sh\b/.test(text.slice(first.start, first.end))) return [];
    return [{ text: text.slice(first.start, last.end), offsets: first.start }];
  }
  const scripts: MappedText[] = [];
  let start: number | null = null;
  for (const line of lines) {
    start ??= line.start;
    if (text.slice(line.start, line.end).endsWith("\\")) continue;
    const raw = text.slice(start, line.end).replace(/^(\s*[@-]*)/, marks => " ".repeat(marks.length));
    scripts.push({ text: raw, offsets: start });
    start = null;
  }
  return scripts;
}

/** The command of a recipe that ends with all the arguments that it is given. */
function wrapped(text: string, recipe: Recipe): string | null {
  const own = scriptsOf(text, recipe).find(script =>
    new RegExp(`\\{\\{\\s*${recipe.variadic ?? ""}\\s*\\}\\}`).test(script.text),
  );
  return own && /\bbuild\b/.test(own.text) ? own.text.replace(/\\\n/g, " ").trim() : null;
}

const COMMAND = /(?:[^;&|\n]|(?<=\\)\n)+/g;

/** What may be a recipe in the commands of a script: its name, where the command begins that calls it, and where the name ends. */
function* calledIn(script: string): Generator<{ name: string; start: number; at: number }> {
  for (const { 0: command, index } of script.matchAll(COMMAND)) {
    const just = /\bjust\b/.exec(command);
    const start = just?.index ?? 0;
    for (const word of command.slice(start).matchAll(/(?<![\w-])[\w-]+(?=[ \t])/g)) {
      const [name] = word;
      // Without `just`, the recipe is the first word.
      if (!just && command.slice(0, word.index).trim() !== "") break;
      yield { name, start: index + start, at: index + start + word.index + name.length };
    }
  }
}

/** A call of a wrapper as the command that it runs, in front of the arguments: `just _build --target=x`. */
function asCommand(body: MappedText, wrappers: ReadonlyMap<string, string>): MappedText {
  for (const { name, start, at } of calledIn(body.text)) {
    const command = wrappers.get(name);
    if (command === undefined) continue;
    const inserted = command.replace(/\{\{\s*[\w-]+\s*\}\}\s*$/, "");
    const place = (index: number) =>
      typeof body.offsets === "number" ? body.offsets + index : (body.offsets[index] ?? 0);
    const offsets = [
      ...Array.from({ length: start }, (_, index) => place(index)),
      ...Array.from({ length: inserted.length }, () => place(at - name.length)),
      ...Array.from({ length: body.text.length - at }, (_, index) => place(at + index)),
    ];
    return { text: body.text.slice(0, start) + inserted + body.text.slice(at), offsets };
  }
  return body;
}
