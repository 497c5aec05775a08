/** The tree of what needs what, across Dockerfiles and the files that build them. */
import assert from "node:assert/strict";
import type { CallHierarchyItem, Range } from "vscode-languageserver-protocol";
import {
  incomingElsewhere,
  incomingOfUse,
  outgoingElsewhere,
  outgoingOfUse,
  useItem,
  useOfItem,
} from "../../server/src/features/callHierarchyElsewhere";
import type { LinkedDockerfiles } from "../../server/src/features/linkedStages";
import { workspaceOf } from "../support/usesAround";
import type { AroundWorkspace } from "../support/usesAround";

const FILES = {
  "docker-bake.hcl": [
    'target "base" {',
    '  context = "base"',
    '  target = "tools"',
    "}",
    'target "app" {',
    '  context = "app"',
    '  contexts = { tools = "target:base", data = "./data" }',
    "}",
    "",
  ].join("\n"),
  "compose.yaml":
    "services:\n  tools: {build: {context: base, target: TOOLS}}\n  app:\n    build: app\n  written:\n    build:\n      dockerfile_inline: FROM scratch\n      additional_contexts: {tools: service:tools}\n",
  Makefile: "all:\n\tdocker build base\n",
  "base/Dockerfile": "FROM alpine AS tools\nFROM tools AS shell\n",
  "app/Dockerfile":
    "FROM tools AS build\nCOPY --from=tools /a /b\nFROM scratch AS other\nFROM scratch\nCOPY --from=data / /\n",
};

describe("call hierarchy beyond a Dockerfile", () => {
  let workspace: AroundWorkspace;
  beforeEach(async () => {
    workspace = await workspaceOf(FILES);
  });
  const path = (uri: string) => uri.slice("file:///work/".length);
  /** `name in its file: path:line text` of each range, which are in the file of the caller. */
  const say = (item: CallHierarchyItem, ranges: readonly Range[], caller: string) => {
    const document = workspace.documentOf(caller.slice("file://".length));
    const shown = ranges.map(range => `${range.start.line + 1} ${document?.getText(range) ?? "?"}`);
    return `${item.name} in ${path(item.uri)}: ${shown.join(", ")}`;
  };
  const ofStage = async (file: string, index: number) => {
    const context = workspace.contextOf(file);
    const stage = context.analysis.model.stages[index];
    assert.ok(stage);
    const linked = await workspace.linkedWith(file);
    return {
      incoming: incomingElsewhere(context, stage, linked).map(({ from, fromRanges }) =>
        say(from, fromRanges, from.uri),
      ),
      outgoing: outgoingElsewhere(context, stage, linked).map(({ to, fromRanges }) =>
        say(to, fromRanges, workspace.uriOf(file)),
      ),
    };
  };
  const ofUse = async (file: string, label: string) => {
    const around = await workspace.linkedWith(file);
    const use = workspace.allUses().find(each => around.labelOf(each) === label);
    const own = workspace.contextOf(file);
    const linked: LinkedDockerfiles = {
      ...around,
      dockerfileOf: each =>
        (each === use && !each.dockerfile.isInline ? own : null) ?? around.dockerfileOf(each),
    };
    const item = use && useItem(use, linked);
    assert.ok(item && useOfItem(item, linked) === use);
    return {
      incoming: incomingOfUse(use, linked).map(({ from, fromRanges }) => say(from, fromRanges, from.uri)),
      outgoing: outgoingOfUse(use, linked).map(({ to, fromRanges }) => say(to, fromRanges, item.uri)),
    };
  };

  it("has the stages of other Dockerfiles, and the builds that end with a stage", async () => {
    assert.deepEqual(await ofStage("base/Dockerfile", 0), {
      incoming: [
        "build in app/Dockerfile: 1 tools, 2 tools",
        "docker-bake.hcl › base in docker-bake.hcl: 3 tools",
        "compose.yaml › tools in compose.yaml: 2 TOOLS",
      ],
      outgoing: [],
    });
    assert.deepEqual(await ofStage("base/Dockerfile", 1), {
      incoming: ["Makefile › all in Makefile: 2 docker"],
      outgoing: [],
    });
    assert.deepEqual(await ofStage("app/Dockerfile", 0), {
      incoming: [],
      outgoing: ["tools in base/Dockerfile: 1 tools, 2 tools"],
    });
  });

  it("follows the build in force", async () => {
    workspace.choose("app/Dockerfile", "compose.yaml › app");
    assert.deepEqual((await ofStage("app/Dockerfile", 0)).outgoing, []);
  });

  it("goes from build to build", async () => {
    assert.deepEqual(await ofUse("app/Dockerfile", "docker-bake.hcl › app"), {
      incoming: [],
      outgoing: [
        "stage-2 in app/Dockerfile: 5 app",
        "docker-bake.hcl › base in docker-bake.hcl: 7 target:base",
      ],
    });
    assert.deepEqual(await ofUse("base/Dockerfile", "compose.yaml › tools"), {
      incoming: ["compose.yaml › written in compose.yaml: 8 service:tools"],
      outgoing: ["tools in base/Dockerfile: 2 TOOLS"],
    });
    assert.deepEqual((await ofUse("base/Dockerfile", "compose.yaml › written")).outgoing, [
      "compose.yaml › tools in compose.yaml: 8 service:tools",
    ]);
  });

  it("knows nothing of what a client makes up", async () => {
    const linked = await workspace.linkedWith("base/Dockerfile");
    const item = (data: unknown) => ({ data }) as CallHierarchyItem;
    for (const data of [null, 1, {}, { use: "app" }, { file: 1, kind: 2, use: "app", number: -1 }])
      assert.equal(useOfItem(item(data), linked), null);
  });
});
