/** A named context that only some of the builds in the workspace give: what is said of it, and of which builds. */
import assert from "node:assert/strict";
import { findingsOf } from "../../server/src/features/diagnostics";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { workspaceOf } from "../support/usesAround";

const bake = (...targets: string[]) => ({ "docker-bake.hcl": targets.join("\n") });
const target = (name: string, ...lines: string[]) => `target "${name}" {\n${lines.join("\n")}\n}`;
const GIVES = 'contexts = { base = "target:lib" }';
const LIB = target("lib", 'context = "lib"');

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly dockerfile: string;
  readonly chosen?: string;
  readonly settings?: Partial<Settings>;
  /** The line and the message of each finding. */
  readonly says: readonly string[];
}

const only = (given: string, lacking: string, name = "base") =>
  `"${name}" is a named context only in ${given}. In ${lacking}, it is an image of a registry`;

const CASES: Record<string, Case> = {
  "a build without it": {
    files: bake(LIB, target("a", GIVES), target("b")),
    dockerfile: "FROM base\n",
    says: [`1 ${only("bake: a", "bake: b")}`],
  },
  "builds of several kinds": {
    files: {
      ...bake(LIB, target("a", GIVES)),
      "compose.yaml": "services: {web: {build: .}, api: {build: .}}\n",
      Makefile: "image:\n\tdocker build .\n",
    },
    dockerfile: "FROM alpine\nRUN --mount=from=base,target=/x true\nCOPY --from=base /a /b\n",
    says: [
      `2 ${only("bake: a", "compose: web, api · scripts: Makefile")}`,
      `3 ${only("bake: a", "compose: web, api · scripts: Makefile")}`,
    ],
  },
  "whichever is in force": {
    files: bake(LIB, target("a", GIVES), target("b")),
    chosen: "docker-bake.hcl › a",
    dockerfile: "FROM base\n",
    says: [`1 ${only("bake: a", "bake: b")}`],
  },
  "a build that another target makes end before it": {
    files: bake(LIB, target("a", GIVES), target("b", 'target = "early"')),
    dockerfile: "FROM alpine AS early\nFROM base\n",
    says: [],
  },
  "a build that needs the stage through others": {
    files: bake(LIB, target("a", GIVES), target("b", 'target = "late"')),
    dockerfile: "FROM base AS one\nFROM one AS two\nFROM alpine AS late\nCOPY --from=two / /\nFROM scratch\n",
    says: [`1 ${only("bake: a", "bake: b")}`],
  },
  "a stage of the name is what the build has without the context": {
    files: bake(LIB, target("a", GIVES), target("b")),
    dockerfile: "FROM alpine AS base\nFROM base\n",
    says: [],
  },
  "another context in its place": {
    files: bake(LIB, target("a", GIVES), target("b", 'contexts = { mid = "./mid" }')),
    dockerfile: "FROM base AS mid\nFROM mid\n",
    says: [],
  },
  "an image by another image": {
    files: bake(target("a", 'contexts = { base = "docker-image://alpine" }'), target("b")),
    dockerfile: "FROM base\n",
    says: [],
  },
  "an official image, or one with a tag": {
    files: bake(LIB, target("a", 'contexts = { alpine = "target:lib", "x:1" = "./x" }'), target("b")),
    dockerfile: "FROM alpine\nCOPY --from=x:1 / /\n",
    says: [],
  },
  "a build of which something is open": {
    files: bake(
      LIB,
      'variable "T" {}',
      target("a", GIVES),
      target("b", "target = T"),
      target("c", 'inherits = ["gone"]'),
    ),
    dockerfile: "FROM base AS x\nFROM x\n",
    says: [],
  },
  "a name that an argument gives": {
    files: bake(
      LIB,
      target("a", GIVES, 'args = { FROM = "base" }'),
      target("b", 'args = { FROM = "alpine" }'),
    ),
    dockerfile: "ARG FROM\nFROM ${FROM}\n",
    says: [],
  },
  "what the settings give to every build": {
    files: bake(LIB, target("a", GIVES), target("b")),
    settings: { build: { ...DEFAULT_SETTINGS.build, contexts: { base: "./b" } } },
    dockerfile: "FROM base\n",
    says: [],
  },
  "a line that is skipped": {
    files: bake(LIB, target("a", GIVES), target("b")),
    dockerfile: "# check=skip=MissingNamedContext\nFROM base\n",
    says: [],
  },
  "builds that all give it": {
    files: bake(LIB, target("a", GIVES), target("b", 'inherits = ["a"]')),
    dockerfile: "FROM base\n",
    says: [],
  },
};

describe("rules: named contexts that only some builds give", () => {
  for (const [title, { files, dockerfile, chosen, settings, says }] of Object.entries(CASES))
    it(title, async () => {
      const workspace = await workspaceOf({
        ...files,
        Dockerfile: dockerfile,
        "lib/Dockerfile": "FROM alpine\n",
      });
      workspace.choose("Dockerfile", chosen ?? null);
      const context = workspace.contextOf("Dockerfile", settings);
      const found = findingsOf(context, (_, error) => {
        throw error;
      }).filter(({ rule }) => rule.id === "MissingNamedContext");
      const lineOf = (offset: number) => context.document.positionAt(offset).line + 1;
      assert.deepEqual(
        found.map(({ message, span }) => `${lineOf(span.start)} ${message}`),
        says,
      );
    });
});
