import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { prepareRename, rename } from "../../server/src/features/rename";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { URI, contextOf } from "../support/feature";
import { cursor } from "../support/marked";

type Answer = string | { refused: string };

/** The text after the name at the cursor was changed, or why it was not. */
function renamed(markedText: string, newName: string, settings?: Settings): Answer {
  const { text, offset } = cursor(markedText);
  const context = contextOf(text, settings);
  const edit = rename(context, context.document.positionAt(offset), newName, false);
  if ("refused" in edit) return edit;
  return TextDocument.applyEdits(context.document, edit.changes?.[URI] ?? []);
}

/** What is offered to be changed at the cursor, and where it stands; or why there is nothing. */
function prepared(markedText: string, settings?: Settings): Answer {
  const { text, offset } = cursor(markedText);
  const context = contextOf(text, settings);
  const answer = prepareRename(context, context.document.positionAt(offset));
  if ("refused" in answer) return answer;
  return `${answer.placeholder} at ${JSON.stringify(context.document.getText(answer.range))}`;
}

function reasonOf(answer: Answer): string {
  return typeof answer === "string" ? `none, but ${answer}` : answer.refused;
}

const EVERY_FORM = `# @ makes it
FROM golang AS @
ONBUILD COPY --from=@ /a /b
ONBUILD RUN --mount=from=@,target=/m x
FROM --platform=$BUILDPLATFORM @ AS test
FROM scratch
COPY --link --from=@ --chown=1 /a /b
COPY --chown=1 --from="@" /a /b
COPY --from=0 /a /b
RUN --mount=type=cache,target=/c --mount=from=@,target=/m --mount=target=/n,FROM=@ x
`;

