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

  /** Texts between quotes, and as they are; in each the same is a keyword, a stage, an image. */
  const QUOTED: readonly (readonly [name: string, host: string, text: string])[] = [
    ["YAML, double", "source.yaml", 'a:\n  dockerfile_inline: &x "{}"\n  target: FROM\n'],
    ["YAML, in a flow", "source.yaml", 'a: {dockerfile_inline: "{}", target: FROM}\n'],
    ["JSON", "source.json", '{"target": {"a": {"dockerfile-inline": "{}", "target": "FROM"}}}\n'],
    ["HCL", "source.hcl", 'target "a" {\n  dockerfile-inline = "{}"\n  target = "FROM"\n}\n'],
  ];
  const SAID =
    'FROM alpine:3 AS build\\nRUN echo \\"FROM x\\" && a\\n# FROM c\\nFROM scratch\\ncopy --from=build /a /b\\n';
  /** Each part that has a scope of a Dockerfile, as `kind text`. */
  const partsOf = (grammar: IGrammar, text: string) =>
    tokenLines(grammar, text).flatMap(({ tokens }) =>
      tokens.flatMap(({ start, end, scopes }) => {
        const kind =
          /^(keyword\.other\.special|entity\.name\.type|constant\.language|variable\.other\.enum|comment)/.exec(
            scopes.findLast(scope => /\.dockerfile$/.test(scope) && !scope.startsWith("meta.")) ?? "",
          )?.[1];
        const word = text.slice(start, end).trim();
        return kind === undefined || word === "" ? [] : [`${kind} ${word}`];
      }),
    );
  const PARTS = [
    ...["keyword.other.special FROM", "variable.other.enum alpine:3", "keyword.other.special AS"],
    ...[
      "entity.name.type build",
      "keyword.other.special RUN",
      "comment # FROM c",
      "keyword.other.special FROM",
    ],
    ...["constant.language scratch", "keyword.other.special copy", "entity.name.type build"],
  ];

  for (const [name, host, template] of QUOTED) {
    const text = template.replace("{}", SAID);

    it(`are those of its words in a text of one line: ${name}`, async () => {
      assert.deepEqual(partsOf(await withStandIns(host), text), PARTS);
    });

    // No grammar of HCL comes with VS Code.
    if (host !== "source.hcl")
      it(`leave what follows a text of one line as it is: ${name}`, async function () {
        this.timeout(60_000);
        const grammar = await withBuiltIns(host);
        if (!grammar) return skipBecause(this, "no VS Code is installed here (`npm start` installs one)");
        assert.deepEqual(partsOf(grammar, text), PARTS);
        const behind = (whole: string) => {
          const from = whole.indexOf(SAID) + SAID.length + 1;
          return tokenLines(grammar, whole).flatMap(({ tokens }) =>
            tokens.filter(({ start }) => start >= from).map(({ start, scopes }) => [start - from, scopes]),
          );
        };
        // As behind a text that is none of ours.
        const other = text.replace(/dockerfile[-_]inline/, "other");
        assert.ok(behind(text).length > 1);
        assert.deepEqual(behind(text), behind(other));
      });
  }

  for (const text of [
    "a:\n  dockerfile_inline: 'FROM scratch'\n",
    "a:\n  dockerfile_inline: FROM scratch\nb: FROM x\n",
  ])
    it(`are those of its words without lines: ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(partsOf(await withStandIns("source.yaml"), text), [
        "keyword.other.special FROM",
        "constant.language scratch",
      ]);
    });

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
