/** What a stage has from a stage of another Dockerfile that its build takes: held against what bake built of the same files. */
import assert from "node:assert/strict";
import { MarkupKind } from "vscode-languageserver-types";
import { completion } from "../../server/src/features/completion/completion";
import { definition } from "../../server/src/features/definition";
import { findingsOf } from "../../server/src/features/diagnostics";
import { rename } from "../../server/src/features/rename";
import { entriesOf } from "../../server/src/shared/persistentMap";
import { imageConfig } from "../../server/src/stages/analysis/imageConfig";
import { stageFiles } from "../../server/src/stages/files/filesOfStage";
import { PLAIN } from "../support/completions";
import { cursor } from "../support/marked";
import { workspaceOf } from "../support/usesAround";
import { hoverAt } from "./hoverAt";

type Files = Readonly<Record<string, string>>;

const BASE = `FROM alpine AS base
ARG ONLYARG=inbase
ARG V=dflt
# FROM_BASE comes from the build
ENV FROM_BASE=$V
ENV OVER=envbase
WORKDIR /srv/base
SHELL ["/bin/bash", "-c"]
USER 1000
CMD ["basecmd"]
ENTRYPOINT ["/ep"]
EXPOSE 8080
COPY go.mod tools/ /srv/kit/
RUN cp /srv/kit/kit /usr/bin/kit
ONBUILD ENV TRIG=\${ONLYARG:-noarg}
ONBUILD COPY app.conf /etc/
ONBUILD ENV HELD=$OVER
FROM scratch AS after
`;
const BAKE: Files = {
  "docker-bake.hcl": `target "base" {
  context = "base"
  target = "base"
  args = { V = "given" }
}
target "app" {
  context = "app"
  contexts = { base = "target:base" }
  args = { ONLYARG = "appgiven" }
}
`,
  "base/Dockerfile": BASE,
};
const COMPOSE: Files = {
  "compose.yaml": `services:
  base:
    build: {context: base, target: base, args: {V: given}}
  app:
    build: {context: app, additional_contexts: ["base=service:base"], args: {ONLYARG: appgiven}}
`,
  "base/Dockerfile": BASE,
};
/** A base of the base, and one without a shell. */
const CHAIN: Files = {
  "docker-bake.hcl": `target "root" { context = "root" }
target "base" {
  context = "base"
  contexts = { root = "target:root" }
}
target "app" {
  context = "app"
  contexts = { base = "target:base" }
}
`,
  "root/Dockerfile": "FROM scratch\nENV ROOT=/opt\nWORKDIR $ROOT/root\nCOPY a.txt /files/\n",
  "base/Dockerfile": "FROM root\nENV BASE=$ROOT/base\nCOPY b.txt /files/\n",
};
const INLINE: Files = {
  "compose.yaml": `services:
  base:
    build:
      context: .
      dockerfile_inline: |
        FROM scratch
        ENV INSIDE=yes
        WORKDIR /in
  app:
    build: {context: app, additional_contexts: {base: "service:base"}}
`,
};

interface Case {
  readonly files: Files;
  /** app/Dockerfile, with a cursor. */
  readonly text: string;
  /** Lines that the hover has, among others. */
  readonly hover?: readonly string[];
  /** Where the definition leads, as `path:line`, lines from 1. */
  readonly definition?: readonly string[];
  /** The rules that speak, with their lines. */
  readonly rules?: readonly string[];
  /** Names that completion offers, among others. */
  readonly offers?: readonly string[];
  /** Why a rename is refused. */
  readonly refusal?: RegExp;
  /** How the image of the last stage is run. */
  readonly config?: Partial<ReturnType<typeof imageConfig>>;
}

