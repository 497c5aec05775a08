import assert from "node:assert/strict";
import { RULES } from "../../server/src/rules/registry";
import { ABLE, labels, proposed, taken } from "../support/completions";
import { DRESSES } from "./places";

/** Names of targets come from all of the file; one is no name, two are refused, one is used twice. */
const STAGES =
  "FROM alpine:3 AS build\nFROM build AS Test\nFROM busybox\nCOPY --from=0 /a /b\nFROM a AS 2x\nFROM b AS twice\nFROM c AS Twice\nFROM d AS no..name\n";
const TARGETS = ["Twice", "Test", "build"];

/** A line with a place, alone or in a stage, as it stands before the stages. */
const WITH_TARGET: Readonly<Record<string, string>> = {
  "a comment": "# docker build --target @",
  "a comment with =": "# docker build --target=@ .",
  "a comment without a command": "# see --target @",
  "an indented comment": "  # docker buildx build --target @ -t x .",
  "a second flag of a line": "# docker build --target one . && docker build --target @",
  "quotes of a comment": '# docker build --target "@" .',
  "single quotes": "# docker build '--target=@' .",
  "the quotes of prose": "# try `docker build --target=@`",
  "several spaces": "# docker build --target   @",
  "the last of two flags": "# docker build --no-cache-filter=x,y --target=@",
  "a list": "# docker build --no-cache-filter=@ .",
  "a list behind a space": "# docker build --no-cache-filter @",
  "a longer list": "# docker build --no-cache-filter=deps,x-1,@",
  "a comment in an instruction": "RUN true \\\n  # docker build --target @\n  && false",
  "a shell command": "RUN docker build --target=@ .",
  "a shell command behind others":
    "RUN set -e; cd /x && DOCKER_BUILDKIT=1 docker build --target @ . && rm -r /x",
  "a shell command on several lines": "RUN docker buildx build \\\n  --target @ \\\n  .",
  "a shell command behind mounts": "RUN --mount=type=bind,target=/x podman build --target @ /x",
  "a shell command that is held back": "ONBUILD RUN nerdctl build --target=@ .",
  "a subshell": "RUN echo $(docker build -q --target=@ .)",
  "the JSON form": 'RUN ["docker", "build", "--target", "@", "."]',
  "one string of the JSON form": 'ENTRYPOINT ["docker", "build", "--target=@"]',
  "what a container runs": "CMD buildah build --target @ .",
  "a heredoc": "RUN <<EOF\ncd /x\ndocker build --target @ .\nEOF",
  "the second heredoc": "RUN <<A <<B\nx\nA\ndocker build --target @ .\nB",
  "the heredoc of a file": "COPY --chmod=755 <<-'EOF' /x.sh\n\tdocker build --target=@\n\tEOF",
};

