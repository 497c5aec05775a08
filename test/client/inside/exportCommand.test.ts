import { strict as assert } from "node:assert";
import type { Builder } from "../../../client/src/engine/engine";
import type { BuildRequest } from "../../../client/src/engine/engineCommand";
import { exportCommand } from "../../../client/src/inside/exportCommand";

function request(builder: Builder): BuildRequest {
  return {
    engine: { builder, program: "engine", progress: "plain" },
    dockerfile: "/app/Dockerfile",
    context: "/app",
    target: "build",
    image: "app:build",
    buildArgs: { A: "; rm -rf /" },
    buildContexts: {},
  };
}

describe("the export of a stage", () => {
  const folders: [folder: string, output: string][] = [
    ["/out", "type=local,dest=/out"],
    ["/my out/$(id)", "type=local,dest=/my out/$(id)"],
    ["/a,b", 'type=local,"dest=/a,b"'],
    ['/a"b', 'type=local,"dest=/a""b"'],
    ["C:\\out", "type=local,dest=C:\\out"],
  ];
  for (const [folder, output] of folders)
    it(`goes to ${folder}`, () => {
      const command = exportCommand(request("buildx"), folder);
      assert.ok("args" in command);
      assert.deepEqual(command.args.slice(-3), ["--output", output, "/app"]);
      assert.ok(command.args.includes("A=; rm -rf /"));
    });

  for (const builder of ["buildx", "docker", "embedded", "podman", "nerdctl"] as const)
    it(`is built by ${builder}`, () => {
      assert.ok("args" in exportCommand(request(builder), "/out"));
    });

  it("is refused where the builder has none, with the reason", () => {
    const legacy = exportCommand(request("legacy"), "/out");
    assert.ok("problem" in legacy);
    assert.match(legacy.problem, /BuildKit/);
    const podman = exportCommand(request("podman"), "/a,b");
    assert.ok("problem" in podman);
    assert.match(podman.problem, /does not accept it as a path/);
  });
});
