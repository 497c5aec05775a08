/** Flags with their keys and values (spec 2.2, 2.3, 5.4). */
import { LINE_END, scope, scopes, use, WORD_END, WORD_START } from "./rule";
import type { Repository, Rule } from "./rule";
import { ASSIGNMENT } from "./words";

const FLAG = "keyword.other.flag";
const KEY = "variable.parameter";
const QUOTE = scope("punctuation.definition.string");

/** What a value holds: `inside` is asked for the quote around it, if there is one. */
type Inside = (quote: string) => readonly Rule[];

/** A flag of some names, with what its value may hold, inside of quotes too. */
function flag(names: string, inside: Inside, contentName?: string): Rule {
  return {
    begin: `${WORD_START}(--${names})(=)`,
    beginCaptures: scopes(FLAG, ASSIGNMENT),
    end: "(?=\\s)",
    ...(contentName ? { contentName: scope(contentName) } : {}),
    patterns: [...inQuotes(inside), ...inside("")],
  };
}

function inQuotes(inside: Inside): Rule[] {
  return ['"', "'"].map(quote => ({
    begin: quote,
    end: `${quote}|${LINE_END}`,
    beginCaptures: { "0": { name: QUOTE } },
    endCaptures: { "0": { name: QUOTE } },
    patterns: inside(quote),
  }));
}

/** A value of a few words that are known, and of others. */
function oneOf(words: string): Inside {
  return () => [
    use("variable"),
    { match: `\\b(?:${words})\\b`, name: scope("constant.language") },
    use("value"),
  ];
}

/** The fields of a mount: a quote around all of them ends them, and a value may have its own. */
const fields: Inside = around => {
  const field = (key: string, inside: Inside, contentName?: string): Rule => ({
    begin: `(?i:(${key}))(=)`,
    beginCaptures: scopes(KEY, ASSIGNMENT),
    end: `(?=[\\s,${around}])`,
    ...(contentName ? { contentName: scope(contentName) } : {}),
    patterns: [...(around === "" ? inQuotes(inside) : []), ...inside(around)],
  });
  return [
    { match: ",", name: scope("punctuation.separator.comma") },
    field("from", () => [use("reference")], "meta.reference"),
    field("type", oneOf("bind|cache|tmpfs|secret|ssh")),
    field("sharing", oneOf("shared|private|locked")),
    field("[A-Za-z][\\w-]*", oneOf("true|false")),
    { match: "[A-Za-z][\\w-]*", name: scope(KEY) },
  ];
};

export const FLAGS: Repository = {
  "flag-from": flag("from", () => [use("index"), use("reference")], "meta.reference"),
  "flag-mount": flag("mount", fields),
  flag: {
    patterns: [
      flag("platform", () => [
        use("variable"),
        { match: "/", name: scope("punctuation.separator.platform") },
        { match: "[\\w.()-]+", name: scope("constant.language.platform") },
      ]),
      flag("(?:network|security)", oneOf("default|none|host|insecure|sandbox")),
      flag("[A-Za-z][\\w-]*", oneOf("true|false")),
      { match: `${WORD_START}(--[A-Za-z][\\w-]*)${WORD_END}`, captures: scopes(FLAG) },
    ],
  },
  value: {
    patterns: [
      {
        comment: "Numbers, octal modes, times",
        match: "(?<=[=:.\"'hms])\\d+(?:\\.\\d+)?(?:[hms]|[mnu]s)?(?=[\\s,:.\"'\\d])",
        name: scope("constant.numeric"),
      },
      { match: "[^\\s,:\"'$\\\\`]+|[:,]", name: scope("string.unquoted.value") },
    ],
  },
};