/** A file, the new name, and the file after it. */
const DONE: Record<string, [before: string, newName: string, after: string]> = {
  "every form in one edit, indexes left alone": [
    EVERY_FORM.replaceAll("@", "build").replace("AS build", "AS <|>build"),
    "compile",
    EVERY_FORM.replaceAll("@", "compile"),
  ],
  "references in another case": [
    "FROM a AS Build\nFROM b\nCOPY --from=BUI<|>LD /a /b\nRUN --mount=from=build x\n",
    "c",
    "FROM a AS c\nFROM b\nCOPY --from=c /a /b\nRUN --mount=from=c x\n",
  ],
  "upper case where no FROM has to find it, with the description in lower case": [
    "# build it\nFROM a AS <|>build\nFROM b\nCOPY --from=build /a /b\n",
    "Make",
    "# make it\nFROM a AS Make\nFROM b\nCOPY --from=Make /a /b\n",
  ],
  "the case alone": [
    "FROM a AS <|>Build\nFROM build\nCOPY --from=BUILD /a /b\n",
    "build",
    "FROM a AS build\nFROM build\nCOPY --from=build /a /b\n",
  ],
  "the case alone, of a name that variables come to": [
    "ARG X=build\nFROM a AS <|>Build\nFROM $X\n",
    "build",
    "ARG X=build\nFROM a AS build\nFROM $X\n",
  ],
  "the first of two stages of a name: its FROMs alone": [
    "FROM a AS <|>x\nFROM x\nFROM b AS x\nFROM x\nCOPY --from=x /a /b\n",
    "y",
    "FROM a AS y\nFROM y\nFROM b AS x\nFROM x\nCOPY --from=x /a /b\n",
  ],
  "the last of two stages of a name, from a reference": [
    "FROM a AS x\nFROM x\nCOPY --from=x /a /b\nFROM b AS x\nFROM x\nRUN --mount=from=<|>x z\n",
    "y",
    "FROM a AS x\nFROM x\nCOPY --from=y /a /b\nFROM b AS y\nFROM y\nRUN --mount=from=y z\n",
  ],
  "a stage that is based on one of its name": [
    "FROM a AS x\nFROM x AS <|>x\nFROM x\n",
    "y",
    "FROM a AS x\nFROM x AS y\nFROM y\n",
  ],
  "a name that the builder refuses": ["FROM a AS <|>2x\nFROM b\n", "two", "FROM a AS two\nFROM b\n"],
  "a token in parts, with what stands between": [
    "FROM a AS bu\\\n# a comment\n<|>ild\nFROM b\nCOPY --from=bui\\\nld /a /b\n",
    "c",
    "FROM a AS c\\\n# a comment\n\nFROM b\nCOPY --from=c\\\n /a /b\n",
  ],
  "beside heredocs, comments and images of the name": [
    "FROM a AS <|>x\nRUN <<x\nFROM x\nCOPY --from=x /a /b\nx\n# FROM x\nFROM x:1\nCOPY --from=x/x /x /x\n",
    "y",
    "FROM a AS y\nRUN <<x\nFROM x\nCOPY --from=x /a /b\nx\n# FROM x\nFROM x:1\nCOPY --from=x/x /x /x\n",
  ],
  "nothing where the name stays": ["FROM a AS <|>x\nFROM x\n", "x", "FROM a AS x\nFROM x\n"],
  "a base in quotes": [
    "FROM a AS x\nFROM \"<|>x\" AS y\nFROM 'x'\n",
    "z",
    "FROM a AS z\nFROM \"z\" AS y\nFROM 'z'\n",
  ],
  "beside a base that may be anything": [
    "ARG BASE\nARG TAG=3\nFROM a AS <|>x\nFROM $BASE\nFROM x-image:$TAG\n",
    "y",
    "ARG BASE\nARG TAG=3\nFROM a AS y\nFROM $BASE\nFROM x-image:$TAG\n",
  ],
  "a stage that stands behind the base that might come to it": [
    "FROM build-$TARGETARCH\nFROM a AS <|>build-arm64\n",
    "y",
    "FROM build-$TARGETARCH\nFROM a AS y\n",
  ],
  "the name of a stage that mounts do not need": [
    "FROM a AS <|>context\nRUN --mount=from=context,target=/m x\n",
    "y",
    "FROM a AS y\nRUN --mount=from=y,target=/m x\n",
  ],
  "an argument, with its description": [
    "# TAG of the image\nARG TAG=3 OTHER=$TAG\nFROM --platform=${TAG:-x} a:${TA<|>G}$TAGS AS TAG\nRUN echo $TAG\n",
    "VERSION",
    "# VERSION of the image\nARG VERSION=3 OTHER=$VERSION\nFROM --platform=${VERSION:-x} a:${VERSION}$TAGS AS TAG\nRUN echo $TAG\n",
  ],
  "an argument that is declared twice": [
    'ARG <|>A=1\nARG A=${A}2\nFROM "x:$A"\nFROM x:${B:-${A#1}}\n',
    "b",
    'ARG b=1\nARG b=${b}2\nFROM "x:$b"\nFROM x:${B:-${b#1}}\n',
  ],
};

/** A file with `@` at every place of the name, the first of them the cursor's. */
const VARIABLES: Record<string, string> = {
  "an argument of a stage": "FROM a\nARG @=1\nRUN $@\n",
  "a variable of a stage, from a use": "FROM a\nARG A=1\nENV B=$A C=1\nENV @=2\nUSER ${@:-x}\n",
  "what stages have of one another":
    "FROM a AS a\nENV @=1\nFROM a AS b\nWORKDIR /$@\nFROM b\nENV @=$@/2\nCMD run ${@}\nFROM x\nENV OLD=1\nUSER $OLD\n",
  "an argument that stages take over":
    "# @ what it is\nARG @=1\nFROM x:$@ AS a\n# @ here\nARG @\nRUN $@\nFROM x\nARG @=2\nUSER $@\nFROM x\nENV Y=$OTHER\n",
  "an argument that a trigger declares":
    "ARG @=1\nFROM x:$@ AS a\nONBUILD ARG @=2\nONBUILD RUN $@\nFROM a\nUSER $@\n",
  "places in scripts, heredocs, arrays and mounts":
    'FROM x\nENV @=1\nRUN --mount=type=cache,target=/$@ echo "${@%.*}" && cat <<E\n$@\nE\nCOPY <<E /f\n${@}\nE\nCOPY ["$@", "/"]\nHEALTHCHECK CMD run $@\n',
};

