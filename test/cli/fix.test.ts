/** `check --fix` and `--diff`: what they change, and that nothing is lost. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { folderWith, leaveNothing, run } from "./commandLine";

const BEFORE = "FROM alpine:3.20 as build\nRUN a\nCOPY --from=0 / /\nENV a b\n";
const AFTER = "FROM alpine:3.20 AS build\nRUN a\nCOPY --from=0 / /\nENV a=b\n";

describe("check --fix", () => {
  leaveNothing();

  it("makes what is safe, and reports the rest", async () => {
    folderWith({ Dockerfile: BEFORE, "b/Dockerfile": "FROM alpine:3.20\nCOPPY a b\n" });
    const { out, code } = await run("check", "--fix");
    assert.equal(readFileSync("Dockerfile", "utf8"), AFTER);
    assert.match(out, /UnknownInstruction/);
    assert.doesNotMatch(out, /FromAsCasing|LegacyKeyValueFormat/);
    assert.equal(code, 1);
    assert.equal((await run("check", "--diff", "Dockerfile")).code, 0);
  });

  it("keeps ends of lines, the byte order mark, the rights and links", async () => {
    folderWith({ "real/Dockerfile": `\uFEFF${BEFORE.replaceAll("\n", "\r\n")}` });
    chmodSync("real/Dockerfile", 0o755);
    symlinkSync("real/Dockerfile", "Dockerfile");
    await run("check", "--fix", "Dockerfile");
    assert.equal(readFileSync("real/Dockerfile", "utf8"), `\uFEFF${AFTER.replaceAll("\n", "\r\n")}`);
    assert.equal(statSync("real/Dockerfile").mode & 0o777, 0o755);
  });

  it("does not touch what it could not write again", async () => {
    folderWith({});
    const bytes = Buffer.concat([
      Buffer.from(`# gr`),
      Buffer.from([0xfc, 0xdf]),
      Buffer.from(`e\n${BEFORE}`),
    ]);
    writeFileSync("Dockerfile", bytes);
    const { code, said } = await run("check", "--fix");
    assert.deepEqual(readFileSync("Dockerfile"), bytes);
    assert.deepEqual([code, said], [2, ["Dockerfile: This was not fixed: The file is not UTF-8 text."]]);
  });

  it("makes only what the rules that are asked for report", async () => {
    folderWith({ Dockerfile: BEFORE });
    await run("check", "--fix", "--only", "FromAsCasing");
    assert.equal(readFileSync("Dockerfile", "utf8"), BEFORE.replace(" as ", " AS "));
  });

  it("--diff shows a change that git can apply, and changes nothing", async () => {
    folderWith({ "a b/Dockerfile": BEFORE, Dockerfile: "FROM scratch as x\nRUN a" });
    const { code, out } = await run("check", "--diff");
    assert.equal(code, 1);
    assert.equal(readFileSync("a b/Dockerfile", "utf8"), BEFORE);
    writeFileSync("change.patch", out);
    execFileSync("git", ["apply", "change.patch"]);
    assert.equal(readFileSync("a b/Dockerfile", "utf8"), AFTER);
    assert.equal(readFileSync("Dockerfile", "utf8"), "FROM scratch AS x\nRUN a");
    assert.equal((await run("check", "--diff")).out, "");
  });
});
