import assert from "node:assert/strict";
import { homedir } from "node:os";
import { join } from "node:path";
import {
  findProgram,
  programFiles,
  scriptInstead,
  windowsProgram,
  type ProgramSearch,
} from "../../../client/src/engine/findProgram";

const PROGRAMS = ["docker", "podman", "nerdctl", "git", "taskkill"];

/** A machine on which every file can be started: whatever is looked for first is found. */
function everything(platform: NodeJS.Platform, searchPath: string): ProgramSearch {
  return { platform, searchPath, isProgram: () => true };
}

function only(platform: NodeJS.Platform, searchPath: string, ...files: string[]): ProgramSearch {
  return { platform, searchPath, isProgram: file => files.includes(file) };
}

describe("where a program is looked for", () => {
  const foreign: [platform: NodeJS.Platform, searchPath: string][] = [
    ["win32", ""],
    ["win32", ";;"],
    ["win32", ".;..;bin;.\\bin;C:bin;tools\\bin"],
    ["linux", ""],
    ["linux", "::"],
    ["linux", ".:..:bin:./bin:node_modules/.bin"],
    ["darwin", ":.:bin:"],
  ];
  for (const [platform, searchPath] of foreign)
    it(`is never the current folder: ${platform}, PATH "${searchPath}"`, () => {
      for (const program of PROGRAMS)
        assert.equal(findProgram(program, everything(platform, searchPath)), undefined, program);
    });

  const found: [what: string, ProgramSearch, program: string, file: string | undefined][] = [
    [
      "the first folder that has it",
      only("linux", "/a:.:/b:/c", "/b/docker", "/c/docker"),
      "docker",
      "/b/docker",
    ],
    ["none", only("linux", "/a:/b", "/a/podman"), "docker", undefined],
    ["with .exe", only("win32", "C:\\a;C:\\b", "C:\\b\\docker.exe"), "docker", "C:\\b\\docker.exe"],
    ["as it is written", only("win32", "C:\\a", "C:\\a\\docker.EXE"), "docker.EXE", "C:\\a\\docker.EXE"],
    [
      "in a quoted folder",
      only("win32", '"C:\\a b";C:\\c', "C:\\a b\\docker.exe"),
      "docker",
      "C:\\a b\\docker.exe",
    ],
    ["no script, which needs a shell", only("win32", "C:\\a", "C:\\a\\docker.cmd"), "docker", undefined],
    ["an absolute path, whatever PATH says", only("linux", ""), "/opt/docker", "/opt/docker"],
  ];
  for (const [what, search, program, file] of found)
    it(`is ${what}`, () => {
      assert.equal(findProgram(program, search), file);
    });

  const scripts: [what: string, ProgramSearch, program: string, file: string | undefined][] = [
    ["by its name", only("win32", "C:\\a", "C:\\a\\docker.cmd"), "docker", "C:\\a\\docker.cmd"],
    ["in a later folder", only("win32", "C:\\a;C:\\b", "C:\\b\\docker.bat"), "docker", "C:\\b\\docker.bat"],
    ["with its ending", only("win32", "C:\\a", "C:\\a\\docker.CMD"), "docker.CMD", "C:\\a\\docker.CMD"],
    ["by its path", only("win32", ""), "C:\\a b\\docker.cmd", "C:\\a b\\docker.cmd"],
    ["on a share", only("win32", ""), "\\\\host\\share\\docker.Bat", "\\\\host\\share\\docker.Bat"],
    [
      "not where a program is found",
      only("win32", "C:\\a;C:\\b", "C:\\a\\docker.cmd", "C:\\b\\docker.exe"),
      "docker",
      undefined,
    ],
    ["not in the current folder", everything("win32", ".;bin"), "docker", undefined],
    ["not where there is none", only("win32", "C:\\a"), "docker", undefined],
    ["not on other systems", everything("linux", "/a"), "docker.cmd", undefined],
  ];
  for (const [what, search, program, file] of scripts)
    it(`tells a script of a shell on Windows: ${what}`, () => {
      assert.equal(scriptInstead(program, search), file);
    });

  it("is below the home folder for a relative path", () => {
    assert.equal(findProgram("bin/docker", everything("linux", "")), join(homedir(), "bin/docker"));
  });

  it("is found on this machine as an absolute path", () => {
    assert.equal(
      findProgram("sh"),
      programFiles("sh").find(file => file === findProgram("sh")),
    );
    assert.match(findProgram("sh") ?? "", /^\/.*\/sh$/);
  });

  it("is the folder of Windows itself for its own programs", () => {
    assert.match(windowsProgram("taskkill.exe"), /^[A-Z]:\\.*\\System32\\taskkill\.exe$/);
  });
});
