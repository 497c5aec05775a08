import { editor, type FakeDocument } from "../../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { commands, workspace } from "vscode";
import type { BuildSession } from "../../../../client/src/build/session";
import { debuggedBuild } from "../../../../client/src/commands/debug/debugConfigurations";
import { offerWhereEngineDebugs } from "../../../../client/src/commands/debug/debugger";
import { fakeDocker } from "../../../support/fakeDocker";
import { startClient } from "../../startedClient";

const TEXT = "FROM alpine AS build\nRUN make\nFROM build\nRUN test\n";

/** All of the client behind an engine of this version; what it says, and the sessions that it starts. */
function withBuildx(version: string, test: (document: FakeDocument) => Promise<void>): () => Promise<void> {
  return async () => {
    const docker = fakeDocker([], undefined, version);
    const file = join(docker.folder, "Dockerfile");
    writeFileSync(file, TEXT);
    const client = startClient(docker, uri => editor.document(uri) ?? assert.fail(uri));
    const document = editor.open(file, TEXT);
    editor.said = [];
    editor.breakpoints = [];
    try {
      await test(document);
    } finally {
      for (const { adapter } of editor.sessions.splice(0)) adapter.dispose();
      client.stop();
    }
  };
}

const debug = ({ uri }: FakeDocument, stage: number) =>
  editor.run("dockerfileStages.debugStage", { uri: uri.toString(), stage });

