import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Forbids imports out of a layer: the one-way order of docs/architecture.md, held by the linter. */
function layer(files, regex, message) {
  return {
    files: [files],
    rules: { "no-restricted-imports": ["error", { patterns: [{ regex, message }] }] },
  };
}

const EDITOR = "^vscode(-|$)";
const NODE = "^node:";

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "out/",
      "node_modules/",
      "artifacts/",
      ".vscode-test/",
      "examples/",
      "test/tutorials/files/",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          "server/tsconfig.json",
          "server/tsconfig.node.json",
          "server/tsconfig.worker.json",
          "client/tsconfig.json",
          "test/tsconfig.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  layer(
    "server/src/dockerfile/**",
    `^\\.\\./|${EDITOR}|${NODE}`,
    "dockerfile/ knows text only: no editor, no Node, no later layer.",
  ),
  layer(
    "server/src/stages/**",
    `^\\.\\./(?!dockerfile/)|dockerfile-ast|${EDITOR}|${NODE}`,
    "stages/ read dockerfile/ alone.",
  ),
  layer(
    "server/src/stages/*/**",
    `^\\.\\./\\.\\./(?!dockerfile/)|dockerfile-ast|${EDITOR}|${NODE}`,
    "stages/ read dockerfile/ alone.",
  ),
  layer(
    "server/src/edits/**",
    `^\\.\\./(?!dockerfile/|stages/)|dockerfile-ast|${EDITOR}|${NODE}`,
    "edits/ change what the stage model says.",
  ),
  layer(
    "server/src/convert/**",
    `^(?:\\.\\./)+(?!dockerfile/|stages/|edits/|\\w+$)|dockerfile-ast|${EDITOR}|${NODE}`,
    "convert/ reads the stage model, and answers with edits; it is a bundle of its own.",
  ),
  layer(
    "server/src/rules/**",
    `^\\.\\./(?!dockerfile/|stages/|edits/)|dockerfile-ast|${EDITOR}|${NODE}`,
    "rules/ read the stage model, and mend by edits.",
  ),
  layer(
    "server/src/features/**",
    `/(server|node|worker)$|dockerfile-ast|${NODE}`,
    "features/ lie below the server.",
  ),
  layer(
    "server/src/serve/**",
    `/(server|node|worker)$|dockerfile-ast|${NODE}`,
    "serve/ is what the server is made of.",
  ),
  layer(
    "server/src/*.ts",
    `/(node|worker)$|dockerfile-ast|${NODE}`,
    "Only node.ts touches Node, and nobody imports an entry.",
  ),
  { files: ["server/src/node.ts"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["client/src/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "server/src/(?!protocol$)",
              message: "Of the server, the client imports protocol.ts alone.",
            },
          ],
        },
      ],
    },
  },
  ...["engine", "progress", "inside"].map(folder => ({
    files: [`client/src/${folder}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `${EDITOR}|^\\.\\./(?!engine/|progress/|inside/)(?!.*server/src/protocol$)`,
              message:
                "engine/, progress/ and inside/ know no editor: what an engine is told, and what it says.",
            },
          ],
        },
      ],
    },
  })),
  {
    files: ["client/src/project/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `${EDITOR}|${NODE}|^\\.\\./(?!.*server/src/protocol$)`,
              message: "project/ knows no editor: files as texts in, a plan out.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["client/src/report/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `${EDITOR}|^\\.\\./(?!engine/|progress/)(?!.*server/src/protocol$)`,
              message: "report/ knows no editor: what is told of builds, as data and as text.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["media/pages/*.js"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      sourceType: "script",
      globals: {
        acquireVsCodeApi: "readonly",
        addEventListener: "readonly",
        document: "readonly",
        Node: "readonly",
      },
      parserOptions: { project: false },
    },
  },
  { files: ["test/**", "bench/**", "scripts/**"], rules: { "no-console": "off" } },
  { files: ["**/*.mjs"], ...tseslint.configs.disableTypeChecked },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
    rules: { ...tseslint.configs.disableTypeChecked.rules, "no-console": "off" },
  },
);
