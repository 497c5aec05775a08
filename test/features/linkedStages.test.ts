/** Stages of other Dockerfiles, which builds give as named contexts: where they lead, and what leads to them. */
import assert from "node:assert/strict";
import type { Location } from "vscode-languageserver-protocol";
import { codeLenses } from "../../server/src/features/codeLens";
import { definition } from "../../server/src/features/definition";
import { hover } from "../../server/src/features/hover";
import { references } from "../../server/src/features/references";
import { cursor } from "../support/marked";
import { workspaceOf } from "../support/usesAround";

type Files = Readonly<Record<string, string>>;

interface Case {
  readonly files: Files;
  /** The Dockerfile with the cursor. */
  readonly at: string;
  /** The use in force, by its label. */
  readonly chosen?: string;
  /** Where the definition leads, as `path:line text`, lines from 1. */
  readonly definition?: readonly string[];
  readonly references?: readonly string[];
  /** What the hover has, line by line, among others. */
  readonly hover?: readonly string[];
}

const BASE = "FROM alpine AS tools\nRUN apk add make\nFROM tools AS Base\nFROM base AS test\n";

/** Two bake targets, of which one is the base of the other. */
const BAKE: Files = {
  "docker-bake.hcl":
    'target "base" {\n  context = "base"\n  target = "base"\n}\ntarget "app" {\n  context = "app"\n  contexts = {\n    base = "target:base"\n    data = "./data"\n  }\n}\n',
  "base/Dockerfile": BASE,
};
/** The same in Compose; the last stage is the base. */
const COMPOSE: Files = {
  "compose.yaml":
    "services:\n  base: {build: base}\n  app:\n    build:\n      context: app\n      additional_contexts:\n        base: service:base\n",
  "base/Dockerfile": BASE,
};

const CASES: Record<string, Case> = {
  "the base of a stage is a bake target": {
    files: { ...BAKE, "app/Dockerfile": "FROM b<|>ase AS build\nFROM scratch\nCOPY --from=base / /\n" },
    at: "app/Dockerfile",
    definition: ["base/Dockerfile:3 Base"],
    references: [
      "base/Dockerfile:3 Base",
      "base/Dockerfile:4 base",
      "docker-bake.hcl:3 base",
      "app/Dockerfile:1 base",
      "app/Dockerfile:3 base",
    ],
    hover: [
      "base — named context",
      "- Source: target:base (docker-bake.hcl › app)",
      "In docker-bake.hcl › app, this is the image that docker-bake.hcl › base builds from base/Dockerfile",
      "Base — stage 2 of 3 (index 1)",
    ],
  },
  "the source of a COPY is a service": {
    files: { ...COMPOSE, "app/Dockerfile": "FROM scratch\nCOPY --from=BA<|>SE:latest / /\n" },
    at: "app/Dockerfile",
    definition: [],
  },
  "the source of a COPY is a service, with the tag that counts for none": {
    files: { ...COMPOSE, "app/Dockerfile": "FROM scratch\nCOPY --from=ba<|>se:latest / /\n" },
    at: "app/Dockerfile",
    definition: ["base/Dockerfile:4 test"],
    references: ["base/Dockerfile:4 test", "app/Dockerfile:2 base:latest"],
  },
  "the source of a mount, held back": {
    files: {
      ...COMPOSE,
      "app/Dockerfile": "FROM scratch\nONBUILD RUN --mount=from=b<|>ase,target=/x true\n",
    },
    at: "app/Dockerfile",
    definition: ["base/Dockerfile:4 test"],
  },
  "from the stage back": {
    files: {
      ...BAKE,
      "app/Dockerfile": "FROM base AS build\nFROM base\n",
      "base/Dockerfile": BASE.replace("Base", "Ba<|>se"),
    },
    at: "base/Dockerfile",
    definition: ["base/Dockerfile:3 Base"],
    references: [
      "base/Dockerfile:3 Base",
      "base/Dockerfile:4 base",
      "docker-bake.hcl:3 base",
      "app/Dockerfile:1 base",
      "app/Dockerfile:2 base",
    ],
  },
  "from a stage that is not the one which is built": {
    files: { ...BAKE, "app/Dockerfile": "FROM base\n", "base/Dockerfile": BASE.replace("tools", "to<|>ols") },
    at: "base/Dockerfile",
    references: ["base/Dockerfile:1 tools", "base/Dockerfile:3 tools"],
  },
  "the base comes through an argument that the build gives": {
    files: {
      ...COMPOSE,
      "compose.yaml": `${COMPOSE["compose.yaml"] ?? ""}      args: {FROM: base}\n`,
      "app/Dockerfile": "ARG FROM=alpine\nFROM ${FROM}<|>\n",
      "base/Dockerfile": "FROM alpine\n",
    },
    at: "app/Dockerfile",
    definition: ["base/Dockerfile:1 FROM alpine"],
  },
  "another build gives another stage, and none is in force": {
    files: {
      ...BAKE,
      ...COMPOSE,
      "app/Dockerfile": "FROM b<|>ase\n",
    },
    at: "app/Dockerfile",
    definition: ["base/Dockerfile:3 Base", "base/Dockerfile:4 test"],
    hover: [
      "base — image",
      "In compose.yaml › app, this is the image that compose.yaml › base builds from base/Dockerfile",
    ],
  },
  "another build gives another stage, and one is in force": {
    files: { ...BAKE, ...COMPOSE, "app/Dockerfile": "FROM b<|>ase\n" },
    at: "app/Dockerfile",
    chosen: "compose.yaml › app",
    definition: ["base/Dockerfile:4 test"],
  },
  "the build in force gives none": {
    files: {
      ...BAKE,
      "compose.yaml": "services: {app: {build: app}}\n",
      "app/Dockerfile": "FROM b<|>ase\n",
    },
    at: "app/Dockerfile",
    chosen: "compose.yaml › app",
    definition: [],
    references: [],
  },
  "a context that is a folder leads to the file that gives it": {
    files: { ...BAKE, "app/Dockerfile": "FROM scratch\nCOPY --from=d<|>ata / /\n" },
    at: "app/Dockerfile",
    definition: ["docker-bake.hcl:9 data"],
    hover: ["data — named context", "- Source: ./data (docker-bake.hcl › app)"],
  },
  "a context takes the place of a stage of the file": {
    files: { ...BAKE, "app/Dockerfile": "FROM alpine AS base\nFROM b<|>ase\n" },
    at: "app/Dockerfile",
    definition: ["base/Dockerfile:3 Base"],
  },
  "two stages of one Dockerfile": {
    files: {
      "docker-bake.hcl":
        'target "tools" { target = "tools" }\ntarget "app" {\n  target = "app"\n  contexts = { kit = "target:tools" }\n}\n',
      Dockerfile: "FROM alpine AS tools\nFROM k<|>it AS app\n",
    },
    at: "Dockerfile",
    definition: ["Dockerfile:1 tools"],
    references: ["Dockerfile:1 tools", "docker-bake.hcl:1 tools", "Dockerfile:2 kit"],
  },
  "builds that are each other's base": {
    files: {
      "docker-bake.hcl":
        'target "a" { contexts = { other = "target:b" } }\ntarget "b" { contexts = { other = "target:a", own = "target:b" } }\n',
      Dockerfile: "FROM o<|>ther\n",
    },
    at: "Dockerfile",
    definition: ["Dockerfile:1 FROM other"],
  },
  "a target that is no stage, one that is open, and a build that is not there": {
    files: {
      "docker-bake.hcl":
        'variable "T" {}\ntarget "a" { target = "gone" }\ntarget "b" { target = T }\ntarget "app" {\n  context = "app"\n  contexts = { a = "target:a", b = "target:b", c = "target:c" }\n}\n',
      Dockerfile: "FROM alpine AS x\n",
      "app/Dockerfile": "FROM b<|> AS y\n",
    },
    at: "app/Dockerfile",
    definition: ["docker-bake.hcl:6 b"],
  },
};

