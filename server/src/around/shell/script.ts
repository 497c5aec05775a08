/** A script with its variables: what each has at each command, through conditions, loops, functions and folders that it changes to. */
import type { Span } from "../../dockerfile/source";
import { readShellScript } from "../../dockerfile/shellScript";
import type { PlacedCommand } from "../../dockerfile/shellScript";
import type { Choose } from "../outcomes";
import { folderOf, joinPath, baseName } from "../paths";
import { fieldsOf } from "./fields";
import type { Field, Values } from "./fields";
import { known, open } from "./known";
import type { Known } from "./known";
import type { Template } from "./template";

/** What surrounds a script. */
export interface Surroundings {
  /** Variables that it is given: of a job, of a Makefile; undefined where nothing gives them. */
  readonly environment: (name: string, choose: Choose) => Known | undefined;
  /** The path of the script itself, for `$0`; null where it has none. */
  readonly path: string | null;
  /** The folder of the repository. */
  readonly root: string;
}

/** A command at its place, of which the words can be asked for. */
export interface ScriptCommand {
  readonly words: readonly Span[];
  /** The words as the shell hands them over, for one choice of what may be several things. */
  readonly fields: (choose: Choose, start: string) => Field[];
  /** The folder in which it runs, where the script is started in the folder `start`; open where that cannot be seen. */
  readonly folder: (choose: Choose, start: string) => Known;
}

/** Where a command stands: in one arm of a condition, in a loop, in a function. */
interface Block {
  readonly outer: Block | null;
  readonly kind: "script" | "if" | "loop" | "case" | "group" | "function";
  readonly name: string;
}

/** A variable that is set: to one of several values in a loop. */
interface Setting {
  readonly order: number;
  readonly block: Block;
  readonly give: (choose: Choose, evaluation: Evaluation) => Known;
}

interface Evaluation {
  /** The folder in which the script is started. */
  readonly start: string;
  steps: number;
  depth: number;
}

const FOLDER = "\0folder";
/** What is evaluated for one command, at most. */
const MOST_STEPS = 2000;
const DEEPEST = 24;
/** What is evaluated for a script, at most: then everything is open. */
const MOST_STEPS_ALL = 50_000;
/** A word that is handed over as it is written. */
const PLAIN_WORD = /^[\w./:@%+=,-]+$/;