describe("completion of targets", () => {
  for (const [dress, wear] of Object.entries(DRESSES))
    describe(dress, () => {
      for (const [title, line] of Object.entries(WITH_TARGET))
        it(`in ${title}`, () => {
          const inStage = line.trimStart().startsWith("#") ? "" : "FROM scratch\n";
          const file = (written: string) => wear(`${inStage}${line.replace("@", written)}\n${STAGES}`);
          for (const typed of ["<|>", "te<|>", "TE<|>s", "<|>test"]) {
            assert.deepEqual(labels(file(typed)), TARGETS);
            assert.equal(taken(file(typed), "Test"), file("Test"));
          }
        });
    });

  it("leaves out what a list has, in any case", () => {
    assert.deepEqual(labels(`# --no-cache-filter=TEST,build,<|>\n${STAGES}`), ["Twice"]);
  });

  it("describes them as other places do", () => {
    const [, , build] = proposed(`# --target <|>\n${STAGES}`, { support: ABLE });
    assert.equal(build?.detail, "Stage 0");
    assert.deepEqual(build.labelDetails, { description: "alpine:3" });
  });

  const nothing: Readonly<Record<string, string>> = {
    "in an ordinary comment": "# a target <|>",
    "behind a flag that goes on": "# docker build --targetx <|>",
    "behind another flag": "# docker build --no-target=<|>",
    "behind a flag that is part of a word": "# docker build x--target=<|>",
    "behind a flag with one dash": "# docker build -target <|>",
    "directly behind the flag": "# docker build --target<|>",
    "behind the name": "# docker build --target x <|>",
    "in a list of targets": "# docker build --target x,<|>",
    "behind the next flag": "# docker build --target --<|>",
    "in the target of a mount": "RUN --mount=type=bind,target=<|> docker build",
    "in a flag of the instruction": "RUN --target=<|> docker build",
    "in a command of another program": "RUN cargo build --target <|>",
    "in a command behind one that builds": "RUN docker build . && cargo build --target <|>",
    "in a command in a heredoc behind one that builds":
      "RUN <<EOF\ndocker build .\npip install --target <|>\nEOF",
    "in a comment of a script that builds nothing": "COPY <<EOF \\\n  /x.sh\n# x --target <|>\nEOF",
    "in an instruction without a command": "ENV X=docker build --target <|>",
    "on the line behind the flag": "# docker build --target\n# <|>",
  };
  for (const [title, line] of Object.entries(nothing))
    it(`proposes nothing ${title}`, () => {
      assert.deepEqual(labels(`FROM scratch\n${line}\nRUN x\n${STAGES}`), []);
    });
});

describe("completion of a description", () => {
  const FROM = "FROM alpine AS Build\n";
  for (const [dress, wear] of Object.entries(DRESSES))
    it(`is the name of the stage below: ${dress}`, () => {
      for (const typed of ["", "bui"]) {
        const file = (written: string) => wear(`FROM x\n# ${written}\n${FROM}`);
        assert.deepEqual(labels(file(`${typed}<|>`)), ["build"]);
        assert.equal(taken(file(`${typed}<|>`), "build"), file("build "));
      }
    });

  it("stands above the FROM in the first line, too, behind other comments, and above a FROM that is indented", () => {
    for (const text of [`# <|>\n${FROM}`, `# what\n# <|>\n${FROM}`, `#\t<|>\n  ${FROM}`])
      assert.deepEqual(labels(text, { trigger: " " }), ["build"]);
  });

  const nothing: Readonly<Record<string, string>> = {
    "away from the FROM": "# <|>\n\nFROM a AS b",
    "above another comment": "# <|>\n# x\nFROM a AS b",
    "above a FROM without a name": "# <|>\nFROM a",
    "above a name that is refused": "# <|>\nFROM a AS 1b",
    "above another instruction": "FROM a AS b\n# <|>\nRUN x",
    "at the end of the file": "FROM a AS b\n# <|>",
    "without a space": "#<|>\nFROM a AS b",
    "behind the first word": "# x <|>\nFROM a AS b",
    "behind another word": "# xyz<|>\nFROM a AS b",
    "before other words": "# <|> x\nFROM a AS b",
    "in an indented comment, which describes nothing": "  # <|>\nFROM a AS b",
    "where there is one": "# b builds\n# <|>\nFROM a AS b",
    "in an instruction": "FROM x\nRUN a \\\n# <|>\nFROM a AS b",
  };
  for (const [title, text] of Object.entries(nothing))
    it(`is not proposed ${title}`, () => {
      assert.deepEqual(labels(text), []);
    });
});

