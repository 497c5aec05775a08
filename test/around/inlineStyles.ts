/** One Dockerfile in each way that YAML, HCL and JSON can write it: files of many services and targets, each with names of its own. */

/** The lines of the Dockerfile of one service or target: whoever reads them finds a name that is no stage. */
export function linesOf(name: string): string[] {
  return [
    `FROM alpine AS build-${name}`,
    `ARG WORD_${name}=a`,
    `RUN echo \${WORD_${name}} "it's \\\\ 100% $1"`,
    `FROM build-${name} AS dev-${name}`,
    `COPY --from=buidl-${name} /a /b`,
  ];
}

type Writer = (lines: readonly string[]) => string;

const YAML_INDENT = "        ";
const indented = (lines: readonly string[], indent: string, end = "\n") =>
  lines.map(line => (line === "" ? end : `${indent}${line}${end}`)).join("");
const block =
  (head: string, indent = YAML_INDENT): Writer =>
  lines =>
    `${head}\n${indented(lines, indent)}`;
/** Folded lines have an empty one between them. */
const folded =
  (head: string, indent = YAML_INDENT): Writer =>
  lines =>
    `${head}\n${indented(lines, indent, "\n\n")}`;
const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
const single = (text: string) => text.replaceAll("'", "''");

/** What follows `dockerfile_inline: `, by the name of the service. */
const YAML: Readonly<Record<string, Writer>> = {
  literal: block("|"),
  strip: block("|-"),
  keep: lines => `${block("|+")(lines)}\n\n`,
  indicator: block("|2", YAML_INDENT),
  indicatorstrip: block("|4-", `${YAML_INDENT}  `),
  deep: block("|", " ".repeat(20)),
  shallow: block("|", " ".repeat(7)),
  commented: block("|  # the Dockerfile"),
  tagged: block("!!str |"),
  blankfirst: lines => `|\n\n${indented(lines, YAML_INDENT)}`,
  blankinside: lines => block("|")(lines.flatMap(line => [line, ""])),
  spacesinside: lines => `|\n${indented(lines, YAML_INDENT, `\n${YAML_INDENT}  \n`)}`,
  tabs: block("|2", `${YAML_INDENT}\t`),
  tabsinside: lines => block("|")(lines.map(line => line.replaceAll(" ", "\t"))),
  trailing: lines => block("|")(lines.map(line => `${line}  `)),
  comments: lines => block("|")(lines.flatMap(line => ["# über 🐳: x", line])),
  continued: lines =>
    block("|")(lines.map(line => line.replace("echo ", "echo \\\n          # a\n          "))),
  heredoc: lines => block("|")([...lines.slice(0, 3), "RUN <<EOF", "  a: b", "EOF", ...lines.slice(3)]),
  folded: folded(">"),
  foldedstrip: folded(">-"),
  foldedindicator: folded(">2", YAML_INDENT),
  foldedmore: lines => `>+\n${indented(["# a", "b", "", ...lines.flatMap(line => [line, ""])], YAML_INDENT)}`,
  double: lines => `"${quoted(lines.join("\n"))}\\n"\n`,
  doublefolded: lines =>
    `"\n${lines.map(line => `${YAML_INDENT}${quoted(line)}\n\n`).join("")}${YAML_INDENT}"\n`,
  doublecontinued: lines => `"${lines.map(line => `${quoted(line)}\\n\\\n${YAML_INDENT}`).join("")}"\n`,
  doublecodes: lines => `"${quoted(lines.join("\n")).replaceAll("A", "\\x41").replaceAll("R", "\\u0052")}"\n`,
  single: lines => `'${lines.map(line => `${single(line)}\n\n`).join(YAML_INDENT)}${YAML_INDENT}'\n`,
  plain: lines =>
    `${lines.map(line => line.replaceAll('"', "").replaceAll("'", "")).join(`\n\n${YAML_INDENT}`)}\n`,
  anchored: block("&anchored |"),
  nextline: lines => `\n${YAML_INDENT}"${quoted(lines.join("\n"))}"\n`,
};

const dollars = (lines: readonly string[]) => lines.map(line => line.replaceAll("$", "$$$$"));
const service = (name: string, write: Writer, key = "dockerfile_inline") =>
  `  ${name}:\n    build:\n      ${key}: ${write(dollars(linesOf(name)))}      target: build-${name}\n`;

