/** A Dockerfile of several builds, none of which is chosen: what all of them give alike counts, and what some give is said of these. */
import assert from "node:assert/strict";
import { MarkupKind } from "vscode-languageserver-types";
import { completion } from "../../server/src/features/completion/completion";
import { definition } from "../../server/src/features/definition";
import { findingsOf } from "../../server/src/features/diagnostics";
import { PLAIN } from "../support/completions";
import { cursor } from "../support/marked";
import { workspaceOf } from "../support/usesAround";
import { hoverAt } from "./hoverAt";

type Files = Readonly<Record<string, string>>;

/** Targets `a` and `b` of the same Dockerfile. */
const bake = (a: string, b: string, more = "") => `target "a" {
  context = "app"
  ${a}
}
target "b" {
  context = "app"
  ${b}
}
target "base" { context = "base" }
target "lean" { context = "lean" }
${more}`;

const BASE: Files = {
  "base/Dockerfile": "FROM scratch\nENV HOME_OF=/base\nCOPY x.txt /files/\nCOPY sh /bin/sh\n",
  "lean/Dockerfile": "FROM scratch\nENV HOME_OF=/lean\nCOPY x.txt /files/\n",
};
const TAKES_BASE = 'contexts = { base = "target:base" }';
const TAKES_LEAN = 'contexts = { base = "target:lean" }';
const ALIKE: Files = { ...BASE, "docker-bake.hcl": bake(TAKES_BASE, TAKES_BASE) };
const DIFFERENT: Files = { ...BASE, "docker-bake.hcl": bake(TAKES_BASE, TAKES_LEAN) };
const A = "docker-bake.hcl › a";
const B = "docker-bake.hcl › b";

interface Case {
  readonly files: Files;
  /** app/Dockerfile, with a cursor. */
  readonly text: string;
  readonly choose?: string;
  /** Lines that the hover has, among others, and lines that it has not. */
  readonly hover?: readonly string[];
  readonly hides?: readonly string[];
  /** Where the definition leads, as `path:line`, lines from 1. */
  readonly definition?: readonly string[];
  /** The rules that speak, with their lines and for which builds alone. */
  readonly rules?: readonly string[];
  readonly offers?: readonly string[];
}

