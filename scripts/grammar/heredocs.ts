/**
 * Heredocs (spec 6.4). A rule WRAPS what begins at `<<name` and ends with the line that is the name alone. In it a rule of
 * the kind `while` HOLDS the rest of the line and the body: whatever the grammar of another language has left open is over
 * where the body is.
 */
import { embeddedScope, LANGUAGES, SHELL } from "./languages";
import type { Language } from "./languages";
import { scope, scopes, use, WORD_END, WORD_START } from "./rule";
import type { Repository, Rule } from "./rule";

const WRAP = scope("meta.heredoc");
/** The rest of the line that announces a heredoc: an instruction as before. */
export const REST = scope("meta.heredoc-line");
const BODY = scope("meta.heredoc-body");
const PLAIN = scope("string.unquoted.heredoc");
const MARK = "keyword.operator.heredoc";
const NAME = "entity.name.tag.heredoc";

const OPEN = `${WORD_START}(\\d*<<(?!<)-?)`;
const BARE = "[^\\s<\"'\\\\`]+";
/** A heredoc without captures. */
const ANY = `${WORD_START}\\d*<<(?!<)-?[ \\t]*(?:"[^"<\\n]+"|'[^'<\\n]+'|${BARE})${WORD_END}`;
/** As far as a look ahead goes: no line makes it slow. */
const FAR = 1000;
/** Text of a line up to the next heredoc, quotes as wholes. */
const BETWEEN = `(?>(?:(?!${WORD_START}\\d*<<(?!<))(?:[^"'\\\\\\n]|"(?:[^"\\\\\\n]|\\\\.)*+"|'[^'\\n]*+'|\\\\.)){0,${FAR}})`;

/**
 * A heredoc with captures from a number on: the sign, then quote, quoted name and bare name, for `<<-` and again for `<<`.
 * What was not there is empty where the end is looked for.
 */
function opening(first: number): string {
  const name = (quote: number) => `(?:(["'])([^"'<\\n]+)\\${quote}|(${BARE}))`;
  return `${OPEN}(?:(?<=-)${name(first + 1)}|(?<!-)[ \\t]*${name(first + 4)})${WORD_END}`;
}

/** The line that ends it; tabs are allowed before it for `<<-` alone. A blank line never is one. */
function closing(first: number): string {
  const at = (offset: number) => `\\${first + offset}`;
  return `(?:\\t*${at(2)}${at(3)}|${at(5)}${at(6)})(?<=\\S)$`;
}

const OPENING_CAPTURES = scopes(MARK, "", NAME, NAME, "", NAME, NAME);

/** A heredoc that is held by a rule, where what stands before it (`at`) and behind its name (`ahead`) is as said. */
function wrap(held: Rule, { at = "", ahead = "" } = {}): Rule {
  return {
    name: WRAP,
    begin: `${at}(?=${opening(1)}${ahead})`,
    end: `^${closing(1)}`,
    endCaptures: { "0": { name: scope(NAME) } },
    patterns: [held],
  };
}

function hold(bodies: readonly Rule[]): Rule {
  return {
    begin: `\\G${opening(1)}`,
    beginCaptures: OPENING_CAPTURES,
    while: `^(?!${closing(1)})`,
    patterns: [
      {
        name: REST,
        begin: "\\G(?<=\\S)(?=[^\\n])",
        end: "(?=\\n)",
        patterns: [use("heredoc-mark"), use("text")],
      },
      ...bodies,
    ],
  };
}

/** A body up to where its holder ends: nothing in it ends it. */
function body(given: Language, first = ""): Rule {
  return {
    name: `${BODY} ${embeddedScope(given)}`,
    begin: `^${first}`,
    end: "(?!)",
    patterns: given.patterns,
  };
}

function plainBody(patterns: readonly Rule[]): Rule {
  return { name: `${BODY} ${PLAIN}`, begin: "^", end: "(?!)", patterns };
}

const SHEBANG: Rule = use("heredoc-shebang");
const holderOf = ({ name }: Language) => `heredoc-${name}-lines`;
const withExtension = LANGUAGES.filter(({ extension }) => extension !== undefined);
const withInterpreter = LANGUAGES.filter(({ interpreter }) => interpreter !== undefined);

/** Whatever stands between two words of one command. */
const IN_COMMAND = `(?>(?:[^<>|;&"'\\n\\\\]|"[^"\\n]*"|'[^'\\n]*'){0,300})`;