describe("stages of other Dockerfiles", () => {
  for (const [title, { files, at, chosen, ...wanted }] of Object.entries(CASES))
    it(title, async () => {
      const { text, offset } = cursor(files[at] ?? "");
      const workspace = await workspaceOf({ ...files, [at]: text });
      workspace.choose(at, chosen ?? null);
      const context = workspace.contextOf(at);
      const position = context.document.positionAt(offset);
      const linked = await workspace.linkedWith(at);
      const shown = ({ uri, range }: Location) => {
        const document = workspace.documentOf(uri.slice("file://".length));
        const path = linked.shownPath(uri.slice("file://".length));
        return `${path}:${range.start.line + 1} ${document?.getText(range) ?? "?"}`;
      };
      const found = {
        definition: definition(context, position, linked).map(({ targetUri, targetSelectionRange }) =>
          shown({ uri: targetUri, range: targetSelectionRange }),
        ),
        references: references(context, position, true, linked).map(shown),
      };
      if (wanted.definition) assert.deepEqual(found.definition, wanted.definition);
      if (wanted.references) assert.deepEqual(found.references, wanted.references);
      const card = hover(context, position, "plaintext", undefined, linked)?.contents as { value: string };
      for (const line of wanted.hover ?? []) assert.ok(card.value.split("\n").includes(line), card.value);
    });

  it("are counted by the lens", async () => {
    const workspace = await workspaceOf({ ...BAKE, "app/Dockerfile": "FROM base AS build\nFROM base\n" });
    const linked = await workspace.linkedWith("base/Dockerfile");
    const support = { commands: new Set<string>(), resolves: false, linked };
    const titles = codeLenses(workspace.contextOf("base/Dockerfile"), support).map(
      ({ command }) => command?.title ?? "",
    );
    assert.deepEqual(
      titles.filter(each => each.includes("reference")),
      ["1 reference", "4 references"],
    );
  });
});
