import assert from "node:assert/strict";
import { lines, shown } from "./hoverAt";
import { DRESSES, PLACES, spellingsOf } from "./places";

describe("hover on a reference", () => {
  for (const [dress, wear] of Object.entries(DRESSES))
    describe(dress, () => {
      for (const { title, form, instruction } of PLACES) {
        for (const spelling of spellingsOf(form))
          it(`${title}: ${spelling}`, () => {
            const inStage = form === "FROM" ? "" : "FROM busybox AS current\n";
            const found = shown(
              wear(`FROM alpine AS First\n${inStage}${instruction.replace("@", spelling)}\n`),
            );
            assert.equal(found?.of, spelling.replace("<|>", ""));
            assert.match(found.says, /^\*\*First\*\* — stage /);
            assert.match(found.says, /^- Based on image `alpine`$/m);
          });
      }
    });

  const STAGES = "FROM alpine AS one\nENV D=/data\nFROM one AS two\nWORKDIR /srv\n";
  const takes: Record<string, [string, string]> = {
    "to an absolute path": ["COPY --from=<|>one /a /b", "- Copies `/a` to `/b`"],
    "to the working directory": ["COPY --from=<|>one a b/../c .", "- Copies `/a`, `/c` to `/srv/`"],
    "with variables of the bases": ["COPY --from=<|>one $D ${D}/x/", "- Copies `/data` to `/data/x/`"],
    "in the JSON form": ['COPY --from=<|>one ["a b", "c"]', "- Copies `/a b` to `/srv/c`"],
    "a pattern": ["COPY --from=<|>one /a/*.js ../", "- Copies `/a/*.js` to `/`"],
    "with a variable that nobody knows": ["COPY --from=<|>one $X $X/y", "- Copies `$X` to `$X/y`"],
    "by index": ["COPY --from=<|>0 /a b", "- Copies `/a` to `/srv/b`"],
    "in a mount": ["RUN --mount=from=<|>one,source=a,target=b true", "- Mounts `/a` at `/srv/b`"],
    "in a mount, all of it": ["RUN --mount=type=bind,from=<|>one,dst=$D true", "- Mounts `/` at `/data`"],
    "in a cache": [
      "RUN --mount=type=cache,from=<|>one,src=/a,target=/c true",
      "- A new cache starts with `/a` at `/c`",
    ],
    "in a mount that takes nothing": [
      "RUN --mount=type=secret,from=<|>one,id=x true",
      "- A mount of the type `secret` does not use files of the stage",
    ],
  };
  for (const [title, [line, expected]] of Object.entries(takes))
    it(`says what is taken: ${title}`, () => {
      const [first, , third] = lines(`${STAGES}${line}\n`);
      assert.equal(first, "**one** — stage 1 of 2 (index 0)");
      assert.equal(third, expected);
    });

  it("says what is taken where only the image knows the working directory", () => {
    const [, , third] = lines("FROM a AS one\nFROM node:24\nCOPY --from=<|>one a b\n");
    assert.equal(third, "- Copies `/a` to `b` in the working directory of image `node:24`");
  });

  it("says of what is held back who does it", () => {
    assert.deepEqual(
      lines("FROM a AS one\nFROM b AS two\nWORKDIR /w\nONBUILD COPY --from=<|>one $X y\nFROM two\n").slice(
        2,
        4,
      ),
      ["- Copies `$X` to `y`", "- Trigger instruction: runs in each stage that is based on `two`"],
    );
  });

  it("takes the whole flag and the whole field of a mount, and says the same there", () => {
    for (const [line, of] of [
      ["COPY --link --fr<|>om=one /a /b", "--from=one"],
      ['COPY <|>--from="one" /a /b', '--from="one"'],
      ["RUN --mount=type=bind,fr<|>om=one,target=/b true", "from=one"],
      ["ONBUILD COPY --f<|>rom=one /a /b", "--from=one"],
    ] as const) {
      const found = shown(`FROM a AS one\nFROM b\n${line}\n`);
      assert.equal(found?.of, of);
      assert.match(found.says, /^\*\*one\*\* — stage 1 of 2/);
    }
  });

  const others: Record<string, [string, ...string[]]> = {
    "an image": ["FROM alp<|>ine\n", "**alpine** — image", "- Full name: `docker.io/library/alpine:latest`"],
    "an image with an argument": [
      "ARG V=3\nFROM alp<|>ine:$V\n",
      "**alpine:3** — image",
      "- Full name: `docker.io/library/alpine:3`",
      "- Value of `alpine:$V`",
    ],
    "an image of another registry": [
      "FROM ghcr.io/a/b@<|>:1\n",
      "**ghcr.io/a/b\\@:1** — image",
      "- The builder rejects it: invalid reference format",
    ],
    "an image that nearly is a stage": [
      "FROM a AS build\nFROM b\nCOPY --from=bui<|>ldd /a /b\n",
      "**buildd** — image",
      "- Full name: `docker.io/library/buildd:latest`",
      "- Copies `/a` to `/b`",
      "- No stage has this name. Did you mean **build**?",
    ],
    "a base in upper case": [
      "FROM a AS Build\nFROM Buil<|>d\n",
      "**Build** — image",
      "- The builder rejects it: invalid reference format: repository name (library/Build) must be lowercase",
      "- It does not refer to the stage **Build**. In a FROM, write the name in lower case: `build`",
    ],
    "a base that stands below": [
      "FROM lat<|>e\nFROM a AS late\n",
      "**late** — image",
      "- Full name: `docker.io/library/late:latest`",
      "- The stage **late** in line 2 is below. The base of a stage must be above it",
    ],
    "an index in a mount": [
      "FROM a\nFROM b\nRUN --mount=from=<|>0,target=/m true\n",
      "**0** — image",
      "- Full name: `docker.io/library/0:latest`",
      "- Mounts `/` at `/m`",
      "- Only `COPY --from` can refer to a stage by its index. Use the name in a mount",
    ],
    "an index beyond the file": [
      "FROM a\nFROM scratch\nCOPY --from=<|>7 /a /b\n",
      "**7** — not a valid base image",
      "- Copies `/a` to `/b`",
      "- No stage has the index 7. Valid indexes are 0 to 1",
    ],
    "a variable in --from": [
      "FROM scratch\nCOPY --from=$<|>X /a /b\n",
      "**$X** — not a valid base image",
      "- Copies `/a` to `/b`",
      "- Variables are not replaced here. `FROM` supports variables, and gives the image a name",
    ],
    "an argument that a build gives": ["ARG B\nFROM a<|>-$B-\n", "**a-$B-** — depends on a build argument"],
    scratch: ["FROM scr<|>atch\n", "**scratch** — empty image, without any files"],
  };
  for (const [title, [text, ...expected]] of Object.entries(others))
    it(`says what else is named: ${title}`, () => {
      assert.deepEqual(
        lines(text).filter(line => line !== ""),
        expected,
      );
    });

  it("says what the builder refuses of a stage", () => {
    assert.equal(
      lines("FROM a AS x\nCOPY --from=<|>y /a /b\nFROM b AS y\n").at(-1),
      "- The builder rejects it: this stage is below the stage that uses it",
    );
    assert.equal(
      lines("FROM a AS x\nCOPY --from=<|>x /a /b\n").at(-1),
      "- The builder rejects it: a stage cannot copy or mount from itself",
    );
  });
});
