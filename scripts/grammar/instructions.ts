/** The instructions, each a rule of its own from its keyword to the end of its last line. */
import { LINE_END, scope, scopes, use, WORD_END, WORD_START } from "./rule";
import type { Repository, Rule } from "./rule";
import { ASSIGNMENT, IMAGE, KEYWORD, STAGE, STAGE_NAME, VARIABLE } from "./words";

const KEYWORD_END = "(?=[\\s\\\\`]|$)";

/** What each instruction holds. Those that are alike share a rule. */
const INSTRUCTIONS: readonly (readonly [keyword: string, rule: string])[] = [
  ["FROM", "from"],
  ["RUN", "run"],
  ["COPY", "copy"],
  ["ADD", "add"],
  ["ARG", "arg"],
  ["ENV", "env"],
  ["LABEL", "label"],
  ["EXPOSE", "expose"],
  ["HEALTHCHECK", "healthcheck"],
  ["STOPSIGNAL", "stopsignal"],
  ["CMD|ENTRYPOINT|SHELL|MAINTAINER|USER|VOLUME|WORKDIR", "words"],
];

/** An instruction where `at` holds: at the start of a line, or behind ONBUILD. */
function instruction(at: string, keyword: string, rule: string): Rule {
  return {
    name: scope(`meta.instruction.${rule}`),
    begin: `${at}(?i:(${keyword}))${KEYWORD_END}`,
    beginCaptures: { "1": { name: KEYWORD } },
    end: LINE_END,
    patterns: [use(rule)],
  };
}

/** What follows the flags: from the first word that is none to the end. */
function operands(patterns: readonly Rule[]): Rule {
  return { begin: "(?=\\S)", end: LINE_END, patterns };
}

/** `NAME=value`, as often as it comes. */
function assignments(name: string, scopeName: string): Rule {
  return {
    match: `${WORD_START}(${name})(=)`,
    captures: { "1": { name: scopeName }, "2": { name: scope(ASSIGNMENT) } },
  };
}

const STAGE_OF_FROM: Rule = {
  comment: "AS, and the one word behind it",
  begin: `${WORD_START}(?i:(AS))${WORD_END}`,
  beginCaptures: { "1": { name: KEYWORD } },
  end: LINE_END,
  patterns: [
    {
      begin: `${WORD_START}(${STAGE_NAME})${WORD_END}|(?=\\S)`,
      beginCaptures: { "1": { name: STAGE } },
      end: LINE_END,
    },
  ],
};

export const INSTRUCTION_RULES: Repository = {
  instruction: {
    patterns: [
      {
        name: scope("meta.instruction.onbuild"),
        begin: `^\\s*(?i:(ONBUILD))${KEYWORD_END}`,
        beginCaptures: { "1": { name: scope("keyword.control") } },
        end: LINE_END,
        patterns: [
          // No stage begins there.
          ...INSTRUCTIONS.map(([keyword, rule]) =>
            instruction("", keyword, rule === "from" ? "words" : rule),
          ),
          use("words"),
        ],
      },
      ...INSTRUCTIONS.map(([keyword, rule]) => instruction("^\\s*", keyword, rule)),
      {
        comment: "What is no instruction ends like one all the same",
        name: scope("meta.instruction.unknown"),
        begin: "^\\s*(?=[^\\s#])",
        end: LINE_END,
        patterns: [use("text")],
      },
    ],
  },
  from: {
    patterns: [
      use("flag"),
      {
        comment:
          "The base is the first word that is no flag. What it means, a stage too, only the server knows",
        begin: `(?:(scratch)|([^\\s\\\\\`]+))${WORD_END}`,
        beginCaptures: {
          "1": { name: scope("constant.language.scratch") },
          "2": { name: IMAGE, patterns: [use("image")] },
        },
        end: LINE_END,
        patterns: [STAGE_OF_FROM],
      },
    ],
  },
  run: {
    patterns: [use("flag-mount"), use("flag"), operands([use("heredoc-of-run"), use("text")])],
  },
  copy: {
    patterns: [use("flag-from"), use("flag"), operands([use("heredoc-of-copy"), use("text")])],
  },
  add: { patterns: [use("flag"), operands([use("heredoc-of-copy"), use("text")])] },
  words: { patterns: [use("text")] },
  arg: {
    patterns: [
      {
        match: `${WORD_START}([A-Za-z_]\\w*)(?:(=)|${WORD_END})`,
        captures: { "1": { name: VARIABLE }, "2": { name: scope(ASSIGNMENT) } },
      },
      use("text"),
    ],
  },
  env: {
    patterns: [
      assignments("[^\\s=\"'$\\\\]+", VARIABLE),
      { match: `\\G\\s+([\\w.-]+)(?=\\s)`, captures: { "1": { name: VARIABLE } } },
      use("text"),
    ],
  },
  label: {
    patterns: [
      assignments('"[^"\\n]*"|[^\\s="\'$\\\\]+', scope("entity.other.attribute-name.label")),
      use("text"),
    ],
  },
  expose: {
    patterns: [
      {
        match: `${WORD_START}(\\d+(?:-\\d+)?)(?:(/)(?i:(tcp|udp|sctp)))?${WORD_END}`,
        captures: scopes(
          "constant.numeric.port",
          "punctuation.separator.protocol",
          "constant.language.protocol",
        ),
      },
      use("text"),
    ],
  },
  stopsignal: {
    patterns: [
      { match: `${WORD_START}(?:SIG[A-Z0-9+-]+|\\d+)${WORD_END}`, name: scope("constant.language.signal") },
      use("text"),
    ],
  },
  healthcheck: {
    patterns: [
      use("flag"),
      {
        begin: `(?i:(CMD|NONE))${WORD_END}`,
        beginCaptures: { "1": { name: KEYWORD } },
        end: LINE_END,
        patterns: [use("text")],
      },
      operands([use("text")]),
    ],
  },
};
