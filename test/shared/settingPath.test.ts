import assert from "node:assert/strict";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { isRemote, resolveContext } from "../../client/src/build/request/contextPath";
import { contextFolder } from "../../server/src/workspace/contextFolder";

const POSIX = { fileDirname: "/work/a b", workspaceFolder: "/work" };
const ALONE = { fileDirname: "/work/a b", workspaceFolder: null };
const WINDOWS = { fileDirname: "c:\\work\\a b", workspaceFolder: "c:\\work" };
const SHARE = { fileDirname: "\\\\host\\share\\work", workspaceFolder: null };
const ROOT = { fileDirname: "/", workspaceFolder: "/" };

type Case = readonly [setting: string, folders: typeof POSIX | typeof ALONE, expected: string | null];

/** What a setting comes to: a folder; null where it is none, because the builder fetches it or it cannot be read. */
const CASES: readonly Case[] = [
  ["", POSIX, "/work/a b"],
  ["  ", ALONE, "/work/a b"],
  [".", POSIX, "/work"],
  [".", ALONE, "/work/a b"],
  ["app/web/", POSIX, "/work/app/web"],
  [" app ", POSIX, "/work/app"],
  ["..", POSIX, "/"],
  ["../../../..", ALONE, "/"],
  ["./x//y/../z", ALONE, "/work/a b/x/z"],
  ["/srv/app", POSIX, "/srv/app"],
  ["/srv/../app/.", POSIX, "/app"],
  ["sub\\web", POSIX, "/work/sub\\web"],
  ["my folder/ü", ALONE, "/work/a b/my folder/ü"],
  ["50%/%41", ALONE, "/work/a b/50%/%41"],
  ["x?y#z", ALONE, "/work/a b/x?y#z"],
  ["~", POSIX, "/work/~"],
  ["x", ROOT, "/x"],
  ["${fileDirname}", POSIX, "/work/a b"],
  ["${fileDirname}/..", POSIX, "/work"],
  ["${workspaceFolder}", POSIX, "/work"],
  ["${workspaceFolder}/sub", POSIX, "/work/sub"],
  ["${workspaceFolder}sub", POSIX, "/worksub"],
  ["sub${fileDirname}", POSIX, "/work/sub/work/a b"],
  ["sub/${fileDirname}", ALONE, "/work/a b/sub/work/a b"],
  ["${workspaceFolder}/${fileDirname}", POSIX, "/work/work/a b"],
  ["${workspaceFolder}", ALONE, null],
  ["x/${workspaceFolder}", ALONE, null],
  ["${env:HOME}/a", POSIX, null],
  ["a/${env:HOME}", POSIX, null],
  ["${}", POSIX, null],
  ["$fileDirname", POSIX, "/work/$fileDirname"],
  ["${fileDirname", POSIX, "/work/${fileDirname"],
  ["https://x.y/a.git", POSIX, null],
  ["HTTPS://x.y/${branch}", POSIX, null],
  ["git@x.y:a", POSIX, null],
  ["docker-image://alpine", POSIX, null],
  ["oci-layout:///srv/x", POSIX, null],
  ["${fileDirname}/https://x", POSIX, "/work/a b/https:/x"],
  ["sub\\web", WINDOWS, "c:\\work\\sub\\web"],
  ["sub/web", WINDOWS, "c:\\work\\sub\\web"],
  ["D:\\app\\web", WINDOWS, "D:\\app\\web"],
  ["d:/app/../web", WINDOWS, "d:\\web"],
  ["\\srv", WINDOWS, "c:\\srv"],
  ["/srv", WINDOWS, "c:\\srv"],
  ["..\\..\\..", WINDOWS, "c:\\"],
  ["${fileDirname}\\x", WINDOWS, "c:\\work\\a b\\x"],
  ["\\\\other\\data\\x", WINDOWS, "\\\\other\\data\\x"],
  ["x\\..\\y", SHARE, "\\\\host\\share\\work\\y"],
  ["..\\..\\..", SHARE, "\\\\host\\share\\"],
  ["/x", SHARE, "\\\\host\\share\\x"],
];

const isWindows = (folder: string) => /^(?:[a-z]:|\\\\)/i.test(folder);

/** The address of a path, as Node has it; compared without regard to which characters are encoded. */
function addressOf(folder: string): string {
  const { href } = pathToFileURL(folder, { windows: isWindows(folder) });
  return href.replace(/(?<=\/\/[^/]*\/[^/]+)\/$/, "");
}

function comparable(address: string | null): string | null {
  return address && decodeURIComponent(address.replace(/\/+$/, ""));
}

describe("the build context that a setting means", () => {
  for (const [setting, folders, expected] of CASES)
    it(`${JSON.stringify(setting)} in ${folders.fileDirname}${folders.workspaceFolder === null ? ", without a workspace folder" : ""}`, () => {
      const { fileDirname, workspaceFolder } = folders;
      const built = resolveContext(setting, {
        dockerfileFolder: fileDirname,
        workspaceFolder: workspaceFolder ?? undefined,
      });
      assert.equal("problem" in built || isRemote(setting) ? null : built.place, expected, "what is built");
      const read = contextFolder(setting, {
        fileDirname: addressOf(fileDirname),
        workspaceFolder: workspaceFolder === null ? null : addressOf(workspaceFolder),
      });
      assert.equal(comparable(read), comparable(expected && addressOf(expected)), "what is read");
    });

  it("is what the machine's own rules make of a plain path", () => {
    for (const [setting, { fileDirname, workspaceFolder }, expected] of CASES) {
      if (expected === null || setting.includes("$") || setting.trim() === "") continue;
      const machine = isWindows(fileDirname) ? path.win32 : path.posix;
      assert.equal(machine.resolve(workspaceFolder ?? fileDirname, setting.trim()), expected, setting);
    }
  });
});
