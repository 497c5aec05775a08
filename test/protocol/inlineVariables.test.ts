// Dockerfiles that a variable of a bake file gives, in the real server: in place where they are one text, and told where they are none.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeLens, Diagnostic, Location, WorkspaceEdit } from "vscode-languageserver-protocol";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const TEXT = "FROM alpine AS build\nFROM build AS dev\nCOPY --from=buidl /a /b\n";
const HEREDOC = `<<EOT\n${TEXT}EOT\n`;
const variable = (name: string) => `variable ${name} {\n  default = ${HEREDOC}}\n`;
const target = (name: string, text: string) =>
  `target "${name}" {\n  dockerfile-inline = ${text}\n  target = "build"\n}\n`;
const json = (text: string) =>
  JSON.stringify(
    { variable: { t: { default: TEXT } }, target: { a: { "dockerfile-inline": text, target: "build" } } },
    null,
    2,
  );
const yaml = (indent: string) => TEXT.replace(/^(?=.)/gm, indent);
const service = (name: string, text: string) =>
  `  ${name}:\n    build:\n      ${text}\n      target: build\n`;
/** In each the text stands once, and is that of all targets. */
const ONE_TEXT: Readonly<Record<string, string>> = {
  "a/docker-bake.hcl": variable("t") + target("a", "t"),
  "b/docker-bake.hcl": variable('"t"') + target("a", '"${t}"') + target("b", "t"),
  "c/docker-bake.hcl": `t = ${HEREDOC}` + target("a", "t"),
  "d/docker-bake.hcl": `${variable("t")}variable u {\n  default = t\n}\n${target("a", "u")}`,
  "e/docker-bake.hcl": `variable x { default = true }\n${variable("t")}${target("a", 'x ? t : "FROM b"')}`,
  "f/docker-bake.hcl": target("a", HEREDOC.trimEnd()) + target("b", "target.a.dockerfile-inline"),
  "g/docker-bake.json": json("${t}"),
  "h/docker-bake.hcl": `${variable("t")}target "m" {\n  matrix = { n = ["x", "y"] }\n  name = "m-\${n}"\n  dockerfile-inline = t\n  target = "build"\n}\n`,
  // Anchors and merges of YAML, with what else a block can be.
  "n/compose.yaml": `x-text: &t |\n${yaml("  ")}services:\n${service("a", "dockerfile_inline: *t")}${service("b", "dockerfile_inline: *t")}`,
  "o/compose.yaml": `x-build: &b\n  dockerfile_inline: |-\n${yaml("    ")}  target: build\nservices:\n  a: {build: *b}\n  b: {build: {<<: *b, tags: [x]}}\n`,
  "p/compose.yaml":
    `services:\n  a:\n    build: &b\n      dockerfile_inline: |2+\n${yaml("        ")}\n      target: build\n  b: {build: *b}\n`.replaceAll(
      "\n",
      "\r\n",
    ),
  "q/compose.yaml": `services:\n  a:\n    build:\n      dockerfile_inline: >\n${yaml("        ").replaceAll("\n", "\n\n")}      target: build\n  b: {extends: a}\n`,
  "r/compose.yaml": `services:\n  a:\n    build:\n      dockerfile_inline: |\n${yaml("        \t")}        RUN echo $$HOME $\${X:-y}\n      target: build\n`,
  "s/docker-bake.hcl": target(
    "a",
    `<<-EOT\n\t${TEXT.trimEnd().replaceAll("\n", "\n\t")}\n\tRUN echo $\${HOME} %%{x}\n  EOT`,
  ),
};
/** Here nothing of it stands anywhere. */
const COMPUTED: Readonly<Record<string, string>> = {
  "k/docker-bake.hcl": target("a", 'join("\\n", ["FROM alpine AS build", "FROM build"])'),
  "l/docker-bake.hcl": variable("t") + target("a", "upper(t)").replace('"build"', '"BUILD"'),
  "m/docker-bake.hcl": `target "m" {\n  matrix = { t = ["FROM alpine AS build\\nFROM build\\n"] }\n  name = "m"\n  dockerfile-inline = t\n  target = "build"\n}\n`,
};

describe("a Dockerfile that a variable gives, in an editor", function () {
  this.timeout(60_000);
  const files = { ...ONE_TEXT, ...COMPUTED };
  let workspace: WorkspaceEditor;
  const documentOf = (path: string) => TextDocument.create(path, "", 0, files[path] ?? "");
  const ask = <Answer>(method: string, path: string, params: object = {}) =>
    workspace.editor.ask<Answer>(`textDocument/${method}`, params, workspace.uriOf(path));
  const positionOf = (path: string, text: string) => {
    const offset = documentOf(path).getText().indexOf(text);
    assert.notEqual(offset, -1);
    return documentOf(path).positionAt(offset + text.length);
  };

  before(async () => {
    const dynamic = { dynamicRegistration: true };
    workspace = await openWorkspace(files, null, {
      capabilities: {
        textDocument: { ...PULLS.textDocument, synchronization: dynamic, codeLens: dynamic },
        workspace: { workspaceFolders: true },
      },
    });
    for (const [path, text] of Object.entries(files)) {
      const textDocument = { uri: workspace.uriOf(path), languageId: "hcl", version: 1, text };
      await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    }
  });
  after(() => workspace.stop());

  for (const [path, text] of Object.entries(ONE_TEXT)) {
    it(`has its problems where it is written: ${path}`, async () => {
      const { items } = await ask<{ items: Diagnostic[] }>("diagnostic", path);
      assert.deepEqual(
        items.map(({ code, range }) => `${code ?? ""} ${documentOf(path).getText(range)}`),
        ["LikelyStageTypo buidl"],
      );
    });

    it(`is renamed there, once, with all targets: ${path}`, async () => {
      const position = positionOf(path, "AS bu");
      const edit = await ask<WorkspaceEdit>("rename", path, { position, newName: "made" });
      assert.equal(
        TextDocument.applyEdits(documentOf(path), edit.changes?.[workspace.uriOf(path)] ?? []),
        text
          .replace("AS build", "AS made")
          .replace("FROM build", "FROM made")
          .replace(/(target"?(?: =|:) )("?)build\2/g, "$1$2made$2"),
      );
    });

    it(`is where its targets lead: ${path}`, async () => {
      const offset =
        1 +
        Math.max(
          ...["target: ", '"target": "', 'target = "'].map(each => text.lastIndexOf(each) + each.length),
        );
      const position = documentOf(path).positionAt(offset);
      const [place, ...others] = await ask<Location[]>("definition", path, { position });
      assert.deepEqual(others, []);
      assert.equal(place && documentOf(path).offsetAt(place.range.start), text.indexOf("AS build") + 3);
    });
  }

  for (const path of Object.keys(COMPUTED))
    it(`is told to be computed, and built all the same: ${path}`, async () => {
      const lenses = await ask<CodeLens[]>("codeLens", path);
      const titles = lenses.map(({ command }) => command?.title);
      assert.deepEqual(titles, [
        path.startsWith("l") ? "▶ Build BUILD" : "▶ Build build",
        "2 stages in a computed text",
      ]);
      assert.equal(lenses[0]?.command?.command, "dockerfileStages.buildInlineStage");
      const { items } = await ask<{ items: Diagnostic[] }>("diagnostic", path);
      assert.deepEqual(items, []);
    });
});