const FILE = "FROM a AS <|>x\nFROM x AS other\nCOPY --from=tools /a /b\nCOPY --from=$V /a /b\n";

/** A file, the new name, and the reason against it. */
const REFUSED: Record<string, [before: string, newName: string, reason: RegExp, settings?: Settings]> = {
  "no name": [FILE, "", /"" is not a valid stage name/],
  "a digit first": [FILE, "2x", /"2x" is not a valid stage name. Use lowercase letters/],
  "white space": [FILE, "a b", /is not a valid stage name/],
  "a name that cannot be part of an image": [FILE, "x-", /rejects the name "x-": invalid reference format/],
  "the name of another stage": [FILE, "other", /The file already has a stage named "other"/],
  "the name of another stage in another case": [FILE, "Other", /The file already has a stage named "other"/],
  scratch: [FILE, "scratch", /"scratch" has a special meaning/],
  context: [FILE, "Context", /"context" has a special meaning/],
  "what is an image now": [FILE, "tools", /"tools" is already used for something else in this file/],
  "what is the base of it": [FILE, "a", /"a" is already used for something else in this file/],
  "upper case that a FROM would not find": [FILE, "Build", /"FROM Build" would not find the stage.*"build"/],
  "upper case of its own name, too": [FILE, "X", /"FROM X" would not find the stage/],
  "a named context": [
    FILE,
    "ctx",
    /"ctx" is a named context/,
    { ...DEFAULT_SETTINGS, build: { context: "", contexts: { ctx: "." }, platforms: [] } },
  ],
  "a name that bases may come to": [
    "FROM a AS <|>x\nFROM build-$TARGETARCH\n",
    "build-riscv64",
    /"FROM build-\$TARGETARCH" can refer to "build-riscv64"/,
  ],
  "what dates are taken from": [
    "ARG SOURCE_DATE_EPOCH=src\nFROM scratch AS <|>x\n",
    "src",
    /The value of SOURCE_DATE_EPOCH is the name of the stage "src"/,
  ],
  "an argument: no name": ["ARG <|>A=1\nFROM x:$A\n", "1A", /"1A" is not a valid argument name/],
  "an argument: another argument's": [
    "ARG <|>A=1 B=2\nFROM x:$A\n",
    "B",
    /The file already has an argument named "B"/,
  ],
  "an argument: a platform's": ["ARG <|>A=1\nFROM x:$A\n", "TARGETARCH", /special meaning/],
  "an argument: a proxy's": ["ARG <|>A=1\nFROM x:$A\n", "HTTPS_PROXY", /special meaning/],
  "an argument: one that a FROM uses": [
    "ARG <|>A=1\nFROM x:$A$B\n",
    "B",
    /"B" is already used for something else/,
  ],
  "an argument: one of a stage": [
    "ARG <|>A=1\nFROM x:$A\nARG B\n",
    "B",
    /"B" is already used for something else/,
  ],
  "a variable: a system's": ["FROM x\nENV <|>A=1\n", "HOME", /Programs in the image can read "HOME"/],
  "a variable: another one of the stage": ["FROM x\nENV <|>A=1 B=2\n", "B", /"B" is already used/],
  "a variable: one that a script knows": ["FROM x\nENV <|>A=1\nRUN B=1 run\n", "B", /"B" is already used/],
  "a variable: one that is used": ["FROM x\nENV <|>A=1\nUSER $B\n", "B", /"B" is already used/],
  "a variable: an argument's": ["ARG B=1\nFROM x:$B\nENV <|>A=1\n", "B", /already has an argument named "B"/],
  "an argument: one that builds are given": [
    "ARG <|>A=1\nFROM x:$A\n",
    "B",
    /The settings give "B" a value/,
    { ...DEFAULT_SETTINGS, buildArgs: { B: "1" } },
  ],
};