/** The heredoc of the command that is under way. */
function ofCommand(given: Language, begin: string): Rule {
  return {
    begin,
    end: "(?=[|;&\\n])",
    patterns: [use("heredocs"), wrap(use(holderOf(given))), use("text")],
  };
}

/** A program that reads the heredoc on its line. */
function read(given: Language): Rule {
  const program = `${WORD_START}(?:/[\\w./-]*/)?(?:${given.interpreter ?? ""})`;
  return ofCommand(given, `${program}(?=\\s${IN_COMMAND}${WORD_START}\\d*<<)`);
}

/** A heredoc that is written into a file named before it: `cat >file <<EOF`, `tee file <<EOF`. */
function written(given: Language): Rule {
  const file = `[^<>|;&\\n]{0,100}\\.(?:${given.extension ?? ""})["']?`;
  return ofCommand(given, `(?:${WORD_START}tee\\s|>>?)(?=${file}\\s[^<>|;&\\n]{0,100}<<)`);
}

/** A heredoc that goes into a file named behind it, or on to another program. */
function passedOn(given: Language): Rule {
  const { extension, interpreter } = given;
  const ways = [
    extension === undefined ? [] : `>>?\\s*["']?[^\\s"'|;&]*\\.(?:${extension})(?=["'\\s;&|)]|$)`,
    interpreter === undefined ? [] : `\\|\\s*(?:/[\\w./-]*/)?(?:${interpreter})(?=\\s|$)`,
  ].flat();
  return wrap(use(holderOf(given)), { ahead: `[^<>|;&\\n]{0,300}(?:${ways.join("|")})` });
}

/** A file of ADD or COPY: by what it becomes, or by its own name where it goes into a folder. */
function copied(given: Language): Rule[] {
  const extension = `\\.(?:${given.extension ?? ""})`;
  const held = use(holderOf(given));
  return [
    wrap(held, { ahead: `[^\\n]{0,${FAR}}(?<=[\\w.-])${extension}["']?\\s*$` }),
    wrap(held, {
      at: `(?=\\d*<<-?[ \\t]*["']?[^\\s"'<]*${extension}["']?\\s)`,
      ahead: `\\s+[^\\s]*/["']?\\s*$`,
    }),
  ];
}

/** Several heredocs on a line: the bodies follow in their order, and the one that is last is the outermost rule. */
function several(count: number): Rule {
  const before = `${ANY}${BETWEEN}`.repeat(count - 1);
  return {
    name: WRAP,
    begin: `(?=${before}${opening(1)})`,
    end: `^${closing(1)}`,
    endCaptures: { "0": { name: scope(NAME) } },
    patterns: [
      count > 2 ? use(`heredocs-${count - 1}`) : use("heredoc-plain"),
      { match: "^.*$", name: `${BODY} ${PLAIN}` },
    ],
  };
}

const MOST = 4;
const COUNTS = Array.from({ length: MOST - 1 }, (_, i) => i + 2);

export const HEREDOCS: Repository = {
  "heredoc-mark": { match: opening(1), captures: OPENING_CAPTURES },
  "heredoc-shebang": {
    patterns: withInterpreter.map(given =>
      body(given, `(?=\\t*#!.*\\b(?:${given.interpreter ?? ""})(?=\\s|$))`),
    ),
  },
  ...Object.fromEntries(LANGUAGES.map(given => [holderOf(given), hold([SHEBANG, body(given)])])),
  "heredoc-plain-lines": {
    patterns: [
      {
        comment: "In a body whose name is quoted nothing is filled in",
        ...hold([SHEBANG, plainBody([])]),
        begin: `\\G(?=\\d*<<-?[ \\t]*["'])${opening(1)}`,
      },
      hold([SHEBANG, plainBody([use("variable")])]),
    ],
  },
  "heredoc-plain": wrap(use("heredoc-plain-lines")),
  ...Object.fromEntries(COUNTS.map(count => [`heredocs-${count}`, several(count)])),
  heredocs: { patterns: COUNTS.toReversed().map(count => use(`heredocs-${count}`)) },
  "heredoc-of-run": {
    patterns: [
      use("heredocs"),
      {
        comment: "Nothing but a heredoc: a script",
        ...wrap(use(holderOf(SHELL)), { at: "\\G", ahead: "\\s*$" }),
      },
      ...withInterpreter.map(read),
      ...withExtension.map(written),
      ...LANGUAGES.map(passedOn),
      use("heredoc-plain"),
    ],
  },
  "heredoc-of-copy": {
    patterns: [use("heredocs"), ...withExtension.flatMap(copied), use("heredoc-plain")],
  },
};