const CASES: Record<string, Case> = {
  "an ENV of the base, with the argument that its build gives": {
    files: BAKE,
    text: "FROM base AS app\nRUN echo $FROM<|>_BASE\n",
    hover: [
      "FROM_BASE = given",
      "comes from the build",
      "- ENV in line 5 of base/Dockerfile: $V",
      "- Inherited from the stage base of base/Dockerfile",
    ],
    definition: ["base/Dockerfile:5"],
    refusal: /No ARG and no ENV in this file/,
  },
  "the same in Compose": {
    files: COMPOSE,
    text: "FROM base AS app\nENV X=$FROM<|>_BASE\n",
    hover: ["FROM_BASE = given"],
    definition: ["base/Dockerfile:5"],
  },
  "through a stage of the file": {
    files: BAKE,
    text: "FROM base AS app\nFROM app\nRUN echo $OV<|>ER\n",
    hover: ["OVER = envbase", "- Inherited from the stage base of base/Dockerfile"],
    definition: ["base/Dockerfile:6"],
  },
  "what a stage of the file sets on top of it": {
    files: BAKE,
    text: "FROM base AS app\nENV MINE=1\nFROM app AS mid\nFROM mid\nRUN echo $MI<|>NE\n",
    hover: ["MINE = 1", "- Inherited from the stage app through mid"],
    definition: ["app/Dockerfile:2"],
    rules: [],
  },
  "what a stage of the file sets in place of it": {
    files: BAKE,
    text: "FROM base AS app\nENV OVER=mine\nFROM app\nRUN echo $OV<|>ER\n",
    hover: ["OVER = mine", "- Inherited from the stage app"],
    definition: ["app/Dockerfile:2"],
  },
  "files that a stage of the file adds": {
    files: BAKE,
    text: "FROM base AS app\nCOPY --from=x /m /srv/kit/mine.txt\nFROM app AS mid\nFROM scratch\nCOPY --from=mid /srv/kit/<|> /\n",
    offers: ["/srv/kit/mine.txt", "/srv/kit/go.mod"],
  },
  "where the context takes the place of a stage": {
    files: BAKE,
    text: "FROM alpine AS base\nENV FROM_BASE=mine\nFROM base\nRUN echo $FROM<|>_BASE\n",
    hover: ["FROM_BASE = given"],
    definition: ["base/Dockerfile:5"],
  },
  "what an ONBUILD line of the base sets": {
    files: BAKE,
    text: "FROM base AS app\nRUN echo $HE<|>LD\n",
    hover: ["HELD = envbase", "- Set by ONBUILD in the stage base of base/Dockerfile"],
    definition: ["base/Dockerfile:17"],
  },
  "an ARG of the base ends with its build": {
    files: BAKE,
    text: "FROM base AS app\nRUN echo $ONLY<|>ARG\n",
    hover: ["- No ARG and no ENV in this file sets it"],
    definition: [],
  },
  "an ARG over an ENV of the base, which containers have": {
    files: BAKE,
    text: "FROM base AS app\nARG OVER=mine\nRUN echo $OV<|>ER\n",
    hover: ["OVER = mine", "- Containers have envbase, from ENV in line 6 of base/Dockerfile"],
    definition: ["app/Dockerfile:2"],
    refusal: /Line 2 uses "OVER", which base\/Dockerfile sets/,
  },
  "an ENV over one of the base": {
    files: BAKE,
    text: "FROM base AS app\nENV OV<|>ER=mine\n",
    hover: ["- Overrides ENV in line 6 of base/Dockerfile: envbase"],
    refusal: /Line 2 uses "OVER", which base\/Dockerfile sets/,
  },
  "a name that only the other file knows is completed": {
    files: BAKE,
    text: "FROM base AS app\nRUN echo $FR<|>\n",
    offers: ["FROM_BASE", "OVER", "TRIG"],
  },
  "how the image is run": {
    files: BAKE,
    text: "FROM base AS app<|>\nWORKDIR rel\n",
    config: {
      workdir: "/srv/base/rel",
      user: "1000",
      entrypoint: '["/ep"]',
      cmd: '["basecmd"]',
      ports: ["8080"],
    },
    // The builder counts no WORKDIR of an image.
    rules: ["WorkdirRelativePath:2"],
  },
  "an ENTRYPOINT takes the CMD of the base away": {
    files: BAKE,
    text: 'FROM base AS app<|>\nENTRYPOINT ["/mine"]\n',
    config: { workdir: "/srv/base", entrypoint: '["/mine"]', cmd: null },
    rules: [],
  },
  "the shell of the base, for which JSON is not recommended": {
    files: BAKE,
    text: "FROM base AS app\nCMD true<|>\n",
    rules: [],
  },
  "files of the base, and what its build context has": {
    files: BAKE,
    text: "FROM base AS app\nFROM scratch\nCOPY --from=app /<|> /\n",
    offers: ["/srv", "/srv/kit", "/srv/base", "/usr/bin/kit", "/etc/app.conf"],
  },
  "files of the context that is copied from": {
    files: BAKE,
    text: "FROM scratch\nCOPY --from=base /srv/kit/<|> /\n",
    offers: ["/srv/kit/go.mod"],
  },
  "files of a mount": {
    files: CHAIN,
    text: "FROM alpine\nRUN --mount=from=base,source=/files/<|>,target=/x true\n",
    offers: ["/files/a.txt", "/files/b.txt"],
  },
  "a chain of Dockerfiles": {
    files: CHAIN,
    text: "FROM base AS app\nWORKDIR $BA<|>SE/x\n",
    hover: ["BASE = /opt/base"],
    definition: ["base/Dockerfile:2"],
    config: { workdir: "/opt/base/x" },
  },
  "a shell that no base of the chain has": {
    files: CHAIN,
    text: "FROM base AS app<|>\nRUN make\nUSER app\n",
    rules: ["ShellNotInImage:2", "UserNotInImage:3"],
  },
  "a shell that a base of the chain brings": {
    files: { ...CHAIN, "base/Dockerfile": "FROM root\nCOPY bin/sh /bin/sh\nCOPY passwd group /etc/\n" },
    text: "FROM base AS app<|>\nRUN make\nUSER app\n",
    rules: [],
  },
  "a variable that nothing of the chain sets": {
    files: CHAIN,
    text: "FROM base AS app<|>\nWORKDIR /x/$BSAE\n",
    rules: ["UndefinedVar:2"],
  },
  "a path that the other stage of nothing does not have": {
    files: { ...CHAIN, "base/Dockerfile": "FROM scratch\nCOPY b.txt /files/b.txt\n" },
    text: "FROM scratch<|>\nCOPY --from=base /files/b.txt /gone.txt /\n",
    rules: ["CopyFromEmptyStage:2"],
  },
  "a whole system of another Dockerfile": {
    files: { ...BAKE, "base/Dockerfile": "FROM debian AS base\nWORKDIR /out\nRUN make\n" },
    text: "FROM alpine<|>\nCOPY --from=base . .\n",
    rules: ["CopyWholeStage:2"],
  },
  "a Dockerfile inside of a file": {
    files: INLINE,
    text: "FROM base AS app\nRUN echo $INS<|>IDE\n",
    hover: ["INSIDE = yes", "- ENV in line 7 of compose.yaml"],
    definition: ["compose.yaml:7"],
    config: { workdir: "/in" },
  },
  "another use beside it, neither of which is chosen": {
    files: {
      ...BAKE,
      "compose.yaml": "services:\n  plain: {build: app}\n",
    },
    text: "FROM base AS app\nRUN echo $FROM<|>_BASE\n",
    hover: ["- No ARG and no ENV in this file sets it"],
    definition: ["base/Dockerfile:5"],
  },
  "builds that are each other's base": {
    files: {
      "docker-bake.hcl": `target "a" {
  context = "app"
  contexts = { base = "target:b" }
}
target "b" {
  context = "b"
  contexts = { other = "target:a" }
}
`,
      "b/Dockerfile": "FROM other\nENV B=$A\n",
    },
    text: "FROM base AS app\nENV A=$B<|>\n",
    definition: ["b/Dockerfile:2"],
  },
};

