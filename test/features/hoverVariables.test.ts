import assert from "node:assert/strict";
import type { Settings } from "../../server/src/workspace/settings";
import { shown } from "./hoverAt";
import { DRESSES } from "./places";

describe("hover on a variable of a stage", () => {
  const IMAGE = "- No `ARG` and no `ENV` in this file sets it";
  const places: Record<string, [text: string, of: string, ...says: string[]]> = {
    "an ARG of the base stage": [
      "FROM alpine AS a\nARG X=1\nFROM a AS b\nRUN echo $<|>X\n",
      "$X",
      "**X** = `1`",
      "- Default value from line 2",
      "- Inherited from the stage **a**",
    ],
    "an ENV through a chain": [
      "FROM x AS a\nENV X=1\nFROM a AS b\nFROM b AS c\nFROM c\nWORKDIR /${X<|>:-2}\n",
      "${X",
      "**X** = `1`",
      "- `ENV` in line 2",
      "- Inherited from the stage **a** through **b** → **c**",
    ],
    "an ENV with others in it": [
      "FROM scratch\nARG V=2\nENV X=a-$V Y=3\nUSER $<|>X\n",
      "$X",
      "**X** = `a-2`",
      "- `ENV` in line 3: `a-$V`",
    ],
    "an ENV over an ARG": [
      "FROM x\nARG X=1\nENV X=2\nUSER <|>$X\n",
      "$X",
      "**X** = `2`",
      "- `ENV` in line 3",
      "- Overrides `ARG` in line 2: `1`",
    ],
    "an ARG over an ENV": [
      "FROM x\nENV X=1\nARG X=2\nRUN $<|>X\n",
      "$X",
      "**X** = `2`",
      "- Default value from line 3",
      "- Overrides `ENV` in line 2: `1`",
      "- Containers have `1`, from `ENV` in line 2",
    ],
    "the same, when a container starts": [
      "FROM x\nENV X=1\nARG X=2\nCMD run $<|>X\n",
      "$X",
      "**X** = `1`",
      "- `ENV` in line 2",
    ],
    "an ARG, when a container starts": [
      "FROM x\nARG X=2\nCMD run $<|>X\n",
      "$X",
      "**X** — no value",
      "- `ARG` in line 2 counts only during the build. Containers have what `ENV` sets",
    ],
    "an ARG from before the first stage": [
      "# V the version\nARG V=1\nFROM x\n# V of the tool\nARG V\nRUN $<|>V\n",
      "$V",
      "**V** = `1`",
      "of the tool",
      "- `ARG` in line 5 takes the value of `ARG` in line 2",
    ],
    "the same, where the stage declares it": [
      "ARG V=1\nFROM x\nARG V<|>\n",
      "V",
      "**V** = `1`",
      "- `ARG` in line 3 takes the value of `ARG` in line 1",
    ],
    "a predefined argument": [
      "FROM x\nARG TARGETARCH\nRUN $<|>TARGETARCH\n",
      "$TARGETARCH",
      "**TARGETARCH** = `amd64`",
      "- Set by the builder for each build. The editor uses this value",
    ],
    "a predefined argument that is not declared": [
      "FROM x\nRUN $<|>TARGETARCH\n",
      "$TARGETARCH",
      "**TARGETARCH** — no value",
      "- The builder sets it only in stages that declare it with `ARG TARGETARCH`",
    ],
    "an argument that is not visible": [
      "ARG V=1\nFROM x\nRUN $<|>V\n",
      "$V",
      "**V** — no value",
      "- `ARG` in line 1 is not visible in a stage. The stage has to declare it with `ARG V`",
    ],
    "an ARG without a value": [
      "FROM x\nARG V\nLABEL a=$<|>V\n",
      "$V",
      "**V** — no value",
      "- Declared in line 2 without a default value. Builds pass the value with `--build-arg V=…`",
      "- The base image may set it",
    ],
    "an ARG without a value, where no image is": [
      "FROM scratch\nARG V\nLABEL a=$<|>V\n",
      "$V",
      "**V** — no value",
      "- Declared in line 2 without a default value. Builds pass the value with `--build-arg V=…`",
    ],
    "an ARG without a value, of a system that has few": [
      "FROM debian\nARG V\nLABEL a=$<|>V\n",
      "$V",
      "**V** — no value",
      "- Declared in line 2 without a default value. Builds pass the value with `--build-arg V=…`",
    ],
    "an ARG of the base stage, which the image may hide": [
      "FROM node AS a\nARG X=1\nFROM a AS b\nRUN echo $<|>X\n",
      "$X",
      "**X** = `1`",
      "- Default value from line 2",
      "- Inherited from the stage **a**",
      "- If the base image sets it with `ENV`, that value is used instead",
    ],
    "the same, of a system that sets it": [
      "FROM debian AS a\nARG LANG=C\nFROM a AS b\nRUN echo $<|>LANG\n",
      "$LANG",
      "**LANG** = `C`",
      "- Default value from line 2",
      "- Inherited from the stage **a**",
      "- If the base image sets it with `ENV`, that value is used instead",
    ],
    "the same, from before the first stage": [
      "ARG X=1\nFROM node AS a\nARG X\nFROM a AS b\nRUN echo $<|>X\n",
      "$X",
      "**X** = `1`",
      "- `ARG` in line 3 takes the value of `ARG` in line 1",
      "- Inherited from the stage **a**",
      "- If the base image sets it with `ENV`, that value is used instead",
    ],
    "the same, declared again with a value": [
      "ARG X=1\nFROM node AS a\nARG X\nFROM a AS b\nARG X\nRUN echo $<|>X\n",
      "$X",
      "**X** = `1`",
      "- `ARG` in line 5 takes the value of `ARG` in line 1",
      "- Overrides `ARG` in line 3: `1`",
    ],
    "the same, with an ENV in the file": [
      "FROM node AS a\nARG X=1\nENV X=$X\nFROM a AS b\nRUN echo $<|>X\n",
      "$X",
      "**X** = `1`",
      "- `ENV` in line 3: `$X`",
      "- Inherited from the stage **a**",
      "- Overrides `ARG` in line 2: `1`",
    ],
    "an ARG of the same stage, which goes before the image": [
      "FROM node AS a\nARG X=1\nWORKDIR /$<|>X\n",
      "$X",
      "**X** = `1`",
      "- Default value from line 2",
    ],
    "an ARG that ONBUILD holds back, which goes before the image, too": [
      "FROM node AS a\nONBUILD ARG X=1\nFROM a\nRUN echo $<|>X\n",
      "$X",
      "**X** = `1`",
      "- Default value from line 2",
      "- Set by `ONBUILD` in the stage **a**",
    ],
    "an ARG that leaves an ENV alone": [
      "FROM x AS a\nENV X=1\nFROM a\nARG X\nRUN $<|>X\n",
      "$X",
      "**X** = `1`",
      "- `ENV` in line 2",
      "- Inherited from the stage **a**",
      "- `ARG` in line 4 lets builds override it with `--build-arg X=…`",
    ],
    "what depends on the image": [
      "FROM x\nENV X=$HOME/y\nUSER $<|>X\n",
      "$X",
      "**X** — known only during a build",
      "- `ENV` in line 2: `$HOME/y`",
    ],
    "what is empty": ["FROM x\nENV X=\nUSER $<|>X\n", "$X", "**X** — empty", "- `ENV` in line 2"],
    "what the image has": [
      "FROM x\nLABEL a=$<|>HOME\n",
      "$HOME",
      "**HOME** — no value",
      IMAGE,
      "- The base image may set it",
    ],
    "what a shell has": [
      "FROM x\nRUN echo $<|>HOME\n",
      "$HOME",
      "**HOME** — no value",
      IMAGE,
      "- The base image or the script may set it",
    ],
    "what nothing has": ["FROM scratch\nLABEL a=$<|>HOME\n", "$HOME", "**HOME** — no value", IMAGE],
    "a proxy": [
      "FROM x\nRUN $<|>HTTPS_PROXY\n",
      "$HTTPS_PROXY",
      "**HTTPS_PROXY** — no value",
      "- Builds pass it to `RUN` with `--build-arg HTTPS_PROXY=…`",
    ],
    "what ONBUILD sets": [
      "FROM x AS a\nENV Y=1\nONBUILD ENV X=$Y\nFROM a\nRUN $<|>X\n",
      "$X",
      "**X** = `1`",
      "- `ENV` in line 3: `$Y`",
      "- Set by `ONBUILD` in the stage **a**",
    ],
    "the line that sets it": [
      "FROM x\nENV X=1\nENV <|>X=2 Y=3\n",
      "X",
      "**X** = `2`",
      "- `ENV` in line 3",
      "- Overrides `ENV` in line 2: `1`",
    ],
    "a heredoc": ["FROM x\nENV X=1\nCOPY <<E /f\n${<|>X}\nE\n", "X", "**X** = `1`", "- `ENV` in line 2"],
  };
  for (const [dress, wear] of Object.entries({
    plain: DRESSES["plain"],
    CRLF: DRESSES["CRLF"],
    BOM: DRESSES["BOM"],
  }))
    for (const [title, [text, of, ...expected]] of Object.entries(places))
      it(`says what it stands for, and who says so: ${title}, ${dress}`, () => {
        const found = shown(wear?.(text) ?? text);
        assert.equal(found?.of, of);
        assert.deepEqual(
          found.says.split("\n").filter(line => line !== ""),
          expected,
        );
      });

  it("knows the build arguments and the named contexts of the settings", () => {
    const says = (text: string, settings: Partial<Settings>) =>
      shown(text, settings)
        ?.says.split("\n")
        .filter(line => line !== "");
    const buildArgs = { X: "9" };
    assert.deepEqual(says("FROM x\nARG X=1\nRUN $<|>X\n", { buildArgs }), [
      "**X** = `9`",
      "- Build argument from the settings, overrides the default `1` in line 2",
    ]);
    assert.deepEqual(says("FROM x\nARG X\nRUN $<|>X\n", { buildArgs }), [
      "**X** = `9`",
      "- Build argument from the settings",
    ]);
    assert.deepEqual(says("FROM x\nRUN $<|>X\n", { buildArgs })?.[0], "**X** — no value");
    const replaced = { build: { context: "", contexts: { a: "." }, platforms: [] } };
    assert.deepEqual(says("FROM x AS a\nENV X=1\nFROM a\nRUN $<|>X\n", replaced)?.[0], "**X** — no value");
    assert.equal(says("FROM x AS a\nENV X=1\nRUN $<|>X\n", replaced), undefined);
  });

  it("says nothing of what is no variable of the stage", () => {
    for (const text of [
      "RUN X=1; $<|>X",
      "RUN '$<|>X'",
      "RUN $<|>1",
      "COPY --from=$<|>X /a /b",
      "LABEL \\$<|>X=1",
    ])
      assert.equal(shown(`FROM x\nENV X=1\n${text}\n`)?.says.includes("ENV") ?? false, false, text);
  });
});
