// The colors of a Dockerfile inside of a YAML or HCL file: those of a Dockerfile, up to where the text ends.
import { strict as assert } from "node:assert";
import { skipBecause } from "../../support/suiteResult";
import { tokenLines, withBuiltIns, withStandIns } from "./tokenize";
import type { IGrammar } from "vscode-textmate";

const DOCKERFILE = [
  "FROM alpine AS build",
  "# a comment",
  "RUN <<EOF",
  "echo 'it",
  "EOF",
  "",
  "RUN a \\",
  "  b",
  "COPY --from=build /a 'b",
  "USER me",
];
/** Keywords and the name of the stage, in the order of the text. */
const WORDS = ["FROM", "AS", "build", "RUN", "RUN", "COPY", "build", "USER"];

const indented = (by: string) => DOCKERFILE.map(line => (line === "" ? "" : by + line)).join("\n");
const YAML = `services:
  web:
    build:
      dockerfile_inline: |
${indented("        ")}
      target: build
  api:
    build:
      "dockerfile_inline": &x |2- # why
${indented("        ")}
    image: FROM
`;
const HCL = `target "web" {
  dockerfile-inline = <<-EOT
${indented("    ")}
  EOT
  target = "FROM"
}
target "api" {
  dockerfile-inline = <<EOT
${indented("")}
EOT
  target = "FROM"
}
`;

/** What is colored as keywords and stages of a Dockerfile, and the text of the lines that are none of it. */
function told(grammar: IGrammar, text: string): { words: string[]; outside: string[] } {
  const lines = tokenLines(grammar, text);
  const isWord = (scope: string) =>
    /^(?:keyword\.(?:control|other)\b.*|entity\.name\.type\b.*)\.dockerfile$/.test(scope);
  return {
    words: lines.flatMap(({ tokens }) =>
      tokens.flatMap(({ start, end, scopes }) => {
        const said = text.slice(start, end);
        return scopes.some(isWord) && WORDS.includes(said) ? [said] : [];
      }),
    ),
    outside: lines.flatMap(({ start, end, tokens }) =>
      tokens.some(({ scopes }) => scopes.includes("meta.embedded.block.dockerfile"))
        ? []
        : [text.slice(start, end)],
    ),
  };
}

describe("the colors of a Dockerfile inside of another file", () => {
  for (const [name, host, text] of [
    ["YAML", "source.yaml", YAML],
    ["HCL", "source.hcl", HCL],
  ] as const) {
    it(`are those of a Dockerfile, up to its end: ${name}`, async () => {
      const { words, outside } = told(await withStandIns(host), text);
      assert.deepEqual(words, [...WORDS, ...WORDS]);
      const isInside = (line: string) => DOCKERFILE.includes(line.trim()) && line.trim() !== "";
      assert.deepEqual(outside.filter(isInside), []);
      assert.ok(outside.some(line => /target\b/.test(line)));
    });
  }

  it("stand beside VS Code's own grammar of YAML", async function () {
    this.timeout(60_000);
    const grammar = await withBuiltIns("source.yaml");
    if (!grammar) return skipBecause(this, "no VS Code is installed here (`npm start` installs one)");
    const { words, outside } = told(grammar, YAML);
    assert.deepEqual(words, [...WORDS, ...WORDS]);
    assert.deepEqual(
      outside.filter(line => line.trim() !== ""),
      YAML.split("\n").filter(line => /services|web:|build:|dockerfile_inline|target|api|image/.test(line)),
    );
  });
});
