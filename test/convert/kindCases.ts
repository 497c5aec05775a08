/**
 * Single-stage files and facts about what becomes of them: `==== name`, what is known of the context (as in the examples), the
 * file, and behind `----` a fact a line: `+ text` the last stage has, `- text` it has not, `b+ text` and `b- text` for the
 * others, `? text` a choice that a person has to look at says, `! text` the reason against a conversion says. `/…/` is a pattern.
 */
import { join } from "node:path";
import type { Project } from "../../server/src/convert/conversion";
import { readProject, sectionsIn } from "./conversionExamples";

export interface Fact {
  readonly kind: "+" | "-" | "b+" | "b-" | "?" | "!";
  readonly text: string;
}

export interface KindCase {
  readonly name: string;
  readonly project: Project;
  readonly before: string;
  readonly facts: readonly Fact[];
}

const FOLDER = join(__dirname, "kinds");

/** The cases by the file that they are in. */
export function kindCases(): Map<string, KindCase[]> {
  return sectionsIn(FOLDER, readCase);
}

function readCase(section: string): KindCase {
  const [heading = "", ...lines] = section.split("\n");
  const { project, rest } = readProject(lines);
  const [before = "", said = ""] = rest.join("\n").split(/^----\n/m);
  const facts = said
    .split("\n")
    .filter(line => line.trim() !== "")
    .map((line): Fact => {
      const [, kind, text = ""] = /^(b?\+|b?-|\?|!) (.+)$/.exec(line) ?? [];
      if (kind === undefined) throw new Error(`no fact: ${line}`);
      return { kind: kind as Fact["kind"], text };
    });
  return { name: heading, project, before, facts };
}

/** Whether a text says what a fact says; white space counts as one blank. */
export function says(text: string, wanted: string): boolean {
  const [, pattern] = /^\/(.*)\/$/.exec(wanted) ?? [];
  const flat = text.replace(/\s+/g, " ");
  return pattern === undefined ? flat.includes(wanted) : new RegExp(pattern).test(flat);
}
