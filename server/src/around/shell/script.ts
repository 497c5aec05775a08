/** A script with its variables: what each has at each command, through conditions, loops, functions and folders that it changes to. */
import type { Span } from "../../dockerfile/source";
import type { Choose } from "../outcomes";
import { joinPath } from "../paths";
import type { Field, Values } from "./expansion";
import { fieldsOf } from "./fields";
import { known, open } from "./known";
import type { Known } from "./known";
import { printedBy } from "./printed";
import { FOLDER, isAround, outlineOf } from "./scriptOutline";
import type { Block, PlacedWords, Setting, Spot } from "./scriptOutline";
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

interface Evaluation {
  /** The folder in which the script is started. */
  readonly start: string;
  steps: number;
  depth: number;
}

/** What is evaluated for one command, at most. */
const MOST_STEPS = 2000;
const DEEPEST = 24;
/** An array to which more is added is not known. */
const MOST_ADDED = 64;
/** What is evaluated for a script, at most: then everything is open. */
const MOST_STEPS_ALL = 50_000;

/** The commands of a script, in order. `onLimit` hears that values are open because too much is evaluated for them. */
export function readScript(
  template: Template,
  around: Surroundings,
  onLimit: (what: string) => void,
): ScriptCommand[] {
  const script = template.mapped.text;
  const { commands, settings, calls } = outlineOf(script);
  let spent = 0;

  /** What a setting gives the name that it sets. */
  function valueOf(name: string, setting: Setting, choose: Choose, evaluation: Evaluation): Known {
    switch (setting.kind) {
      case "value": {
        const before = setting.adds ? lookUp(name, setting, choose, evaluation) : known("");
        const own = textAt(setting.value, setting, choose, evaluation);
        return { text: (before?.text ?? "") + own.text, isOpen: own.isOpen || (before?.isOpen ?? true) };
      }
      case "oneOf":
        return oneOf(name, setting, choose, evaluation);
      case "folder": {
        const before = lookUp(FOLDER, setting, choose, evaluation) ?? known(evaluation.start);
        const to = setting.to ? textAt(setting.to, setting, choose, evaluation) : open("~");
        if (to.text.startsWith("/")) return to;
        return to.isOpen || before.isOpen ? open(to.text) : known(joinPath(before.text, to.text));
      }
      case "startFolder":
        return known(evaluation.start);
      case "unknown":
        return open(`$${name}`);
    }
  }

  function oneOf(
    name: string,
    setting: Extract<Setting, { kind: "oneOf" }>,
    choose: Choose,
    evaluation: Evaluation,
  ): Known {
    const { words, arePlain, order } = setting;
    const pick = <Item>(items: readonly Item[]) => items[choose(`${name}#${order}`, items.length)];
    // Most lists are words as they are written: then the one that is picked is all that has to be looked at.
    const word = arePlain ? pick(words) : undefined;
    if (word) return textAt(word, setting, choose, evaluation);
    spent += words.length;
    const values = valuesAt(setting, choose, evaluation);
    const item = pick(words.flatMap(span => fieldsOf(script, span, values)));
    return item && !/[*?]/.test(item.text) ? item : open(`$${name}`);
  }

  /** The value that a name has before a command: that of the last setting which is passed on the way, or of one which may be. */
  function lookUp(
    name: string,
    { order, block }: Spot,
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
    for (let index = lastBefore(all, order); index >= 0 && !isSure && candidates.length < 32; index--) {
      const setting = all[index];
      if (!setting) continue;
      candidates.push(setting);
      isSure = isAround(setting.block, block);
    }
    const outside = isSure ? undefined : around.environment(name, choose);
    const count = candidates.length + (outside ? 1 : 0);
    const setting = candidates[choose(`${name}@${candidates[0]?.order ?? 0}`, count)];
    if (!setting) return outside;
    evaluation.depth++;
    const value = valueOf(name, setting, choose, evaluation);
    evaluation.depth--;
    return value;
  }

  /** All that an array has before a command: what it is set to last, and what is put behind that, each addition that may be passed. */
  function itemsOf(name: string, spot: Spot, choose: Choose, evaluation: Evaluation): Field[] | null {
    const all = settings.get(name) ?? [];
    if (all.length === 0 || evaluation.depth >= DEEPEST) return null;
    const added: Extract<Setting, { kind: "oneOf" }>[] = [];
    for (let index = lastBefore(all, spot.order); index >= 0; index--) {
      const setting = all[index];
      if (setting?.kind !== "oneOf" || setting.array === undefined) return null;
      if (added.length >= MOST_ADDED || ++spent > MOST_STEPS_ALL) return null;
      const isPassed = isAround(setting.block, spot.block) || choose(`${name}+${setting.order}`, 2) === 0;
      if (isPassed) added.unshift(setting);
      if (isPassed && setting.array === "set") break;
    }
    evaluation.depth++;
    const fields = added.flatMap(setting => {
      const values = valuesAt(setting, choose, evaluation);
      return setting.words.flatMap(span => fieldsOf(script, span, values));
    });
    evaluation.depth--;
    return added.length === 0 ? null : fields;
  }

  function valuesAt(spot: Spot, choose: Choose, evaluation: Evaluation): Values {
    const values: Values = {
      variable: name => {
        if (name === "0" || name === "BASH_SOURCE")
          return around.path === null ? undefined : known(around.path);
        if (name === "PWD") return lookUp(FOLDER, spot, choose, evaluation) ?? known(evaluation.start);
        return lookUp(name, spot, choose, evaluation);
      },
      parameters: () => {
        let at: Block | null = spot.block;
        while (at && at.kind !== "function") at = at.outer;
        const callers = at ? (calls.get(at.name) ?? []) : [];
        const caller = callers[choose(`call ${at?.name ?? ""}`, callers.length)];
        spent += caller?.words.length ?? 0;
        if (!caller || spent > MOST_STEPS_ALL || ++evaluation.depth > DEEPEST) return null;
        const inner = valuesAt(caller, choose, evaluation);
        const fields = caller.words.slice(1).flatMap(span => fieldsOf(script, span, inner));
        evaluation.depth--;
        return fields;
      },
      items: name => itemsOf(name, spot, choose, evaluation),
      hole: number => template.holes[number]?.give(choose) ?? open("…"),
      printed: command => printedBy(command, values, around.root),
    };
    return values;
  }

  function textAt(span: Span, spot: Spot, choose: Choose, evaluation: Evaluation): Known {
    const fields = fieldsOf(script, span, valuesAt(spot, choose, evaluation));
    return { text: fields.map(({ text }) => text).join(" "), isOpen: fields.some(({ isOpen }) => isOpen) };
  }

  return commands.map((command: PlacedWords) => ({
    words: command.words,
    fields: (choose, start) => {
      const values = valuesAt(command, choose, { start, steps: 0, depth: 0 });
      return command.words.flatMap(span => fieldsOf(script, span, values));
    },
    folder: (choose, start) => lookUp(FOLDER, command, choose, { start, steps: 0, depth: 0 }) ?? known(start),
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