/** Where nothing can be renamed, whatever the name: the reason. */
const FIXED: Record<string, [file: string, reason: RegExp, settings?: Settings]> = {
  "an image": ["FROM al<|>pine AS a\n", /"alpine" is an image, not a stage/],
  "an image in COPY": ["FROM a\nCOPY --from=ngi<|>nx /a /b\n", /"nginx" is an image/],
  "an index": ["FROM a AS x\nFROM b\nCOPY --from=<|>0 /a /b\n", /"0" is the index of a stage, not its name/],
  "an index beyond the file": ["FROM a AS x\nCOPY --from=<|>9 /a /b\n", /"9" is the index of a stage/],
  "a context": [
    "FROM ct<|>x\n",
    /"ctx" is a named context/,
    { ...DEFAULT_SETTINGS, build: { context: "", contexts: { ctx: "." }, platforms: [] } },
  ],
  scratch: ["FROM scr<|>atch\n", /"scratch" is the empty base/],
  "a variable in COPY": ["FROM a\nCOPY --from=$<|>V /a /b\n", /"\$V" contains a variable/],
  "a variable in a mount": ["FROM a\nRUN --mount=from=<|>$V x\n", /"\$V" contains a variable/],
  "a base that a build completes": ["ARG B\nFROM x-<|>$B\n", /known only during a build/],
  "a base that comes to a stage": [
    "ARG A=x\nFROM a AS x\nFROM <|>${A}\n",
    /This reference uses a variable for the name of the stage "x"/,
  ],
  "a stage that a base comes to": [
    "ARG A=x\nFROM a AS <|>x\nFROM ${A}\n",
    /"FROM \$\{A\}" refers to the stage "x" through a variable/,
  ],
  "a stage that a base comes to on another platform": [
    "FROM a AS build-amd64\nFROM a AS <|>build-arm64\nFROM build-${TARGETARCH}\n",
    /"FROM build-\$\{TARGETARCH\}" can refer to "build-arm64"/,
  ],
  "a stage that a base comes to where a variable is set": [
    "ARG D\nFROM a AS x\nFROM a AS <|>x-debug-y\nFROM ${P}x${D:+-debug}$Q-y\n",
    /can refer to "x-debug-y"/,
  ],
  "a stage in whose place a context stands": [
    "FROM a AS <|>ctx\n",
    /A named context replaces the stage "ctx"/,
    { ...DEFAULT_SETTINGS, build: { context: "", contexts: { ctx: "." }, platforms: [] } },
  ],
  "a stage that mounts need by its name": [
    "FROM a AS <|>scratch\nFROM b\nRUN --mount=type=cache,target=/c x\n",
    /A mount without "from" uses the stage named "scratch"/,
  ],
  "the stage that dates are taken from": [
    "ARG SOURCE_DATE_EPOCH=Src\nFROM scratch AS <|>src\n",
    /The value of SOURCE_DATE_EPOCH is the name of the stage "src"/,
  ],
  "a stage that is scanned": [
    "ARG BUILDKIT_SBOM_SCAN_STAGE=x,src\nFROM scratch AS <|>src\n",
    /The value of BUILDKIT_SBOM_SCAN_STAGE is the name of the stage "src"/,
  ],
  "any stage where the target's name is used": [
    "FROM a AS <|>x\nFROM b:$TARGETSTAGE\n",
    /TARGETSTAGE, which contains the name of a stage/,
  ],
  "a platform's argument": [
    "FROM --platform=$BUILD<|>PLATFORM a\n",
    /not an argument that this file declares/,
  ],
  "a platform's argument that is declared": ["ARG TARGET<|>OS=x\nFROM a\n", /special meaning/],
  "an argument without a default": ["ARG <|>A\nFROM x:$A\n", /Builds set "A" by this name/],
  "an argument that the settings give": [
    "ARG <|>A=1\nFROM x:$A\n",
    /Builds set "A" by this name/,
    { ...DEFAULT_SETTINGS, buildArgs: { A: "2" } },
  ],
  "an argument in a file that is half typed": [
    "ARG <|>A=1\nFROM x:$A\nFROM ${\n",
    /Line 3 contains an invalid variable/,
  ],
  "a variable that nothing sets": ["FROM a\nRUN $<|>A\n", /No ARG and no ENV in this file sets "A"/],
  "a variable of systems": ["FROM a\nENV P<|>ATH=/x:$PATH\n", /Programs in the image can read "PATH"/],
  "a variable of the image's programs": [
    "FROM postgres:17\nENV <|>POSTGRES_DB=x\n",
    /Programs in the image can read/,
  ],
  "an argument of a stage without a default": ["FROM a\nARG <|>A\nRUN $A\n", /Builds set "A" by this name/],
  "an ENV that builds can give": ["FROM a AS a\nENV <|>A=1\nFROM a\nARG A\n", /Builds set "A" by this name/],
  "an argument of a stage that the settings give": [
    "FROM a\nARG <|>A=1\nRUN $A\n",
    /Builds set "A" by this name/,
    { ...DEFAULT_SETTINGS, buildArgs: { A: "2" } },
  ],
  "what the image can have": [
    "FROM a\nRUN $A\nENV <|>A=1\n",
    /Line 2 uses "A" where no line of the file has set it/,
  ],
  "an ARG of a base that the image is likely to hide": [
    "FROM node AS a\nARG <|>NODE_VERSION=1\nFROM a\nRUN echo $NODE_VERSION\n",
    /Line 4 uses "NODE_VERSION" in a stage based on the one that declares it/,
  ],
  "an ENV that adds to the image's": ["FROM a\nENV <|>A=$A:1\n", /Line 2 uses "A" where no line/],
  "an ARG that a container uses": ["FROM a\nARG <|>A=1\nCMD run $A\n", /Line 3 uses "A" where no line/],
  "what a script sets": ["FROM a\nENV <|>A=1\nRUN A=2 run\n", /Line 3 contains "A" in a script/],
  "what a script asks for by its name": [
    "FROM a\nENV <|>A=1\nRUN printenv A\n",
    /Line 3 contains "A" in a script/,
  ],
  "what another shell fills in": [
    "FROM a\nENV <|>A=1\nRUN sh -c 'echo $A'\n",
    /Line 3 contains "A" in a script/,
  ],
  "what a program reads": [
    'FROM a\nENV <|>A=1\nCMD ["node", "-e", "process.env.A"]\n',
    /Line 3 contains "A" in a script/,
  ],
  "what a file that is written reads": [
    "FROM a\nENV <|>A=1\nCOPY <<'E' /run\necho $A\nE\n",
    /Line 3 contains "A" in a script/,
  ],
  "what is held back from the builder": [
    "FROM a\nENV <|>A=1\nLABEL x='$A'\n",
    /Line 3 contains "A" in a script/,
  ],
  "a name in quotes": ['FROM a\nENV <|>"A"=1\nUSER $A\n', /Line 2 writes "A" with quotes/],
  "a variable beside one that is refused": [
    "FROM a\nENV <|>A=1\nUSER ${A:x}\n",
    /Line 3 contains an invalid variable/,
  ],
  "a variable that a replaced stage has, too": [
    "FROM a AS ctx\nRUN $A\nFROM x\nENV <|>A=1\n",
    /A named context replaces the stage "ctx", which also contains "A"/,
    { ...DEFAULT_SETTINGS, build: { ...DEFAULT_SETTINGS.build, contexts: { ctx: "." } } },
  ],
  "a keyword": ["FR<|>OM a AS b\n", /You can rename only stages/],
  "a stage's label": ["FROM a\nFROM b\nCOPY --from=stage-<|>0 /a /b\n", /"stage-0" is an image/],
  "a heredoc": ["FROM a AS b\nRUN <<E\nFROM <|>b\nE\n", /You can rename only stages/],
  "a comment": ["# b<|> it\nFROM a AS b\n", /You can rename only stages/],
  "an empty file": ["<|>", /You can rename only stages/],
};