/** The commands of a script, in order. `onLimit` hears that values are open because too much is evaluated for them. */
export function readScript(
  template: Template,
  around: Surroundings,
  onLimit: (what: string) => void,
): ScriptCommand[] {
  const script = template.mapped.text;
  const settings = new Map<string, Setting[]>();
  const calls = new Map<string, { order: number; block: Block; words: readonly Span[] }[]>();
  const found: { order: number; block: Block; words: readonly Span[] }[] = [];
  let block: Block = { outer: null, kind: "script", name: "" };
  let order = 0;
  let lastEnd = 0;
  let spent = 0;
  let array: string | null = null;

  const enter = (kind: Block["kind"], name = "") => {
    block = { outer: block, kind, name };
  };
  const leave = (...kinds: Block["kind"][]) => {
    let at: Block | null = block;
    while (at && !kinds.includes(at.kind)) at = at.outer;
    if (at?.outer) block = at.outer;
  };
  const set = (name: string, give: Setting["give"], inBlock = block) => {
    const setting = { order, block: inBlock, give };
    const before = settings.get(name);
    if (before) before.push(setting);
    else settings.set(name, [setting]);
  };

  const onKeyword = (keyword: string) => {
    if (keyword === "if") enter("if");
    else if (keyword === "else" || keyword === "elif") {
      leave("if");
      enter("if");
    } else if (keyword === "while" || keyword === "until") enter("loop");
    else if (keyword === "{") enter(pendingFunction === null ? "group" : "function", pendingFunction ?? "");
    if (keyword === "{") pendingFunction = null;
  };
  let pendingFunction: string | null = null;

  const onCommand = ({ leading, assignments, words, isSubstituted }: PlacedCommand) => {
    order++;
    if (isSubstituted) return;
    const start = Math.min(
      ...[leading, assignments, words].flatMap(([first]) => (first ? [first.start] : [])),
    );
    const between = script.slice(lastEnd, Math.max(start, lastEnd)).replace(/<<[^]*|#.*/g, "");
    lastEnd = Math.max(lastEnd, ...[leading, assignments, words].flatMap(list => list.at(-1)?.end ?? 0));
    if (between.includes(";;")) {
      leave("case");
      enter("case");
    }
    for (const char of between) {
      if (char === "(" && array === null) enter("group", "(");
      else if (char === ")" && block.kind === "group" && block.name === "(") leave("group");
    }
    const first = words[0] ? script.slice(words[0].start, words[0].end) : "";
    if (array !== null) {
      setList(array, words);
      array = null;
      return;
    }
    for (const span of leading) onKeyword(script.slice(span.start, span.end));
    for (const span of assignments) assign(span);
    if (first === "") return;
    if (/^\s*\(\s*\)/.test(script.slice(words[0]?.end, (words[0]?.end ?? 0) + 20))) {
      pendingFunction = first;
      return;
    }
    if (first === "function") {
      const name = words[1] ? script.slice(words[1].start, words[1].end).replace(/\(\)$/, "") : "";
      pendingFunction = name;
      if (words.some(({ start: at, end }) => script.slice(at, end) === "{")) onKeyword("{");
    } else if (first === "fi") leave("if");
    else if (first === "done") leave("loop");
    else if (first === "esac") leave("case");
    else if (first === "}") leave("function", "group");
    else if (first === "case") {
      enter("case");
    } else if (first === "for" || first === "select") {
      enter("loop");
      const name = words[1] ? script.slice(words[1].start, words[1].end) : "";
      setList(name, words.slice(3));
    } else if (first === "cd" || first === "pushd") changeFolder(words[1]);
    else if (first === "popd") set(FOLDER, (_, { start }) => known(start));
    else if (/^(?:export|local|declare|readonly|typeset)$/.test(first))
      for (const span of words.slice(1)) assign(span);
    else if (first === "read")
      for (const { start: at, end } of words.slice(1))
        set(script.slice(at, end), () => open(`$${script.slice(at, end)}`));
    const command = { order, block, words };
    found.push(command);
    const called = calls.get(first);
    if (called) called.push(command);
    else calls.set(first, [command]);
  };

  const assign = (span: Span) => {
    const raw = script.slice(span.start, span.end);
    const [head = "", name = "", plus] = /^([A-Za-z_]\w*)(\+?)=/.exec(raw) ?? [];
    if (name === "") return;
    if (raw.length === head.length && script[span.end] === "(") {
      array = name;
      return;
    }
    const here = { order, block };
    const value = { start: span.start + head.length, end: span.end };
    set(name, (choose, evaluation) => {
      const before = plus === "+" ? lookUp(name, here.order, here.block, choose, evaluation) : undefined;
      const own = textAt(value, here.order, here.block, choose, evaluation);
      return {
        text: (before?.text ?? "") + own.text,
        isOpen: own.isOpen || (plus === "+" && (before?.isOpen ?? true)),
      };
    });
  };
  const setList = (name: string, words: readonly Span[]) => {
    const here = { order, block };
    const isPlain = words.every(span => PLAIN_WORD.test(script.slice(span.start, span.end)));
    set(name, (choose, evaluation) => {
      const values = valuesAt(here.order, here.block, choose, evaluation);
      const pick = <Item>(items: readonly Item[]) => items[choose(`${name}#${here.order}`, items.length)];
      // Most lists are words as they are written: then the one that is picked is all that has to be looked at.
      const word = isPlain ? pick(words) : undefined;
      if (word) return textAt(word, here.order, here.block, choose, evaluation);
      spent += words.length;
      const item = pick(words.flatMap(span => fieldsOf(script, span, values)));
      return item && !/[*?]/.test(item.text) ? item : open(`$${name}`);
    });
  };
  const changeFolder = (span: Span | undefined) => {
    const here = { order, block };
    set(FOLDER, (choose, evaluation) => {
      const before = lookUp(FOLDER, here.order, here.block, choose, evaluation) ?? known(evaluation.start);
      const to = span ? textAt(span, here.order, here.block, choose, evaluation) : open("~");
      if (to.text.startsWith("/")) return to;
      return to.isOpen || before.isOpen ? open(to.text) : known(joinPath(before.text, to.text));
    });
  };

  /** The value that a name has before a command: that of the last setting which is passed on the way, or of one which may be. */
  function lookUp(
    name: string,
    before: number,
    from: Block,
    choose: Choose,
    evaluation: Evaluation,
  ): Known | undefined {
    if (++spent > MOST_STEPS_ALL || ++evaluation.steps > MOST_STEPS || evaluation.depth > DEEPEST) {
      onLimit("a script's variables name one another too often");
      return open(`$${name}`);
    }
    const candidates: Setting[] = [];
    let isSure = false;
    const all = settings.get(name) ?? [];
    for (let index = lastBefore(all, before); index >= 0 && !isSure && candidates.length < 32; index--) {
      const setting = all[index];
      if (!setting) continue;
      candidates.push(setting);
      isSure = isAround(setting.block, from);
    }
    const outside = isSure ? undefined : around.environment(name, choose);
    const count = candidates.length + (outside ? 1 : 0);
    const setting = candidates[choose(`${name}@${candidates[0]?.order ?? 0}`, count)];
    if (!setting) return outside;
    evaluation.depth++;
    const value = setting.give(choose, evaluation);
    evaluation.depth--;
    return value;
  }

  function valuesAt(before: number, from: Block, choose: Choose, evaluation: Evaluation): Values {
    const values: Values = {
      variable: name => {
        if (name === "0" || name === "BASH_SOURCE")
          return around.path === null ? undefined : known(around.path);
        if (name === "PWD")
          return lookUp(FOLDER, before, from, choose, evaluation) ?? known(evaluation.start);
        return lookUp(name, before, from, choose, evaluation);
      },
      parameters: () => {
        let at: Block | null = from;
        while (at && at.kind !== "function") at = at.outer;
        const callers = at ? (calls.get(at.name) ?? []) : [];
        const caller = callers[choose(`call ${at?.name ?? ""}`, callers.length)];
        spent += caller?.words.length ?? 0;
        if (!caller || spent > MOST_STEPS_ALL || ++evaluation.depth > DEEPEST) return null;
        const inner = valuesAt(caller.order, caller.block, choose, evaluation);
        const fields = caller.words.slice(1).flatMap(span => fieldsOf(script, span, inner));
        evaluation.depth--;
        return fields;
      },
      hole: number => template.holes[number]?.give(choose) ?? open("…"),
      printed: command => printed(command, values),
    };
    return values;
  }

  function textAt(span: Span, before: number, from: Block, choose: Choose, evaluation: Evaluation): Known {
    const fields = fieldsOf(script, span, valuesAt(before, from, choose, evaluation));
    return { text: fields.map(({ text }) => text).join(" "), isOpen: fields.some(({ isOpen }) => isOpen) };
  }

  /** What a command prints, of those that say something about paths. */
  function printed(command: string, values: Values): Known | undefined {
    const parts = command.split("&&").map(part => part.trim());
    const [first = "", second] = parts.map(part => part.replace(/^(?:[A-Z_]+=(?:''|""|\S*)\s+)+/, ""));
    const words = (text: string) =>
      [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\([^)]*\)|\S)+/g)].map(match => match[0]);
    const [program = "", ...args] = words(first).filter(word => !/^(?:--|-[Lfe]|>.*|\d>.*)$/.test(word));
    const evaluate = (word: string): Known => {
      const fields = fieldsOf(word, { start: 0, end: word.length }, values);
      return { text: fields.map(({ text }) => text).join(" "), isOpen: fields.some(({ isOpen }) => isOpen) };
    };
    const arg = args[0] === undefined ? undefined : evaluate(args[0]);
    if (program === "git" && args.includes("--show-toplevel")) return known(around.root);
    if (program === "pwd") return values.variable("PWD");
    if (!arg || arg.isOpen) return program === "echo" ? arg : undefined;
    if (program === "cd") return second?.startsWith("pwd") ? arg : undefined;
    if (program === "dirname") return known(arg.text.includes("/") ? folderOf(arg.text) : ".");
    if (program === "realpath" || program === "readlink" || program === "echo") return arg;
    if (program === "basename") {
      const suffix = args[1] === undefined ? "" : evaluate(args[1]).text;
      const name = baseName(arg.text);
      return known(suffix !== "" && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name);
    }
    return undefined;
  }

  readShellScript(script, onCommand);
  return found.map(({ order: at, block: from, words }) => ({
    words,
    fields: (choose, start) => {
      const values = valuesAt(at, from, choose, { start, steps: 0, depth: 0 });
      return words.flatMap(span => fieldsOf(script, span, values));
    },
    folder: (choose, start) =>
      lookUp(FOLDER, at, from, choose, { start, steps: 0, depth: 0 }) ?? known(start),
  }));
}

/** The index of the last setting before a command, or -1; they are in order. */
function lastBefore(settings: readonly Setting[], order: number): number {
  let low = 0;
  let high = settings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((settings[middle]?.order ?? order) < order) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isAround(block: Block, inner: Block): boolean {
  for (let at: Block | null = inner; at; at = at.outer) if (at === block) return true;
  return false;
}