const CASES: Record<string, Case> = {
  "all builds take the same image": {
    files: ALIKE,
    text: "FROM base AS app\nRUN echo $HOME<|>_OF\n",
    hover: ["HOME_OF = /base"],
    definition: ["base/Dockerfile:2"],
    rules: [],
  },
  "of which the files are known": {
    files: ALIKE,
    text: "FROM scratch\nCOPY --from=base /files/<|> /\n",
    offers: ["/files/x.txt"],
  },
  "what is wrong for all of them is said as it is": {
    files: ALIKE,
    text: "FROM base AS app<|>\nWORKDIR /x/$GONE\n",
    rules: ["UndefinedVar:2"],
  },
  "all builds take the same image in Compose and bake": {
    files: {
      ...BASE,
      "docker-bake.hcl": `target "a" {\n  context = "app"\n  ${TAKES_BASE}\n}\ntarget "base" { context = "base" }\n`,
      "compose.yaml":
        'services:\n  web:\n    build: {context: app, additional_contexts: {base: "service:base"}}\n  base:\n    build: base\n',
    },
    text: "FROM base AS app\nRUN echo $HOME<|>_OF\n",
    hover: ["HOME_OF = /base"],
    rules: [],
  },
  "a stage of the file stays what it is, though all builds replace it": {
    files: ALIKE,
    text: "FROM alpine AS base\nENV HOME_OF=/mine\nFROM base\nRUN echo $HOME<|>_OF\n",
    hover: ["HOME_OF = /base"],
    definition: ["app/Dockerfile:2", "base/Dockerfile:2"],
  },
  "a shell that the image of one build lacks": {
    files: DIFFERENT,
    text: "FROM base AS app<|>\nRUN make\n",
    rules: [`ShellNotInImage:2 Only in ${B}.`],
  },
  "a shell that no image has": {
    files: { ...DIFFERENT, "base/Dockerfile": "FROM scratch\nCOPY x.txt /\n" },
    text: "FROM base AS app<|>\nRUN make\n",
    rules: ["ShellNotInImage:2"],
  },
  "through a stage of the file": {
    files: DIFFERENT,
    text: "FROM base AS app<|>\nFROM app AS last\nRUN make\n",
    rules: [`ShellNotInImage:3 Only in ${B}.`],
  },
  "a path that is in no stage of one build": {
    files: DIFFERENT,
    text: "FROM scratch<|>\nCOPY --from=base /bin/sh /\n",
    rules: [`CopyFromEmptyStage:2 Only in ${B}.`],
  },
  "a stage of the file that one build replaces": {
    files: { ...BASE, "docker-bake.hcl": bake(TAKES_BASE, "") },
    text: "FROM scratch AS base\nFROM base<|>\nRUN make\n",
    rules: [`ShellNotInImage:3 Only in ${B}.`],
  },
  "a stage that the build in question does not need": {
    files: {
      ...BASE,
      "docker-bake.hcl": bake(`target = "one"\n  ${TAKES_BASE}`, `target = "two"\n  ${TAKES_LEAN}`),
    },
    text: "FROM base AS one<|>\nRUN make\nFROM scratch AS two\n",
    rules: [],
  },
  "a variable that each build gives another value": {
    files: DIFFERENT,
    text: "FROM base AS app\nRUN echo $HOME<|>_OF\n",
    hover: [`In ${A}:`, "HOME_OF = /base", `In ${B}:`, "HOME_OF = /lean"],
    hides: ["- No ARG and no ENV in this file sets it"],
    definition: ["base/Dockerfile:2", "lean/Dockerfile:2"],
  },
  "a build that is chosen": {
    files: DIFFERENT,
    choose: B,
    text: "FROM base AS app\nRUN echo $HOME<|>_OF\n",
    hover: ["HOME_OF = /lean"],
    hides: ["HOME_OF = /base"],
    rules: ["ShellNotInImage:2"],
  },
  "the Dockerfile's own settings that are chosen": {
    files: ALIKE,
    choose: "none",
    text: "FROM base AS app\nRUN echo $HOME<|>_OF\n",
    hides: ["HOME_OF = /base"],
    definition: [],
  },
  "a build of which something is not known": {
    files: {
      ...BASE,
      "docker-bake.hcl": bake(TAKES_LEAN, TAKES_LEAN, 'target "c" {\n  inherits = ["a", "gone"]\n}\n'),
    },
    text: "FROM base AS app<|>\nRUN make\n",
    rules: [`ShellNotInImage:2 Only in ${A}, ${B}.`],
  },
  "build contexts of their own": {
    files: {
      "compose.yaml": `services:
  web:
    build: {context: ., dockerfile: app/Dockerfile}
  api:
    build: {context: other, dockerfile: ../app/Dockerfile}
`,
      ".dockerignore": "secret.txt\n",
      "package.json": "{}",
      "secret.txt": "",
      "other/secret.txt": "",
    },
    text: "FROM alpine<|>\nCOPY package.json secret.txt ./\n",
    rules: [
      "SourceNotInContext:2 Only in compose.yaml › api.",
      "CopyIgnoredFile:2 Only in compose.yaml › web.",
    ],
  },
  "an ignore file of the Dockerfile goes before those of its contexts": {
    files: {
      "compose.yaml": `services:
  web:
    build: {context: ., dockerfile: app/Dockerfile}
  api:
    build: {context: other, dockerfile: ../app/Dockerfile}
`,
      ".dockerignore": "secret.txt\n",
      "app/Dockerfile.dockerignore": "*.key\n",
      "package.json": "{}",
      "secret.txt": "",
      "a.key": "",
      "other/package.json": "{}",
      "other/secret.txt": "",
      "other/a.key": "",
    },
    text: "FROM alpine<|>\nCOPY package.json secret.txt a.key ./\n",
    rules: ["CopyIgnoredFile:2"],
  },
};

describe("a Dockerfile of several builds, none of which is chosen", () => {
  for (const [title, { files, text: marked, choose, ...wanted }] of Object.entries(CASES))
    it(title, async () => {
      const { text, offset } = cursor(marked);
      const workspace = await workspaceOf({ ...files, "app/Dockerfile": text });
      if (choose !== undefined) workspace.choose("app/Dockerfile", choose);
      await workspace.readLinks("app/Dockerfile");
      const context = workspace.contextOf("app/Dockerfile");
      const { document } = context;
      const position = document.positionAt(offset);
      const says = hoverAt(context, offset, MarkupKind.PlainText)?.says.split("\n") ?? [];
      for (const line of wanted.hover ?? []) assert.ok(says.includes(line), says.join("\n"));
      for (const line of wanted.hides ?? []) assert.ok(!says.includes(line), says.join("\n"));
      if (wanted.definition)
        assert.deepEqual(
          definition(context, position).map(
            ({ targetUri, targetSelectionRange: { start } }) =>
              `${targetUri.replace("file:///work/", "")}:${start.line + 1}`,
          ),
          wanted.definition,
        );
      if (wanted.rules) {
        const found = findingsOf(context, (_, error) => {
          throw error;
        });
        const told = found.map(({ rule, span, advice = "" }) => {
          const only = advice.startsWith("Only in ") ? ` ${advice.slice(0, advice.indexOf(". ") + 1)}` : "";
          const line = document.positionAt(span.start).line + 1;
          return `${rule.id}:${line}${only}`;
        });
        assert.deepEqual(told, wanted.rules);
      }
      if (wanted.offers) {
        const labels = completion(context, { position }, PLAIN).map(({ label }) => label);
        for (const label of wanted.offers) assert.ok(labels.includes(label), labels.join(" "));
      }
    });
});
