/** What a script consists of: its commands, each with the block in which it stands, and what sets each variable. */
import type { Span } from "../../dockerfile/source";
import { readShellScript } from "../../dockerfile/shellScript";
import type { PlacedCommand } from "../../dockerfile/shellScript";

/** Where a command stands: in one arm of a condition, in a loop, in a function. */
export interface Block {
  readonly outer: Block | null;
  readonly kind: "script" | "if" | "loop" | "case" | "group" | "function";
  readonly name: string;
}

/** A place in a script, in the order in which it is written. */
export interface Spot {
  readonly order: number;
  readonly block: Block;
}

/** A command with its words. */
export interface PlacedWords extends Spot {
  readonly words: readonly Span[];
}

/** What sets a variable: an assignment, a list of which it has one (a loop, an array), `cd`, `popd`, or something unknown. */
export type Setting = Spot &
  (
    | { readonly kind: "value"; readonly value: Span; readonly adds: boolean }
    | {
        readonly kind: "oneOf";
        readonly words: readonly Span[];
        readonly arePlain: boolean;
        /** An array, of which a command can take all: as it is set, or with more behind what it has. */
        readonly array?: "set" | "added";
      }
    | { readonly kind: "folder"; readonly to: Span | null }
    | { readonly kind: "startFolder" }
    | { readonly kind: "unknown" }
  );

type SettingOf<Kind> = Kind extends unknown ? Omit<Kind, keyof Spot> : never;

export interface ScriptOutline {
  readonly commands: readonly PlacedWords[];
  /** By name, in order; the folder of the script is {@link FOLDER}. */
  readonly settings: ReadonlyMap<string, readonly Setting[]>;
  /** The calls of each program or function, by its name. */
  readonly calls: ReadonlyMap<string, readonly PlacedWords[]>;
}

/** A word that is handed over as it is written. */
const PLAIN_WORD = /^[\w./:@%+=,-]+$/;

/** The name under which changes of the folder are kept: no variable can have it. */
export const FOLDER = "\0folder";

/** Reads the outline of a script, in one pass. */
export function outlineOf(script: string): ScriptOutline {
  const settings = new Map<string, Setting[]>();
  const calls = new Map<string, PlacedWords[]>();
  const commands: PlacedWords[] = [];
  let block: Block = { outer: null, kind: "script", name: "" };
  let order = 0;
  let lastEnd = 0;
  let array: { readonly name: string; readonly adds: boolean } | null = null;

  const enter = (kind: Block["kind"], name = "") => {
    block = { outer: block, kind, name };
  };
  const leave = (...kinds: Block["kind"][]) => {
    let at: Block | null = block;
    while (at && !kinds.includes(at.kind)) at = at.outer;
    if (at?.outer) block = at.outer;
  };
  const set = (name: string, what: SettingOf<Setting>) => {
    const setting = { order, block, ...what };
    const before = settings.get(name);
    if (before) before.push(setting);
    else settings.set(name, [setting]);
  };
  const setList = (name: string, words: readonly Span[], kind?: "set" | "added") => {
    const arePlain = words.every(span => PLAIN_WORD.test(written(span)));
    set(name, { kind: "oneOf", words, arePlain, ...(kind ? { array: kind } : {}) });
  };
  const written = ({ start, end }: Span) => script.slice(start, end);

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
    const first = words[0] ? written(words[0]) : "";
    if (array !== null) {
      setList(array.name, words, array.adds ? "added" : "set");
      array = null;
      return;
    }
    for (const span of leading) onKeyword(written(span));
    for (const span of assignments) assign(span);
    if (first === "") return;
    if (/^\s*\(\s*\)/.test(script.slice(words[0]?.end, (words[0]?.end ?? 0) + 20))) {
      pendingFunction = first;
      return;
    }
    if (first === "function") {
      const name = words[1] ? written(words[1]).replace(/\(\)$/, "") : "";
      pendingFunction = name;
      if (words.some(span => written(span) === "{")) onKeyword("{");
    } else if (first === "fi") leave("if");
    else if (first === "done") leave("loop");
    else if (first === "esac") leave("case");
    else if (first === "}") leave("function", "group");
    else if (first === "case") {
      enter("case");
    } else if (first === "for" || first === "select") {
      enter("loop");
      setList(words[1] ? written(words[1]) : "", words.slice(3));
    } else if (first === "cd" || first === "pushd") set(FOLDER, { kind: "folder", to: words[1] ?? null });
    else if (first === "popd") set(FOLDER, { kind: "startFolder" });
    else if (/^(?:export|local|declare|readonly|typeset)$/.test(first))
      for (const span of words.slice(1)) assign(span);
    else if (first === "read") for (const span of words.slice(1)) set(written(span), { kind: "unknown" });
    const command = { order, block, words };
    commands.push(command);
    const called = calls.get(first);
    if (called) called.push(command);
    else calls.set(first, [command]);
  };

  const assign = (span: Span) => {
    const raw = written(span);
    const [head = "", name = "", plus] = /^([A-Za-z_]\w*)(\+?)=/.exec(raw) ?? [];
    if (name === "") return;
    if (raw.length === head.length && script[span.end] === "(") array = { name, adds: plus === "+" };
    else
      set(name, {
        kind: "value",
        value: { start: span.start + head.length, end: span.end },
        adds: plus === "+",
      });
  };

  readShellScript(script, onCommand);
  return { commands, settings, calls };
}

/** Whether a block is another one or around it. */
export function isAround(block: Block, inner: Block): boolean {
  for (let at: Block | null = inner; at; at = at.outer) if (at === block) return true;
  return false;
}