describe("Debug This Stage", () => {
  it(
    "starts a session of the stage, and nothing of the build is in its configuration but where it is",
    withBuildx("0.29.1", async document => {
      await debug(document, 0);
      await debug(document, 1);
      const configurations = editor.sessions.map(({ configuration }) => ({ ...configuration }));
      for (const configuration of configurations)
        assert.match(String(configuration.__prepared), /^[\w-]{36}$/);
      for (const configuration of configurations) delete configuration.__prepared;
      const given = { type: "dockerfileStages", request: "launch", dockerfile: document.uri.fsPath };
      assert.deepEqual(configurations, [
        { ...given, name: "build (Dockerfile)", target: "build", stopOnEntry: true },
        { ...given, name: "the last stage (Dockerfile)", stopOnEntry: true },
      ]);
      assert.deepEqual(editor.said, []);
    }),
  );

  it(
    "says in one line that buildx is too old, before anything is started",
    withBuildx("0.27.0", async document => {
      await debug(document, 0);
      assert.equal(editor.sessions.length, 0);
      assert.equal(editor.said.length, 1);
      assert.match(editor.said[0] ?? "", /debugging a build only in version 0\.28 or later/);
    }),
  );

  it("is in menus unless the engine is known that cannot debug", async () => {
    const told: unknown[] = [];
    const registered = commands.registerCommand("setContext", (...key: unknown[]) => told.push(key));
    const engines = [
      { builder: "buildx", version: "0.28.0" },
      { builder: "buildx", version: "0.27.0" },
      { builder: "podman", version: "5.0.0" },
    ] as const;
    for (const engine of engines) offerWhereEngineDebugs({ ...engine, program: "docker", progress: "plain" });
    await Promise.resolve();
    registered.dispose();
    const key = "dockerfileStages.engineCannotDebug";
    assert.deepEqual(told, [
      [key, false],
      [key, true],
      [key, true],
    ]);
  });

  it(
    "is left to Docker DX where that is installed",
    withBuildx("0.29.1", async document => {
      editor.extensions = ["docker.docker"];
      try {
        await debug(document, 0);
      } finally {
        editor.extensions = [];
      }
      assert.equal(editor.sessions.length, 0);
      assert.match(editor.said.join(), /Docker DX debugs builds in this window/);
    }),
  );

  it(
    "starts nothing in Restricted Mode",
    withBuildx("0.29.1", async document => {
      Object.assign(workspace, { isTrusted: false });
      try {
        await debug(document, 0);
        const { provider } = editor.debugger("dockerfileStages");
        const written = { type: "dockerfileStages", request: "launch", dockerfile: document.uri.fsPath };
        assert.equal(
          await provider.resolveDebugConfigurationWithSubstitutedVariables(undefined, written),
          undefined,
        );
      } finally {
        Object.assign(workspace, { isTrusted: true });
      }
      assert.equal(editor.sessions.length, 0);
    }),
  );

  it(
    "has a configuration for launch.json, and fills in what F5 leaves open",
    withBuildx("0.29.1", async document => {
      const { provider } = editor.debugger("dockerfileStages");
      const [written] = provider.provideDebugConfigurations(undefined);
      assert.deepEqual(written, {
        ...{ type: "dockerfileStages", request: "launch", name: "Debug Dockerfile", stopOnEntry: true },
        dockerfile: "${workspaceFolder}/Dockerfile",
      });
      const filled = provider.resolveDebugConfiguration(undefined, {});
      assert.equal(filled?.dockerfile, document.uri.fsPath);
      const own = { type: "dockerfileStages", request: "launch", dockerfile: "x", target: "build" };
      assert.deepEqual(provider.resolveDebugConfiguration(undefined, own), own);
      await Promise.resolve();
    }),
  );

  it(
    "says why the file or the stage of a configuration cannot be debugged",
    withBuildx("0.29.1", async document => {
      const { provider } = editor.debugger("dockerfileStages");
      const ask = (given: Record<string, unknown>) =>
        provider.resolveDebugConfigurationWithSubstitutedVariables(undefined, given);
      assert.equal(await ask({ dockerfile: document.uri.fsPath, target: "nobody" }), undefined);
      assert.equal(await ask({ dockerfile: `${document.uri.fsPath}.gone` }), undefined);
      assert.equal(await ask({ dockerfile: "relative/Dockerfile" }), undefined);
      assert.match(editor.said[0] ?? "", /no stage named "nobody"/);
      assert.match(editor.said[1] ?? "", /gone cannot be read/);
      assert.match(editor.said[2] ?? "", /Open a folder, or use the absolute path/);
    }),
  );

  it(
    "lets VS Code fill in nothing of what a file is called",
    withBuildx("0.29.1", async document => {
      const folder = join(dirname(document.uri.fsPath), "${command:quit} {x}");
      mkdirSync(folder);
      const file = join(folder, "${env:HOME}.Dockerfile");
      writeFileSync(file, TEXT);
      const hostile = editor.open(file, TEXT);
      await debug(hostile, 0);
      const { provider } = editor.debugger("dockerfileStages");
      editor.folder = dirname(folder);
      const written = provider.provideDebugConfigurations({ uri: { path: editor.folder }, index: 0 });
      editor.folder = undefined;
      const filled = provider.resolveDebugConfiguration(undefined, {});
      const all = [...editor.sessions.map(({ configuration }) => configuration), ...written, filled];
      assert.equal(all.length, 3);
      assert.doesNotMatch(JSON.stringify(all), /\$\{/);
      for (const given of all) {
        const build = await provider.resolveDebugConfigurationWithSubstitutedVariables(
          undefined,
          given ?? {},
        );
        assert.ok(build, "the file is found by its address");
      }
      assert.deepEqual(editor.said, []);
    }),
  );

  it("leaves nothing behind of a build that is not debugged, because one before it failed", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "debug-")), "layout");
    const file = join(dirname(folder), "Dockerfile");
    writeFileSync(file, TEXT);
    editor.open(file, TEXT);
    editor.said = [];
    const prepared = {
      ...{ request: { engine: { builder: "buildx", version: "0.29.1" } }, temporary: [folder], notes: [] },
      first: [
        {
          ...{ inlineText: "FROM scratch", useBuilt: { label: "compose.yaml › base" } },
          request: { dockerfile: join(folder, "Dockerfile") },
        },
      ],
    };
    let seen = false;
    const session = {
      prepare: () => Promise.resolve(prepared),
      builds: {
        start() {
          seen = existsSync(join(folder, "Dockerfile"));
          return { build: { cancel: () => undefined }, outcome: Promise.resolve({ status: 1 }) };
        },
      },
    } as unknown as BuildSession;
    const given = { type: "dockerfileStages", request: "launch", name: "", dockerfile: file };
    assert.equal(await debuggedBuild(session, undefined, given), undefined);
    assert.deepEqual([seen, existsSync(folder)], [true, false]);
    rmSync(dirname(folder), { recursive: true });
  });
});
