import assert from "node:assert/strict";
import { parsePlatform } from "../../../server/src/stages/model/platform";
import { read } from "../read";

const COMPONENT = '"^[A-Za-z0-9_.-]+$"';
const OS = '"^([A-Za-z0-9_-]+)(?:\\\\(([A-Za-z0-9_.%-]*)((?:\\\\+[A-Za-z0-9_.%-]+)*)\\\\))?$"';
const badOs = (os: string, whole: string) =>
  `"${os}" is an invalid OS component of "${whole}": OSAndVersion specifier component must match ${OS}`;
const badPart = (part: string, whole: string) =>
  `"${part}" is an invalid component of "${whole}": platform specifier component must match ${COMPONENT}`;

/** What the builder takes, as `os/arch/variant`. */
const TAKEN: Record<string, string> = {
  linux: "linux/amd64/",
  windows: "windows/amd64/",
  macos: "darwin/amd64/",
  LINUX: "linux/amd64/",
  arm64: "linux/arm64/",
  aarch64: "linux/arm64/",
  X86_64: "linux/amd64/",
  "linux/amd64": "linux/amd64/",
  "linux/x86-64": "linux/amd64/",
  "Linux/ARM64": "linux/arm64/",
  "linux/arm/v7": "linux/arm/v7",
  "linux/arm64/v8": "linux/arm64/v8",
  "plan10/z80": "plan10/z80/",
  "windows(10.0.17763)/amd64": "windows/amd64/",
  "linux(1.2+x)/amd64": "linux/amd64/",
};

/** What it refuses, and its reason. */
const REFUSED: Record<string, string> = {
  foo: '"foo": unknown operating system or architecture',
  "a/b/c/d": '"a/b/c/d": cannot parse platform specifier',
  "a/b/c/d/e": badPart("d/e", "a/b/c/d/e"),
  "linux/": badPart("", "linux/"),
  "/amd64": badOs("", "/amd64"),
  "linux/amd64!": badPart("amd64!", "linux/amd64!"),
  "a/b/c!/d": badPart("c!", "a/b/c!/d"),
  "a!": badOs("a!", "a!"),
  "linux(": badOs("linux(", "linux("),
  $X: badOs("$X", "$X"),
  "*": '"*": wildcards not yet supported',
  "linux/*": '"linux/*": wildcards not yet supported',
};

describe("stages: platforms", () => {
  for (const [text, expected] of Object.entries(TAKEN))
    it(`takes ${text}`, () => {
      const { platform, error } = parsePlatform(text);
      assert.equal(error, null);
      assert.equal(`${platform.os}/${platform.arch}/${platform.variant}`, expected);
    });

  for (const [text, reason] of Object.entries(REFUSED))
    it(`refuses ${text}`, () => {
      assert.deepEqual(parsePlatform(text), { platform: null, error: `${reason}: invalid argument` });
    });

  it("stand as written in the model", () => {
    const platforms = read(
      'FROM a\nFROM --platform=linux/arm64 a\nFROM --platform=$BUILDPLATFORM a\nFROM --platform="" a\nFROM --platform a\nFROM a --platform=b\n',
    ).stages.map(({ platform }) => platform);
    assert.deepEqual(platforms, [null, "linux/arm64", "$BUILDPLATFORM", "", null, null]);
  });
});