const COMPOSE = [
  "---\nx-text: &text |\n",
  indented(dollars(linesOf("alias")), "  "),
  "x-build: &build\n  dockerfile_inline: |-\n",
  indented(dollars(linesOf("merged")), "    "),
  "services:\n",
  ...Object.entries(YAML).map(([name, write]) => service(name, write)),
  service("keyinquotes", block("|"), '"dockerfile_inline"'),
  `  explicit:\n    build:\n      ? dockerfile_inline\n      : |\n${indented(dollars(linesOf("explicit")), YAML_INDENT)}      target: build-explicit\n`,
  "  alias: {build: {dockerfile_inline: *text, target: build-alias}}\n",
  "  merged: {build: {<<: *build, target: build-merged}}\n",
  `  flow: {build: {dockerfile_inline: "${quoted(dollars(linesOf("flow")).join("\n"))}", target: build-flow}}\n`,
  "  extends:\n    extends: literal\n",
].join("");

const templates = (lines: readonly string[]) => lines.map(line => line.replaceAll("${", "$$${"));
/** What follows `dockerfile-inline = `, by the name of the target. */
const HCL: Readonly<Record<string, Writer>> = {
  heredoc: lines => `<<EOT\n${indented(templates(lines), "")}EOT`,
  heredocindented: lines => `<<-EOT\n${indented(templates(lines), "    ")}  EOT`,
  heredoctabs: lines => `<<-EOT\n${indented(templates(lines), "\t")}\tEOT`,
  heredocuneven: lines =>
    `<<-EOT\n${indented(templates(lines), "    ").replace(/^ {4}(?=RUN|ARG)/gm, "      ")}EOT`,
  heredocblank: lines => `<<-A_B\n${indented(templates(lines.flatMap(line => [line, ""])), "  ")}A_B`,
  heredoccommented: lines => `<<EOT\n${indented(templates(["# über 🐳 %%{x}", ...lines]), "")}EOT`,
  quoted: lines => `"${templates([quoted(lines.join("\n"))]).join("")}\\n"`,
  quotedcodes: lines =>
    `"${templates([quoted(lines.join("\n"))])
      .join("")
      .replaceAll("R", "\\u0052")
      .replaceAll("A", "\\U00000041")}"`,
  filled: lines => `<<EOT\n${indented(templates(lines), "").replace("alpine", "${image}")}EOT`,
  filledquoted: lines =>
    `"${templates([quoted(lines.join("\n"))])
      .join("")
      .replace("alpine", "${image}")}"`,
  parenthesized: lines => `(<<EOT\n${indented(templates(lines), "")}EOT\n)`,
  given: () => "text",
  conditional: lines => `image == "" ? "FROM x" : "${templates([quoted(lines.join("\n"))]).join("")}"`,
};

const BAKE = [
  'variable "image" { default = "alpine" }\n',
  `variable "text" {\n  default = <<EOT\n${indented(templates(linesOf("given")), "")}EOT\n}\n`,
  ...Object.entries(HCL).map(
    ([name, write]) =>
      `target "${name}" {\n  dockerfile-inline = ${write(linesOf(name))}\n  target = "build-${name}"\n}\n`,
  ),
].join("");

const JSON_TARGETS: Readonly<Record<string, (text: string) => string>> = {
  plain: text => JSON.stringify(text),
  codes: text => JSON.stringify(text).replaceAll("R", "\\u0052").replaceAll("/", "\\/"),
};
const BAKE_JSON = `{"target": {\n${Object.entries(JSON_TARGETS)
  .map(
    ([name, write]) =>
      `  "${name}": {"dockerfile-inline": ${write(templates(linesOf(name)).join("\n"))},\n    "target": "build-${name}"}`,
  )
  .join(",\n")}\n}}\n`;

/** A file, with the services or targets that have a Dockerfile of that kind each. */
export interface StyleFile {
  readonly text: string;
  readonly tool: "compose" | "bake";
  readonly names: readonly string[];
}

const composeNames = [...Object.keys(YAML), "keyinquotes", "explicit", "alias", "merged", "flow"];
const crlf = (text: string) => text.replaceAll("\n", "\r\n");

/** By path. */
export const INLINE_STYLES: Readonly<Record<string, StyleFile>> = {
  "lf/compose.yaml": { text: COMPOSE, tool: "compose", names: composeNames },
  "crlf/compose.yaml": { text: crlf(COMPOSE), tool: "compose", names: composeNames },
  "lf/docker-bake.hcl": { text: BAKE, tool: "bake", names: Object.keys(HCL) },
  "crlf/docker-bake.hcl": { text: crlf(BAKE), tool: "bake", names: Object.keys(HCL) },
  "json/docker-bake.json": { text: BAKE_JSON, tool: "bake", names: Object.keys(JSON_TARGETS) },
};