describe("completion of directives", () => {
  const RULE_IDS = [
    ...RULES.filter(({ origin }) => origin === "builder").map(({ id }) => id),
    "InvalidBaseImagePlatform",
    "all",
  ];
  const OPTIONS = ["skip=", "error=true"];
  const ESCAPES = ["\\", "`"];
  const SYNTAX = ["docker/dockerfile:1"];
  const without = (...ids: string[]) => RULE_IDS.filter(id => id !== "all" && !ids.includes(id));

  /** The first lines of a file, and what is proposed there. */
  const first: Readonly<Record<string, readonly string[]>> = {
    "# check=<|>": OPTIONS,
    "# check=sk<|>": OPTIONS,
    "# Check = <|>": OPTIONS,
    "#check=<|>": OPTIONS,
    "# check=skip=A;<|>": ["error=true"],
    "# check=<|>;error=true": ["skip="],
    "# check=error=true;<|>": ["skip="],
    "# check=error=<|>": [],
    "# check=skip=<|>": RULE_IDS,
    "# check=skip=Dup<|>": RULE_IDS,
    "# check=skip=StageNameCasing,<|>": without("StageNameCasing"),
    "# check=skip=<|>,StageNameCasing;error=true": without("StageNameCasing"),
    "# check=error=true;skip=<|>": RULE_IDS,
    "# check=experimental=<|>": ["InvalidDefinitionDescription", "all"],
    "# check=skip=A, <|>": [],
    "# check=other=<|>": [],
    "# chec<|>k=": [],
    "  # check=<|>": [],
    "# syntax=<|>": SYNTAX,
    "# syntax=docker/<|>": SYNTAX,
    "# SYNTAX = <|>": SYNTAX,
    "  # syntax=<|>": [],
    "# escape=<|>": ESCAPES,
    "  # escape=<|>": ESCAPES,
    "# other=<|>": [],
    "# syntax=x\n# check=skip=<|>": RULE_IDS,
    "# syntax=x\n# escape=\\\n# check=<|>": OPTIONS,
    "# syntax=x\n# syntax=<|>": [],
    "#!/bin/x\n# syntax=<|>": SYNTAX,
    "#!/bin/x\n# check=<|>": OPTIONS,
    "#!/bin/x\n# escape=<|>": [],
    "\n# syntax=<|>": [],
    "# what\n# syntax=<|>": [],
    "# escape=\n# syntax=<|>": [],
    "# what\n# escape=<|>": [],
    "ARG A\n# syntax=<|>": [],
    // A comment above an instruction.
    "# what\n# check=<|>": ["skip="],
    "# what\n# check=skip=<|>": RULE_IDS,
    "ARG A\n# check=skip=StageNameCasing,<|>": without("StageNameCasing"),
    "ARG A\n  # check=skip=<|>": [],
    "# syntax=docker/dockerfile:1.20\nARG A\n# check=skip=<|>": [],
  };
  const dresses = { plain: "", BOM: "\uFEFF" };
  for (const [dress, before] of Object.entries(dresses))
    for (const end of ["\n", "\r\n"])
      for (const [lines, expected] of Object.entries(first))
        it(`${JSON.stringify(lines)}, ${dress}, ${JSON.stringify(end)}`, () => {
          const text = `${before}${lines}\nFROM a\n`.replaceAll("\n", end);
          assert.deepEqual(labels(text), expected);
        });

  it("replaces what is there of one", () => {
    const take = (line: string, label: string) => taken(`${line}\nFROM a\n`, label).split("\n", 1)[0];
    assert.equal(
      take("# check=skip=A,St<|>age,B;error=true", "DuplicateStageName"),
      "# check=skip=A,DuplicateStageName,B;error=true",
    );
    assert.equal(take("# check=s<|>kip=A", "skip="), "# check=skip=A");
    assert.equal(take("# check=<|>", "error=true"), "# check=error=true");
    assert.equal(
      take("# syntax=docker/dock<|>er:1.2 ", "docker/dockerfile:1"),
      "# syntax=docker/dockerfile:1 ",
    );
    assert.equal(take("# escape=<|>\\", "`"), "# escape=`");
  });

  it("is none above nothing", () => {
    assert.deepEqual(labels("FROM a\n# check=skip=<|>\n"), []);
    assert.deepEqual(labels("# syntax=<|>"), SYNTAX);
  });
});
