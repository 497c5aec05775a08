/**
 * Dockerfiles in one text of another file: between quotes, where `\n` ends a line, or behind a key as they are. No rule may take the
 * quote that ends the text, so these are flat: keywords, stages, images and flags, and not what the server alone can read.
 */
import { scope } from "./rule";
import type { Rule } from "./rule";
import { ASSIGNMENT, IMAGE, KEYWORD, STAGE, STAGE_NAME, VARIABLE } from "./words";

/** The text; its lines are none of the language of Dockerfiles, for which editors would toggle comments. */
export const EMBEDDED_TEXT = "meta.embedded.line.dockerfile";

const OTHERS =
  "RUN|COPY|ADD|ARG|ENV|LABEL|EXPOSE|HEALTHCHECK|STOPSIGNAL|CMD|ENTRYPOINT|SHELL|MAINTAINER|USER|VOLUME|WORKDIR|ONBUILD";

/** How a text is written. */
interface Quoted {
  /** The quote, or nothing. */
  readonly quote: string;
  /** What of it is no end of the text. */
  readonly inside: readonly Rule[];
  /** The pattern of the end of a line in the text: written out, or the quote. */
  readonly lineEnd: string;
  /** The pattern of what stands before a line of the text. */
  readonly lineStart: string;
}

const ESCAPE: Rule = { match: "\\\\(?:u[0-9a-fA-F]{4}|.)", name: scope("constant.character.escape") };
const DOUBLE: Quoted = {
  quote: '"',
  inside: [ESCAPE],
  lineEnd: '(?=\\\\n|")',
  lineStart: '(?:\\G|(?<=\\\\n|[^\\\\]"))[ \\t]*',
};
const SINGLE: Quoted = {
  quote: "'",
  inside: [{ match: "''", name: scope("constant.character.escape") }],
  lineEnd: "(?='(?!'))",
  lineStart: "\\G[ \\t]*",
};
const PLAIN: Quoted = { quote: "", inside: [], lineEnd: "$", lineStart: "\\G[ \\t]*" };

/** What stands in an instruction, each part by itself. */
function parts({ inside }: Quoted): readonly Rule[] {
  return [
    {
      match: "(--from)(=)([^\\s,\"'\\\\$]+)",
      captures: {
        "1": { name: scope("keyword.other.flag") },
        "2": { name: scope(ASSIGNMENT) },
        "3": { name: STAGE },
      },
    },
    {
      match: "(?<=\\s)(--[A-Za-z][\\w-]*)(=)?",
      captures: { "1": { name: scope("keyword.other.flag") }, "2": { name: scope(ASSIGNMENT) } },
    },
    { match: "\\$(?:[A-Za-z_]\\w*|\\{\\w+\\})", name: VARIABLE },
    ...inside,
  ];
}

function linesOf(text: Quoted): readonly Rule[] {
  const { lineStart, lineEnd } = text;
  const line = (keyword: string, patterns: readonly Rule[]): Rule => ({
    begin: `${lineStart}(?i:(${keyword}))(?=\\s)`,
    beginCaptures: { "1": { name: KEYWORD } },
    end: lineEnd,
    patterns,
  });
  return [
    { begin: `${lineStart}(?=#)`, end: lineEnd, name: scope("comment.line.number-sign") },
    line("FROM", [
      {
        match: `(?<=\\s)(?i:(AS))\\s+(${STAGE_NAME})`,
        captures: { "1": { name: KEYWORD }, "2": { name: STAGE } },
      },
      ...parts(text),
      { match: "(?<=\\s)scratch(?=[\\s\\\\\"']|$)", name: scope("constant.language.scratch") },
      { match: "[^\\s\"'\\\\$]+", name: IMAGE },
    ]),
    line(OTHERS, parts(text)),
    ...text.inside,
  ];
}

/** The rule of a text behind a head, whose captures have these names. */
function textBehind(head: string, names: readonly string[], text: Quoted, host: string): Rule {
  const { quote } = text;
  const captures = Object.fromEntries(names.map((name, index) => [String(index + 1), { name }]));
  const open = { name: `punctuation.definition.string.begin.${host}` };
  return {
    begin: quote === "" ? `${head}(?=[A-Za-z#])` : `${head}(${quote})`,
    beginCaptures: { ...captures, ...(quote === "" ? {} : { [String(names.length + 1)]: open }) },
    end: quote === "" ? "$" : quote === "'" ? "'(?!')" : quote,
    endCaptures: { "0": { name: `punctuation.definition.string.end.${host}` } },
    contentName: EMBEDDED_TEXT,
    patterns: linesOf(text),
  };
}

const YAML_KEY =
  "(?<![\\w.-])(?:(dockerfile_inline)|\"(dockerfile_inline)\"|'(dockerfile_inline)')\\s*(:)[ \\t]+(?:[&!]\\S*[ \\t]+)*";
const YAML_NAMES = [
  ...["entity.name.tag.yaml", "entity.name.tag.yaml", "entity.name.tag.yaml"],
  "punctuation.separator.map.value.yaml",
];
/** The value of an object of JSON ends with its comma: what has the key is for the grammar of JSON. */
const JSON_HEAD = ["", " ", "  "].map(space => `"dockerfile-inline":${space}`).join("|");
const HCL_NAMES = ["variable.other.readwrite.hcl", "keyword.operator.assignment.hcl"];

/** The rules of all hosts: the keys tell them apart. */
export const QUOTED: readonly Rule[] = [
  ...[DOUBLE, SINGLE, PLAIN].map(text => textBehind(YAML_KEY, YAML_NAMES, text, "yaml")),
  textBehind(`(?<=${JSON_HEAD})`, [], DOUBLE, "json"),
  textBehind("(?<![\\w-])(dockerfile-inline)\\s*(=)\\s*", HCL_NAMES, DOUBLE, "hcl"),
];
