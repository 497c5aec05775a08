/** What decides which lines belong together: directives at the top, the escape character, comments and blank lines between. */
import { REST } from "./heredocs";
import { scope, scopes, use } from "./rule";
import type { Captures, Repository, Rule } from "./rule";
import { ASSIGNMENT, IMAGE } from "./words";

/** All that follows `# escape=`, where that is a backtick. */
export const BACKTICK = scope("meta.escape.backtick");
const DIRECTIVES = scope("meta.directives");
const DIRECTIVE = "\\s*#\\s*(?i:syntax|escape|check)\\s*=\\s*\\S";

/** The line of a directive, as a pattern, and the scopes of its parts. */
function directiveLine(name: string, value: string): string {
  return `^\\s*(#)\\s*(?i:(${name}))\\s*(=)\\s*(${value})[ \\t]*$`;
}

function directiveParts(ofValue: Captures[string]): Captures {
  return {
    ...scopes("punctuation.definition.comment", "keyword.other.directive", ASSIGNMENT),
    "4": ofValue,
  };
}

function directive(name: string, value: string, ofValue: Captures[string]): Rule {
  return {
    match: directiveLine(name, value),
    name: scope("meta.directive"),
    captures: directiveParts(ofValue),
  };
}

/** The first lines of a file, as long as they are directives. */
function directives(begin: string, patterns: readonly Rule[]): Rule {
  return { name: DIRECTIVES, begin, end: `^(?!${DIRECTIVE})`, patterns };
}

const ESCAPE = { name: scope("constant.character.escape") };

export const DIRECTIVE_RULES: Repository = {
  check: {
    patterns: [
      {
        match: "(skip|experimental|error)(=)",
        captures: scopes("variable.parameter", ASSIGNMENT),
      },
      { match: "\\b(?:all|true|false)\\b", name: scope("constant.language") },
      { match: "[A-Za-z]\\w*", name: scope("constant.other.rule") },
      { match: "[,;]", name: scope("punctuation.separator") },
    ],
  },
  "check-above": {
    comment: "Above an instruction it counts for that instruction",
    ...directive("check", "(?:skip|experimental)=.*?", { patterns: [use("check")] }),
  },
  directive: {
    patterns: [
      directive("syntax", ".*?", { name: IMAGE, patterns: [use("image")] }),
      directive("escape", "\\S+", ESCAPE),
      directive("check", ".*?", { patterns: [use("check")] }),
    ],
  },
  directives: directives(`\\A(?=${DIRECTIVE})`, [
    {
      name: BACKTICK,
      begin: directiveLine("escape", "`"),
      beginCaptures: directiveParts(ESCAPE),
      end: "(?!)",
      patterns: [directives("\\G", [use("directive")])],
    },
    use("directive"),
  ]),
};

/** Where the rules for instructions begin. The lines that follow a backtick's directive stand in those of the directives. */
export const AT_FILE = `L:source.dockerfile -meta.instruction -${DIRECTIVES}, L:${BACKTICK} -meta.instruction -(${BACKTICK} ${DIRECTIVES})`;

/** An escape character at the end of a line, and the lines that it makes the instruction go on over. */
export function continuation(
  escape: string,
  { inside = "", outside = "" }: { inside?: string; outside?: string },
): { injectionSelector: string; patterns: Rule[] } {
  const places = ["meta.instruction -meta.heredoc", REST];
  return {
    injectionSelector: places.map(place => `L:${[inside, place, outside].join(" ").trim()}`).join(", "),
    patterns: [
      { match: `(?<!${escape})${escape}[ \\t]*\\n`, name: scope("constant.character.escaped") },
      { include: "source.dockerfile.stages.injection#comment" },
      { match: "^[ \\t]*\\n" },
    ],
  };
}
