/** What stands in many instructions: comments, variables, quotes, names of images and stages. */
import { LINE_END, scope, scopes, use, WORD_END } from "./rule";
import type { Repository, Rule } from "./rule";

export const IMAGE = scope("variable.other.enummember.image");
export const STAGE = scope("entity.name.type.stage");
export const VARIABLE = scope("variable.other.readwrite");
export const KEYWORD = scope("keyword.other.special-method");
export const ASSIGNMENT = "keyword.operator.assignment";

/** The letters of a stage's name (spec 1.2). */
export const STAGE_NAME = "[A-Za-z][\\w.-]*";

/** A quoted text, which ends with its instruction at the latest: an apostrophe of a shell's text opens nothing else. */
function quoted(quote: string, kind: string, inside: readonly Rule[]): Rule {
  return {
    name: scope(`string.quoted.${kind}`),
    begin: quote,
    end: `${quote}|${LINE_END}`,
    beginCaptures: { "0": { name: scope("punctuation.definition.string.begin") } },
    endCaptures: { "0": { name: scope("punctuation.definition.string.end") } },
    patterns: inside,
  };
}

export const WORDS: Repository = {
  comment: {
    match: "^\\s*(#).*$\\n?",
    name: scope("comment.line.number-sign"),
    captures: scopes("punctuation.definition.comment"),
  },
  variable: {
    patterns: [
      { match: "\\$(?:[A-Za-z_]\\w*|\\{\\w+\\})", name: VARIABLE },
      {
        comment: "What stands in for a variable may hold variables",
        begin: "(\\$\\{\\w+)(:?[-+?]|##?|%%?|//?)?",
        beginCaptures: { "1": { name: VARIABLE }, "2": { name: scope("keyword.operator.expansion") } },
        end: `(\\})|${LINE_END}`,
        endCaptures: { "1": { name: VARIABLE } },
        patterns: [use("variable")],
      },
    ],
  },
  escape: { match: "\\\\.", name: scope("constant.character.escaped") },
  quoted: {
    patterns: [quoted('"', "double", [use("escape"), use("variable")]), quoted("'", "single", [])],
  },
  text: { patterns: [use("escape"), use("quoted"), use("variable")] },
  image: {
    comment: "registry/name:tag@digest; a colon before a slash is a port",
    patterns: [
      use("variable"),
      {
        match: "(@)(\\w+:[0-9a-fA-F]*)",
        captures: scopes("punctuation.separator.digest", "constant.other.digest"),
      },
      {
        match: "(:)([\\w.-]*)(?![^@$\\s,\"']{0,300}/)",
        captures: scopes("punctuation.separator.tag", "constant.other.tag"),
      },
    ],
  },
  reference: {
    comment: "What --from and from= name. A tag, a digest or a path makes it an image",
    patterns: [
      use("variable"),
      { match: `${STAGE_NAME}(?=[\\s"',\\\\\`]|$)`, name: STAGE },
      // No capture with patterns of its own: each would read the line again from its start.
      { name: IMAGE, begin: "(?=[^\\s\"',\\\\`])", end: "(?=[\\s\"',\\\\`])", patterns: [use("image")] },
    ],
  },
  index: { match: `\\d+(?=["']|${WORD_END})`, name: scope("constant.numeric.stage") },
};
