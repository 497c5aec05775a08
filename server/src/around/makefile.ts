/** Uses in Makefiles: recipes are shell text in which make fills in its own variables. */
import { originSpan } from "../dockerfile/source";
import type { MappedText, Span } from "../dockerfile/source";
import type { Files } from "./files";
import type { Choose } from "./outcomes";
import { folderOf, joinPath } from "./paths";
import { readShell } from "./shell/shell";
import { known, open } from "./shell/known";
import type { Known } from "./shell/known";
import { withHoles } from "./shell/template";
import type { NamedFile, Reading, Use } from "./use";
import { NOTHING } from "./use";
import { LONGEST_FILE } from "./files";

/** Whether a file is a Makefile, by its name. */
export function isMakefile(path: string): boolean {
  return /\/(?:GNUmakefile|[Mm]akefile(?:\.[\w.-]+)?|[\w.-]+\.(?:mk|mak|make))$/.test(path);
}

const REFERENCE = /\$(?:\$|\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)|\{([^{}]*)\}|([@*<^+?%]))/g;
const ASSIGNMENT = /^ *(?:(?:export|override|private) +)*([\w.-]+)[ \t]*(::?:?|\?|\+|!)?=[ \t]*/;
const RULE = /^([^\t#:=][^:=#]*)::?(?!=)[ \t]*((?:[^ \t][^\t]*)?)$/;
const DEEPEST = 20;
const MOST_STEPS = 500;
/** Makefiles that include one another further than this are not read. */
const MOST_INCLUDED = 20;
/** No value is longer, in UTF-16 units. */
const LONGEST = 4096;

/** A line with those that a backslash joins to it. */
interface Line {
  readonly start: number;
  readonly end: number;
}

interface Setting {
  readonly value: string;
  readonly isAdded: boolean;
  /** It is set under a condition: there may be another value. */
  readonly isConditional: boolean;
}

type Variables = Map<string, Setting[]>;

/** The builds of a Makefile's recipes. They run in the Makefile's folder, or in that of the repository where it is included there. */
export function readMakefile(path: string, files: Files): Reading {
  const text = files.text(path) ?? "";
  if (text.length > LONGEST_FILE) return { ...NOTHING, isBroken: true };
  const variables: Variables = new Map();
  readVariables(path, text, files, variables, new Set());
  const folders = [...new Set([folderOf(path), files.root(path)])];
  const uses: Use[] = [];
  const names: NamedFile[] = [];
  const recipes = recipesOf(text);
  const read = ({ body, targets, own }: Recipe): readonly Use[] => {
    const scope: MakeScope = { variables, own, targets, path };
    const template = withHoles(body, REFERENCE, match => {
      if (match[0] === "$$") return "$";
      const inner = match[1] ?? match[2] ?? match[3] ?? "";
      return choose => valueOf(inner, scope, choose, { steps: 0, depth: 0 });
    });
    const reading = readShell(
      {
        file: path,
        kind: "makefile",
        name: targets.join(" "),
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
  for (const recipe of recipes) {
    uses.push(...read(recipe));
    for (const { called, own, span, places } of callsIn(recipe)) {
      const lines = recipes.filter(({ targets }) => targets.includes(called)).slice(0, MOST_CALLED);
      for (const line of lines)
        uses.push(
          ...read({ ...line, own: new Map([...line.own, ...own]) }).map(use =>
            atCall(use, path, span, places),
          ),
        );
    }
  }
  return { uses, names, isBroken: false };
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

const CALL = /\$(?:\(MAKE\)|\{MAKE\})((?:[ \t]|\\\r?\n|[^\s;&|])*)/g;
const MOST_CALLED = 20;

/** A call of make that sets variables, and where it writes each value. */
interface MakeCall {
  readonly called: string;
  readonly own: Variables;
  readonly span: Span;
  readonly places: ReadonlyMap<string, Span>;
}

/** The calls of make in a recipe that set variables, by the target that each names. */
function callsIn({ body }: Recipe): MakeCall[] {
  return [...body.text.matchAll(CALL)].flatMap(match => {
    const words = (match[1] ?? "")
      .split(/(?:\s|\\\r?\n)+/)
      .filter(word => word !== "" && !word.startsWith("-"));
    const own: Variables = new Map();
    const places = new Map<string, Span>();
    for (const word of words) {
      const [, name, value = ""] = /^([\w.-]+)=(.*)$/.exec(word) ?? [];
      const setting = {
        value: value.replace(/^(["'])([^]*)\1$/, "$2"),
        isAdded: false,
        isConditional: false,
      };
      if (name === undefined) continue;
      own.set(name, [setting]);
      const at = match.index + match[0].indexOf(word) + name.length + 1;
      places.set(setting.value, originSpan(body, at, at + value.length));
    }
    const called = words.find(word => !word.includes("="));
    if (called === undefined || own.size === 0) return [];
    const span = originSpan(body, match.index, match.index + match[0].length);
    return [{ called, own, span, places }];
  });
}

interface Recipe {
  readonly body: MappedText;
  readonly targets: readonly string[];
  /** Variables that are set for the target alone. */
  readonly own: Variables;
}

/** The lines of recipes, each a script of its own; all of a recipe where the file says `.ONESHELL`. */
function recipesOf(text: string): Recipe[] {
  const isOne = /^\.ONESHELL:/m.test(text);
  const ofTarget = new Map<string, Variables>();
  const recipes: Recipe[] = [];
  let targets: string[] = [];
  let own: Variables = new Map();
  let gathered: Line[] = [];
  let isDefining = false;
  const end = () => {
    const [first] = gathered;
    const last = gathered.at(-1);
    if (first && last)
      recipes.push({ body: recipeText(text, { start: first.start, end: last.end }), targets, own });
    gathered = [];
  };
  for (const line of linesOf(text)) {
    const raw = text.slice(line.start, line.end);
    if (/^\s*(?:define|endef)\b/.test(raw)) {
      isDefining = /^\s*define\b/.test(raw);
      targets = [];
      continue;
    }
    if (raw.startsWith("\t")) {
      if (targets.length === 0 && !isDefining) continue;
      if (!isOne) recipes.push({ body: recipeText(text, line), targets, own });
      else gathered.push(line);
      continue;
    }
    const rule = RULE.exec(raw.replace(/\\\r?\n/g, " "));
    if (!rule || isDefining) {
      if (raw.trim() !== "" && !/^\s*#|^\s*(?:ifn?eq|ifn?def|else|endif)\b/.test(raw)) {
        end();
        targets = [];
      }
      continue;
    }
    end();
    const names = (rule[1] ?? "").split(/\s+/).filter(name => name !== "");
    const rest = rule[2] ?? "";
    const [head, name] = ASSIGNMENT.exec(rest) ?? [];
    if (head !== undefined && name !== undefined) {
      for (const target of names) {
        const values = ofTarget.get(target) ?? new Map<string, Setting[]>();
        values.set(name, [{ value: rest.slice(head.length).trim(), isAdded: false, isConditional: false }]);
        ofTarget.set(target, values);
      }
      targets = [];
      continue;
    }
    targets = names;
    own = new Map(names.flatMap(target => [...(ofTarget.get(target) ?? [])]));
    const semicolon = rest.indexOf(";");
    if (semicolon !== -1)
      recipes.push({
        body: recipeText(text, { start: line.end - rest.length + semicolon + 1, end: line.end }),
        targets,
        own,
      });
  }
  end();
  return recipes;
}

/** A recipe as the shell gets it: without the tabs and the marks in front of its lines. */
function recipeText(text: string, { start, end }: Line): MappedText {
  const raw = text
    .slice(start, end)
    .replace(
      /(^|[^\\]\n)([\t ]*[@+-]*[\t ]*)/g,
      (_, before: string, marks: string) => before + " ".repeat(marks.length),
    );
  return { text: raw, offsets: start };
}

function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start < text.length;) {
    let end = text.indexOf("\n", start);
    while (end > 0 && /\\\r?$/.test(text.slice(Math.max(end - 2, start), end)))
      end = text.indexOf("\n", end + 1);
    if (end === -1) end = text.length;
    yield { start, end };
    start = end + 1;
  }
}

function readVariables(
  path: string,
  text: string,
  files: Files,
  variables: Variables,
  seen: Set<string>,
): void {
  seen.add(path);
  let conditions = 0;
  let defined: { name: string; lines: string[] } | null = null;
  for (const { start, end } of linesOf(text)) {
    const raw = text
      .slice(start, end)
      .replace(/(?:(?<![ \t])[ \t]+)?\\\r?\n[ \t]*/g, " ")
      .replace(/\r$/, "");
    if (defined !== null) {
      if (/^\s*endef\b/.test(raw)) {
        add(variables, defined.name, {
          value: defined.lines.join("\n"),
          isAdded: false,
          isConditional: conditions > 0,
        });
        defined = null;
      } else defined.lines.push(raw);
      continue;
    }
    if (raw.startsWith("\t")) continue;
    if (/^\s*ifn?(?:eq|def)\b/.test(raw)) conditions++;
    else if (/^\s*endif\b/.test(raw)) conditions = Math.max(conditions - 1, 0);
    const define = /^\s*define\s+([\w.-]+)/.exec(raw)?.[1];
    if (define !== undefined) {
      defined = { name: define, lines: [] };
      continue;
    }
    const included = /^-?s?include\s+(\S.*)$/.exec(raw)?.[1];
    if (included !== undefined && seen.size < MOST_INCLUDED)
      for (const name of included.split(/\s+/)) {
        const other = joinPath(
          folderOf(path),
          name.replace(/^\$\((?:CURDIR|dir [^)]*\)\)?|ROOT_DIR)\)?\/?/, ""),
        );
        const content = seen.has(other) ? null : files.text(other);
        if (content !== null) readVariables(other, content, files, variables, seen);
      }
    const [head, name = "", operator] = ASSIGNMENT.exec(raw) ?? [];
    if (head === undefined) continue;
    const value = raw
      .slice(head.length)
      .replace(/\s#[^]*/, "")
      .trim();
    if (operator === "?" && conditions === 0 && variables.has(name)) continue;
    add(variables, name, {
      value: operator === "!" ? `$(shell ${value})` : value,
      isAdded: operator === "+",
      isConditional: conditions > 0,
    });
  }
}

function add(variables: Variables, name: string, setting: Setting): void {
  const before = variables.get(name) ?? [];
  // A condition may be false; without one, what was before is gone.
  variables.set(name, setting.isConditional || setting.isAdded ? [...before.slice(-20), setting] : [setting]);
}

interface MakeScope {
  readonly variables: Variables;
  readonly own: Variables;
  readonly targets: readonly string[];
  readonly path: string;
}

interface Evaluation {
  steps: number;
  depth: number;
}

function expand(text: string, scope: MakeScope, choose: Choose, evaluation: Evaluation): Known {
  const state = { isOpen: false };
  const result = text.replace(REFERENCE, (written, round?: string, curly?: string, automatic?: string) => {
    if (written === "$$") return "$";
    const value = valueOf(round ?? curly ?? automatic ?? "", scope, choose, evaluation);
    state.isOpen ||= value.isOpen;
    return value.text;
  });
  // Of a value that is cut, nothing can be said.
  const isCut = result.length > LONGEST;
  return { text: result.slice(0, LONGEST), isOpen: state.isOpen || isCut || /\$[A-Za-z_({]/.test(result) };
}

/** The value of `$(…)`: a variable, or one of the functions that say something about names and paths. */
function valueOf(inner: string, scope: MakeScope, choose: Choose, evaluation: Evaluation): Known {
  const written = open(`$(${inner})`);
  if (++evaluation.steps > MOST_STEPS || evaluation.depth > DEEPEST) return written;
  if (/^[\w.-]+$/.test(inner)) return variableValue(inner, scope, choose, evaluation) ?? written;
  if (inner === "@" && scope.targets.every(target => !target.includes("%"))) {
    const target = scope.targets[choose("make @", scope.targets.length)];
    return target === undefined
      ? open("$@")
      : expand(target, scope, choose, { ...evaluation, depth: evaluation.depth + 1 });
  }
  const [, name = "", rest = ""] = /^([a-z]+)\s+((?:\S[^]*)?)$/.exec(inner) ?? [];
  if (name === "shell") return /^pwd\s*(?:-P)?$/.test(rest) ? known(folderOf(scope.path)) : written;
  if (
    !/^(?:strip|abspath|realpath|dir|notdir|firstword|lastword|lower|or|if|basename|addprefix|addsuffix|subst)$/.test(
      name,
    )
  )
    return inner.length === 1 ? open(`$${inner}`) : written;
  evaluation.depth++;
  const args = splitArguments(rest).map(arg => expand(arg.trim(), scope, choose, evaluation));
  evaluation.depth--;
  const [first = known(""), second, third] = args;
  if (name === "or") return args.find(arg => arg.isOpen || arg.text !== "") ?? known("");
  if (name === "if")
    return first.isOpen ? written : first.text !== "" ? (second ?? known("")) : (third ?? known(""));
  if (args.some(arg => arg.isOpen)) return written;
  const words = first.text.split(/\s+/).filter(word => word !== "");
  switch (name) {
    case "dir":
      return known(words.map(word => word.slice(0, word.lastIndexOf("/") + 1) || "./").join(" "));
    case "notdir":
      return known(words.map(word => word.slice(word.lastIndexOf("/") + 1)).join(" "));
    case "basename":
      return known(words.map(word => word.replace(/\.[^./]*$/, "")).join(" "));
    case "firstword":
      return known(words[0] ?? "");
    case "lastword":
      return known(words.at(-1) ?? "");
    case "abspath":
    case "realpath":
      return known(words.map(word => joinPath(folderOf(scope.path), word)).join(" "));
    case "addprefix":
      return known(
        (second?.text ?? "")
          .split(/\s+/)
          .map(word => first.text + word)
          .join(" "),
      );
    case "addsuffix":
      return known(
        (second?.text ?? "")
          .split(/\s+/)
          .map(word => word + first.text)
          .join(" "),
      );
    case "subst":
      return known((third?.text ?? "").replaceAll(first.text || "\0", () => second?.text ?? ""));
    default:
      return known(words.join(" "));
  }
}

function variableValue(
  name: string,
  scope: MakeScope,
  choose: Choose,
  evaluation: Evaluation,
): Known | undefined {
  if (name === "CURDIR" || name === "PWD") return known(folderOf(scope.path));
  if (name === "MAKEFILE_LIST") return known(scope.path);
  const settings = scope.own.get(name) ?? scope.variables.get(name);
  if (!settings) return undefined;
  const bases = settings.filter(({ isAdded }) => !isAdded);
  const base = bases[choose(`make ${name}`, bases.length)];
  const added = settings.filter(({ isAdded }) => isAdded);
  evaluation.depth++;
  const parts = [...(base ? [base] : []), ...added].map(({ value }) =>
    expand(value, scope, choose, evaluation),
  );
  evaluation.depth--;
  return {
    text: parts
      .map(({ text }) => text)
      .join(" ")
      .trim(),
    isOpen: parts.some(({ isOpen }) => isOpen),
  };
}

function splitArguments(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at] ?? ",";
    if (char === "(" || char === "{") depth++;
    else if (char === ")" || char === "}") depth--;
    else if (char === "," && (depth === 0 || at === text.length)) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return found;
}
