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
  "an argument that a stage takes over": ["ARG <|>A=1\nFROM x:$A\nARG A\n", /A stage declares "A" again/],
  "an argument from where a stage takes it over": [
    "ARG A=1\nFROM x:$A\nARG <|>A\n",
    /A stage declares "A" again/,
  ],
  "an argument that a trigger declares": [
    "ARG <|>A=1\nFROM x:$A\nONBUILD ARG A=2\n",
    /A stage declares "A" again/,
  ],
  "an argument in a file that is half typed": [
    "ARG <|>A=1\nFROM x:$A\nFROM ${\n",
    /Line 3 contains an invalid variable/,
  ],
  "an argument of a stage": ["FROM a\nARG <|>A=1\nRUN $A\n", /You can rename only stages/],
  "a variable of a stage": ["FROM a\nARG A=1\nENV B=$<|>A\n", /You can rename only stages/],
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
