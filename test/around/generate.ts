/** Compose and bake files that nobody wrote, from a seed: everything that makes a value come from somewhere else. */
import type { Random } from "../support/random";

const NAMES = ["web", "api", "worker", "db"];
const STAGES = ["build", "dev", "release", "test"];

/** The files of a Compose project, by path: anchors, merges, extends, overrides and variables with defaults. */
export function generateCompose(random: Random): Record<string, string> {
  const { below, pick } = random;
  const value = (plain: string): string =>
    pick([
      plain,
      `"${plain}"`,
      `'${plain}'`,
      `\${GIVEN}`,
      `\${GIVEN:-other}`,
      `\${MISSING:-${plain}}`,
      `\${MISSING-${plain}}`,
      `${plain}\${MISSING:-}`,
      `\${GIVEN:+${plain}}`,
      `\${MISSING:-\${GIVEN:-x}}`,
      `\${EMPTY:-${plain}}`,
      `${plain}$$`,
    ]);
  const args = (indent: string): string[] => {
    if (below(3) === 0) return [];
    const names = ["A", "B", "C"].slice(below(2), 1 + below(3));
    const isList = below(2) === 0;
    return [
      `${indent}args:`,
      ...names.map(name => {
        const given = value(pick(["1", "two", "x=y"]));
        if (isList) return /^["']/.test(given) ? `${indent}  - ${name}=1` : `${indent}  - "${name}=${given}"`;
        return `${indent}  ${name}: ${given}`;
      }),
      ...(isList && below(3) === 0 ? [`${indent}  - FROM_ENVIRONMENT`] : []),
    ];
  };
  const build = (indent: string, isPartial: boolean): string[] => {
    if (!isPartial && below(5) === 0)
      return [`${indent}build: ${pick([".", "./app", "app/", "../w/app", "https://example.com/r.git"])}`];
    const lines = [`${indent}build:`];
    if (below(5) === 0) lines.push(`${indent}  <<: ${pick(["*common", "[*common, *more]"])}`);
    if (!isPartial || below(3) === 0)
      lines.push(`${indent}  context: ${value(pick([".", "app", "./app/sub"]))}`);
    if (below(2) === 0)
      lines.push(`${indent}  dockerfile: ${value(pick(["Dockerfile.dev", "docker/Dockerfile"]))}`);
    if (below(2) === 0) lines.push(`${indent}  target: ${value(pick(STAGES))}`);
    lines.push(...args(`${indent}  `));
    if (below(4) === 0) lines.push(`${indent}  platforms: [linux/amd64, linux/arm64]`);
    if (below(3) === 0)
      lines.push(
        `${indent}  additional_contexts:`,
        ...pick([
          [`${indent}    base: docker-image://alpine`, `${indent}    src: ./src`],
          [`${indent}    - src=../src`],
        ]),
      );
    return lines;
  };
  const services = (isPartial: boolean): string[] => {
    const lines: string[] = [];
    const used = NAMES.slice(0, 2 + below(3));
    for (const [index, name] of used.entries()) {
      lines.push(`  ${name}:`);
      if (index > 0 && below(4) === 0 && !isPartial)
        lines.push(`    extends:`, `      service: ${used[0] ?? ""}`);
      else if (below(6) === 0 && !isPartial)
        lines.push(`    extends:`, `      file: other/base.yaml`, `      service: shared`);
      if (below(6) === 0) lines.push(`    profiles: [extra]`);
      lines.push(...build("    ", isPartial || lines.at(-1) !== `  ${name}:`));
    }
    return lines;
  };
  const head = [
    "x-common: &common",
    "  context: common",
    "  target: shared",
    "  args: {Z: 1}",
    "x-more: &more",
    "  dockerfile: More",
    "  target: more",
  ];
  return {
    ".env": "GIVEN=given\nEMPTY=\n# MISSING=1\nexport QUOTED='a b'\n",
    "compose.yaml": [...head, "services:", ...services(false), ""].join("\n"),
    "other/base.yaml": [
      "services:",
      "  shared:",
      "    build:",
      "      context: .",
      "      target: base",
      "",
    ].join("\n"),
    ...(below(2) === 0
      ? { "compose.override.yaml": [...head, "services:", ...services(true), ""].join("\n") }
      : {}),
  };
}

/** The files of a bake project, by path: variables, functions, templates, conditionals, a matrix, targets that inherit; HCL or JSON. */
export function generateBake(random: Random): Record<string, string> {
  const { below, pick } = random;
  const text = (plain: string): string =>
    pick([
      `"${plain}"`,
      `"${plain}"`,
      "NAME",
      `"${plain}-\${NAME}"`,
      `NAME == "x" ? "${plain}" : "no"`,
      `equal(NAME, "given") ? "${plain}" : "no"`,
      `notequal("", NAME) ? "${plain}" : ""`,
      `upper("${plain}")`,
      `format("%s-%d", "${plain}", COUNT)`,
      `join("-", ["${plain}", NAME])`,
      `join("-", [for s in LIST : "\${s}\${COUNT}" if s != "b"])`,
      `LIST[1]`,
      `MAP.key`,
      `MAP["other"]`,
      `suffixed("${plain}")`,
      `"%{ if COUNT > 2 }${plain}%{ else }few%{ endif }"`,
      `"%{ for s in LIST }\${s}%{ endfor }"`,
      `"\${COUNT + 1}"`,
      `"\${COUNT * 2 - 1}"`,
      `replace("${plain}.x", ".", "_")`,
      `substr("${plain}", 0, 2)`,
      `element(LIST, 4)`,
      `trimsuffix("${plain}", "e")`,
      `lookup(MAP, "none", "${plain}")`,
      `coalesce("", NAME)`,
      `length(LIST)`,
      `sanitize("${plain}.1")`,
      `"$\${NAME}"`,
      `"a\\tb"`,
      `keys(MAP)[0]`,
      `split(",", "p,q,r")[1]`,
      `element(concat(LIST, ["z"]), 2)`,
      `strlen("${plain}")`,
      `regex_replace("${plain}1", "[0-9]", "")`,
      `try(MAP.none, "${plain}")`,
      `false || COUNT >= 3 && !false ? "${plain}" : "n"`,
      `{a = "${plain}"}.a`,
    ]);
  const body = (inherited: readonly string[]): string[] => {
    const lines: string[] = [];
    if (inherited.length > 0 && below(2) === 0)
      lines.push(
        `  inherits = [${[...new Set([pick(inherited), pick(inherited)])].map(name => `"${name}"`).join(", ")}]`,
      );
    if (below(2) === 0) lines.push(`  context = ${pick([`"app"`, `"."`, text("dir")])}`);
    if (below(2) === 0) lines.push(`  dockerfile = ${text("Dockerfile")}`);
    if (below(2) === 0) lines.push(`  target = ${text(pick(STAGES))}`);
    if (below(2) === 0)
      lines.push(
        "  args = {",
        `    A = ${text("a")}`,
        `    "B" = ${text("b")},`,
        ...(below(3) === 0 ? ["    C = null"] : []),
        "  }",
      );
    if (below(3) === 0)
      lines.push(
        `  platforms = ${pick([`["linux/amd64", "linux/arm64"]`, `[for p in ["amd64", "arm64"] : "linux/\${p}"]`, `COUNT > 5 ? ["linux/amd64"] : []`])}`,
      );
    if (below(3) === 0) lines.push(`  no-cache-filter = ["build", ${text("dev")}]`);
    if (below(4) === 0) lines.push(`  tags = [${text("app:1")}, ""]`);
    return lines;
  };
  const names: string[] = [];
  const blocks: string[] = [];
  for (let index = 0; index < 3 + below(3); index++) {
    const name = `t${index}`;
    const lines = body(names);
    if (index > 0 && below(3) === 0) lines.push(`  contexts = { base = "target:t0", src = ${text("dir")} }`);
    if (below(4) === 0) {
      blocks.push(
        `target "${name}" {\n  name = "${name}-\${v}-\${replace(o.k, ".", "-")}"\n  matrix = {\n    v = ["x", "y"]\n    o = [{k = "1.0", s = "s1"}, {k = "2.0", s = "s2"}]\n  }\n${lines.filter(line => !/inherits|target =|args|^ {4}|^ {2}\}/.test(line)).join("\n")}\n  target = "\${v}-\${o.s}"\n}`,
      );
      names.push(`${name}-x-1-0`);
    } else {
      blocks.push(`target "${name}" {\n${lines.join("\n")}\n}`);
      names.push(name);
    }
  }
  const main = [
    `variable "NAME" {\n  default = "given"\n}`,
    `variable "COUNT" {\n  default = ${pick(["3", "2"])}\n}`,
    `variable "LIST" {\n  default = ["a", "b", "c"]\n}`,
    `variable "MAP" {\n  default = {\n    key = "value"\n    other = "\${NAME}!"\n  }\n}`,
    `function "suffixed" {\n  params = [x]\n  result = "\${x}-\${COUNT}"\n}`,
    ...blocks,
  ].join("\n\n");
  const override = `target "${names[0] ?? ""}" {\n${body([]).join("\n")}\n}\n${below(2) === 0 ? `variable "NAME" {\n  default = "over"\n}\n` : ""}`;
  return {
    "docker-bake.hcl": `${main}\n`,
    ...(below(3) === 0 && names[0] === "t0" ? { "docker-bake.override.hcl": override } : {}),
  };
}

/** A bake file in JSON with templates in its texts. */
export function generateBakeJson(random: Random): Record<string, string> {
  const { below, pick } = random;
  const text = (plain: string): string =>
    pick([plain, `${plain}-\${NAME}`, "${upper(NAME)}", `\${NAME == "x" ? "a" : "${plain}"}`]);
  const target = () => ({
    ...(below(2) === 0 ? { dockerfile: text("Dockerfile") } : {}),
    ...(below(2) === 0 ? { target: text("dev") } : {}),
    ...(below(2) === 0 ? { args: { A: text("a"), B: "1" } } : {}),
    ...(below(2) === 0 ? { contexts: { base: "docker-image://alpine" } } : {}),
    ...(below(2) === 0 ? { platforms: ["linux/amd64", "linux/arm64"] } : {}),
  });
  const file = {
    variable: { NAME: { default: pick(["x", "name"]) } },
    target: { one: target(), two: { inherits: ["one"], ...target() }, three: target() },
  };
  return { "docker-bake.json": JSON.stringify(file, null, below(2) === 0 ? 2 : undefined) };
}