describe("a stage based on one of another Dockerfile", () => {
  for (const [title, { files, text: marked, ...wanted }] of Object.entries(CASES))
    it(title, async () => {
      const { text, offset } = cursor(marked);
      const workspace = await workspaceOf({ ...files, "app/Dockerfile": text });
      await workspace.readLinks("app/Dockerfile");
      const context = workspace.contextOf("app/Dockerfile");
      const { analysis, document } = context;
      const position = document.positionAt(offset);
      const shown = hoverAt(context, offset, MarkupKind.PlainText)?.says.split("\n") ?? [];
      for (const line of wanted.hover ?? []) assert.ok(shown.includes(line), shown.join("\n"));
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
        const rules = found.map(({ rule, span }) => `${rule.id}:${document.positionAt(span.start).line + 1}`);
        assert.deepEqual(rules, wanted.rules);
      }
      if (wanted.offers) {
        const items = completion(context, { position }, PLAIN);
        const labels = items.map(({ label }) => label);
        for (const label of wanted.offers) assert.ok(labels.includes(label), labels.join(" "));
      }
      if (wanted.refusal) {
        const answer = rename(context, position, "OTHER", false);
        assert.match("refused" in answer ? answer.refused : "", wanted.refusal);
      }
      if (wanted.config) {
        const last = analysis.model.stages.at(-1);
        assert.ok(last);
        const config = imageConfig(analysis, last);
        assert.deepEqual({ ...config, ...wanted.config }, config);
      }
    });

  it("is read once, however many builds take its image", async () => {
    const [layers, width] = [14, 4];
    const nameOf = (layer: number, index: number) => `t${layer}x${index}`;
    const targets = Array.from({ length: layers * width }, (_, at) => {
      const layer = Math.floor(at / width);
      // One build of the first Dockerfile, which is in force.
      if (at > 0 && layer === 0) return "";
      const taken = layer + 1 < layers ? [0, 1, 2, 3].map(index => nameOf(layer + 1, index)) : [];
      const contexts = taken.map(name => `${name} = "target:${name}"`).join("\n    ");
      return `target "${nameOf(layer, at % width)}" {\n  context = "${layer}"\n  contexts = {\n    ${contexts}\n  }\n}\n`;
    });
    const folders = Array.from({ length: layers }, (_, layer) => {
      const taken = layer + 1 < layers ? [0, 1, 2, 3].map(index => nameOf(layer + 1, index)) : [];
      const copies = taken.map(name => `COPY --from=${name} /f${layer + 1} /f${layer}\n`);
      return [
        `${layer}/Dockerfile`,
        `FROM ${taken[0] ?? "alpine"}\nENV L${layer}=1\nCOPY x.txt /f${layer}/${layer}.txt\n${copies.join("")}`,
      ];
    });
    const workspace = await workspaceOf({
      "docker-bake.hcl": targets.join(""),
      ...(Object.fromEntries(folders) as Files),
    });
    await workspace.readLinks("0/Dockerfile");
    const { analysis } = workspace.contextOf("0/Dockerfile");
    const [stage] = analysis.model.stages;
    assert.ok(stage);
    assert.deepEqual(
      [...entriesOf(analysis.variables(stage).left)].map(([name]) => name).sort(),
      Array.from({ length: layers }, (_, layer) => `L${layer}`).sort(),
    );
    assert.ok(stageFiles(analysis, stage).paths.has("/f0/13.txt"));
  });
});
