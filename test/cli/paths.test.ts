/** Paths as Windows and other systems write them, as data: the addresses are those that Node.js makes there. */
import assert from "node:assert/strict";
import { fileURLToPath, pathToFileURL } from "node:url";
import { pathOfFile, uriFrom } from "../../server/src/cli/paths";
import { UsageError } from "../../server/src/cli/usageError";

describe("the paths of the command line", () => {
  for (const [native, path] of [
    ["C:\\src\\Dockerfile", "/C:/src/Dockerfile"],
    ["c:\\a b\\50%\\#1\\Dockerfile", "/c:/a b/50%/#1/Dockerfile"],
    ["D:\\é\\[x]?&+;\\compose.yaml", "/D:/é/[x]?&+;/compose.yaml"],
    ["C:\\%41\\a", "/C:/%41/a"],
  ] as const)
    it(`are those of ${native}, there and back`, () => {
      assert.equal(pathOfFile(pathToFileURL(native, { windows: true })), path);
      assert.equal(fileURLToPath(uriFrom(path), { windows: true }), native);
    });

  for (const native of ["/", "/a b/50%/#1/Dockerfile", "/a\\b/C:/x", "/%41/é"])
    it(`are those of ${native}, there and back`, () => {
      const path = pathOfFile(pathToFileURL(native, { windows: false }));
      assert.equal(fileURLToPath(uriFrom(path), { windows: false }), native);
    });

  it("refuse a network share with what to do", () => {
    for (const native of ["\\\\server\\share\\a b\\Dockerfile", "\\\\wsl.localhost\\Debian\\src"])
      assert.throws(
        () => pathOfFile(pathToFileURL(native, { windows: true })),
        error =>
          error instanceof UsageError && /network share\. Give the share a drive letter/.test(error.message),
      );
  });
});
