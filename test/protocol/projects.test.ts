import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  NEW_DOCKERFILE_REQUEST,
  PROJECTS_REQUEST,
  READ_FILE_REQUEST,
  READ_FOLDER_REQUEST,
} from "../../server/src/protocol";
import type {
  NewDockerfileAnswer,
  ProjectsAnswer,
  ReadFileParams,
  ReadFolderParams,
} from "../../server/src/protocol";
import { startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

const FILES: Readonly<Record<string, string>> = {
  "shop 1/go.mod": "module example.com/shop\n\ngo 1.25\n",
  "shop 1/main.go": 'package main\n\nfunc main() { listen(":8080") }\n',
};

/** What is answered about a folder: the project that it has, and the Dockerfile for it. */
async function check({ connection }: Editor, folder: string): Promise<void> {
  const { projects } = await connection.sendRequest<ProjectsAnswer>(PROJECTS_REQUEST, { folder });
  const [project] = projects ?? [];
  assert.equal(projects?.length, 1);
  assert.ok(project);
  assert.deepEqual([project.folder, project.what, project.manifest], ["shop 1", "Go", "go.mod"]);
  const ask = (id: string, proposal: number) =>
    connection.sendRequest<NewDockerfileAnswer>(NEW_DOCKERFILE_REQUEST, {
      folder,
      project: id,
      proposal,
      answers: {},
    });
  const { files } = await ask(project.id, 0);
  assert.match(files?.dockerfile ?? "", /^FROM \S+ golang:1\.25 AS source$[^]*^EXPOSE 8080$/m);
  assert.match(files?.ignore ?? "", /^\.git$/m);
  assert.deepEqual([await ask("none", 0), await ask(project.id, 99)], [{ files: null }, { files: null }]);
}

describe("a Dockerfile for a project, over the wire", () => {
  it("is made of files that the server reads", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-projects-"));
    const editor = await startEditor({});
    try {
      for (const [path, text] of Object.entries(FILES)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      await check(editor, pathToFileURL(folder).href);
      const none = await editor.connection.sendRequest<ProjectsAnswer>(PROJECTS_REQUEST, {
        folder: pathToFileURL(join(folder, "none")).href,
      });
      assert.deepEqual(none, { projects: null });
    } finally {
      await editor.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it("is made of files that the editor reads where the server cannot", async () => {
    const root = "memory:/folder";
    const editor = await startEditor({ initializationOptions: { readsFiles: true, readsFolders: true } });
    const pathOf = (uri: string) => decodeURIComponent(uri.slice(root.length + 1));
    editor.connection.onRequest(READ_FILE_REQUEST, ({ uri }: ReadFileParams) => ({
      text: FILES[pathOf(uri)] ?? null,
    }));
    editor.connection.onRequest(READ_FOLDER_REQUEST, ({ uri }: ReadFolderParams) => {
      const path = pathOf(uri);
      const names =
        path === "" ? ["shop 1"] : Object.keys(FILES).map(file => file.slice(file.indexOf("/") + 1));
      return { entries: names.map(name => ({ name, isFolder: path === "" })) };
    });
    await check(editor, `${root}/`);
    await editor.stop();
  });
});