describe("rename", () => {
  for (const [title, [before, newName, after]] of Object.entries(DONE))
    it(`changes ${title}`, () => {
      assert.equal(renamed(before, newName), after);
      const crlf = (text: string) => text.replaceAll("\n", "\r\n");
      assert.equal(renamed(crlf(before), newName), crlf(after));
    });

  for (const [title, file] of Object.entries(VARIABLES))
    it(`changes ${title}`, () => {
      const before = file.replaceAll("@", "NAME").replace("NAME", "<|>NAME");
      const comment = /^# <\|>/.test(before);
      const at = comment ? before.replace("<|>", "").replace("ARG NAME", "ARG <|>NAME") : before;
      const after = file.replaceAll("@", "OTHER_1");
      assert.equal(renamed(at, "OTHER_1"), after);
      assert.equal(
        renamed(after.replace(/(ENV|ARG) OTHER_1/, "$1 <|>OTHER_1"), "NAME"),
        file.replaceAll("@", "NAME"),
      );
    });

  for (const [title, [before, newName, reason, settings]] of Object.entries(REFUSED))
    it(`refuses ${title}`, () => {
      assert.match(reasonOf(renamed(before, newName, settings)), reason);
      assert.equal(typeof prepared(before, settings), "string", "another name would do");
    });

  for (const [title, [file, reason, settings]] of Object.entries(FIXED))
    it(`is not for ${title}`, () => {
      assert.match(reasonOf(prepared(file, settings)), reason);
      assert.match(reasonOf(renamed(file, "fresh", settings)), reason);
    });

  it("offers the name as it stands at the cursor", () => {
    const file = "FROM a AS Build\nFROM b\n";
    assert.equal(prepared(file.replace("Build", "Buil<|>d")), 'Build at "Build"');
    assert.equal(prepared(`${file}COPY --from="<|>BUILD" /a /b\n`), 'BUILD at "BUILD"');
    assert.equal(prepared(`${file}RUN --mount=from=bui\\\nld<|> x\n`), 'build at "bui\\\\\\nld"');
    assert.equal(prepared("ARG AB=1\nFROM x:${A<|>B}\n"), 'AB at "AB"');
  });

  it("says what outside of the file knows a variable, where the client shows it", () => {
    const annotationOf = (text: string) => {
      const { text: file, offset } = cursor(text);
      const context = contextOf(file);
      const edit = rename(context, context.document.positionAt(offset), "other", true, true);
      assert.ok(!("refused" in edit));
      const [change] = edit.documentChanges ?? [];
      assert.ok(change && "edits" in change);
      const [annotation, ...more] = Object.entries(edit.changeAnnotations ?? {});
      assert.equal(more.length, 0);
      for (const one of change.edits)
        assert.equal("annotationId" in one ? one.annotationId : undefined, annotation?.[0]);
      return annotation?.[1];
    };
    assert.deepEqual(annotationOf("FROM x\nARG <|>A=1\nRUN $A\n"), {
      label: 'Rename "A"',
      description: 'Builds that pass "--build-arg A=…" must use the new name.',
      needsConfirmation: true,
    });
    assert.equal(
      annotationOf("FROM x\nARG <|>A=1\nENV A=$A\n")?.description,
      'Builds that pass "--build-arg A=…" must use the new name. Programs that read "A" from the environment must use the new name.',
    );
    assert.equal(annotationOf("FROM x AS <|>a\nFROM a\n"), undefined);
  });

  it("answers in edits of the version, where the client takes them", () => {
    const context = contextOf("FROM a AS x\nFROM x\n");
    const range = (line: number, start: number) => ({
      start: { line, character: start },
      end: { line, character: start + 1 },
    });
    const edits = [
      { range: range(0, 10), newText: "y" },
      { range: range(1, 5), newText: "y" },
    ];
    const at = { line: 1, character: 5 };
    assert.deepEqual(rename(context, at, "y", true), {
      documentChanges: [{ textDocument: { uri: URI, version: 1 }, edits }],
    });
    assert.deepEqual(rename(context, at, "y", false), { changes: { [URI]: edits } });
  });
});
