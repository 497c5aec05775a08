/** Dockerfiles inside of other files: which lines of YAML and of HCL are one, and which texts (`inlineQuoted.ts`). */
import { HEREDOCS } from "./heredocs";
import { INSTRUCTION_RULES } from "./instructions";
import { FLAGS } from "./flags";
import { EMBEDDED_TEXT, QUOTED } from "./inlineQuoted";
import { DIRECTIVE_RULES } from "./lines";
import { use } from "./rule";
import type { Repository, Rule } from "./rule";
import { WORDS } from "./words";

/** The grammars that these lines stand in. */
export const INLINE_HOSTS = ["source.yaml", "source.hcl", "source.json", "source.json.comments"];
const EMBEDDED = "meta.embedded.block.dockerfile";
/** A heredoc of HCL, with its first and its last line. */
const WRAP = "meta.dockerfile-inline";
const LINES: readonly Rule[] = [use("check-above"), use("comment"), use("instruction")];

/** The head of a block of YAML behind the indent of its key. */
const HEAD = `(?:(dockerfile_inline)|"(dockerfile_inline)"|'(dockerfile_inline)')\\s*(:)[ \\t]+(?:[&!]\\S*[ \\t]+)*([|>])([-+1-9]*)[ \\t]*(#.*)?(?:\\n|$)`;
const HEAD_SCOPES = [
  "entity.name.tag.yaml",
  "entity.name.tag.yaml",
  "entity.name.tag.yaml",
  "punctuation.separator.map.value.yaml",
  "keyword.control.flow.block-scalar.yaml",
  "storage.modifier.chomping-indicator.yaml",
  "comment.line.number-sign.yaml",
];

/** Where the last line of a heredoc begins in the rules of Dockerfiles. */
const LAST_LINE = "(?:\\t*\\";

/** A block of YAML: the lines that are indented more than its key. `before` is the pattern of what stands in front of that. */
function block(before: string, lines: string, first: number): Rule {
  return {
    comment: "dockerfile_inline: |",
    begin: before + HEAD,
    beginCaptures: Object.fromEntries(HEAD_SCOPES.map((name, index) => [String(first + index), { name }])),
    while: lines,
    contentName: EMBEDDED,
    patterns: LINES,
  };
}

/** A heredoc of HCL: as in a Dockerfile, one rule wraps it and one holds its lines. */
const HEREDOC: Rule = {
  comment: "dockerfile-inline = <<EOT",
  name: WRAP,
  begin: "^(?=\\s*dockerfile-inline\\s*=\\s*<<-?\\s*([\\w-]+)\\s*$)",
  end: "^\\s*(\\1)\\s*$",
  endCaptures: { "1": { name: "keyword.control.heredoc.hcl" } },
  patterns: [
    {
      begin: "\\G\\s*(dockerfile-inline)\\s*(=)\\s*(<<-?)\\s*([\\w-]+)\\s*$",
      beginCaptures: {
        "1": { name: "variable.other.readwrite.hcl" },
        "2": { name: "keyword.operator.assignment.hcl" },
        "3": { name: "keyword.operator.heredoc.hcl" },
        "4": { name: "keyword.control.heredoc.hcl" },
      },
      while: "^(?!\\s*\\4\\s*$)",
      patterns: [{ name: EMBEDDED, begin: "^", end: "(?!)", patterns: LINES }],
    },
  ],
};

/** The grammar, which is injected into those of {@link INLINE_HOSTS}. */
export const INLINE: { injectionSelector: string; patterns: readonly Rule[]; repository: Repository } = {
  injectionSelector: INLINE_HOSTS.map(
    host => `L:${host} -${EMBEDDED} -${EMBEDDED_TEXT} -${WRAP} -comment`,
  ).join(", "),
  patterns: [
    block("^([ ]*)", "^(?=\\1[ ]|[ ]*$)", 2),
    // VS Code's grammar of YAML takes the indent of the key from each line.
    block("(?<=[ ])", "\\G(?=[ ]|$)", 1),
    HEREDOC,
    ...QUOTED,
  ],
  repository: indented({ ...DIRECTIVE_RULES, ...INSTRUCTION_RULES, ...FLAGS, ...HEREDOCS, ...WORDS }),
};

/** The rules of Dockerfiles for lines in front of which the file has an indent, which its grammar may have taken already. */
function indented(rules: Repository): Repository {
  return JSON.parse(JSON.stringify(rules), (_key, value: unknown) =>
    typeof value === "string"
      ? value.replaceAll(LAST_LINE, `[ \\t]*${LAST_LINE}`).replace(/^\^/, "(?:^|\\G)")
      : value,
  ) as Repository;
}
