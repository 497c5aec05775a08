import js from "@eslint/js";
import tseslint from "typescript-eslint";
import regexp from "eslint-plugin-regexp";
import { layers } from "./scripts/layers.mjs";

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
          "client/tsconfig.pages.json",
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
  {
    // What people and programs send is read in linear time.
    files: ["server/src/**", "client/src/**"],
    plugins: { regexp },
    rules: { "regexp/no-super-linear-backtracking": "error", "regexp/no-super-linear-move": "error" },
  },
  { files: ["server/src/**", "client/src/**"], plugins: { layers }, rules: { "layers/order": "error" } },
  {
    files: ["media/pages/*.js"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      sourceType: "script",
      globals: {
        acquireVsCodeApi: "readonly",
        addEventListener: "readonly",
        clearTimeout: "readonly",
        setTimeout: "readonly",
        document: "readonly",
        Node: "readonly",
      },
      parserOptions: { project: false },
    },
  },
  {
    files: ["client/src/**"],
    ignores: [
      "client/src/engine/startProgram.ts",
      "client/src/engine/terminalProgram.ts",
      "client/src/messages.ts",
    ],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value=/^(node:)?child_process$/]",
          message: "engine/startProgram.ts starts programs: by their absolute paths, and with an end.",
        },
        {
          selector:
            "CallExpression[callee.property.name=/^(show(Error|Warning|Information)Message|withProgress|setStatusBarMessage)$/]",
          message: "messages.ts shows messages: what a file or an engine says in them becomes no link.",
        },
      ],
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
