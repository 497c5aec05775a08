/** What every feature says of a base that is another stage on each platform. */
import assert from "node:assert/strict";
import { codeLenses } from "../../server/src/features/codeLens";
import { definition, implementation, typeDefinition } from "../../server/src/features/definition";
import { diagnostics } from "../../server/src/features/diagnostics";
import { documentHighlights } from "../../server/src/features/highlight";
import { hover } from "../../server/src/features/hover";
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from "../../server/src/features/callHierarchy";
import { inlayHints } from "../../server/src/features/inlayHints";
import { modelAnswer } from "../../server/src/features/model";
import { references } from "../../server/src/features/references";
import { prepareRename, rename } from "../../server/src/features/rename";
import { createDocuments } from "../../server/src/workspace/documents";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { FeatureContext } from "../../server/src/features/context";
import { URI, contextOf } from "../support/feature";
import { cursor } from "../support/marked";

const BOTH = ["linux/amd64", "linux/arm64"];
const FILE =
  "FROM ubuntu:22.04 AS base-amd64\nFROM debian:12 AS base-arm64\nFROM base-${TARGETARCH} AS target\nCOPY a /a\n";

function contextFor(text: string, platforms: readonly string[]): FeatureContext {
  return contextOf(text, { ...DEFAULT_SETTINGS, build: { ...DEFAULT_SETTINGS.build, platforms } });
}

function at(marked: string, platforms: readonly string[]) {
  const { text, offset } = cursor(marked);
  const context = contextFor(text, platforms);
  return { context, position: context.document.positionAt(offset) };
}

const lineOf = ({ start }: { start: { line: number } }): number => start.line;
const onBase = FILE.replace("FROM base-$", "FROM ba<|>se-$");
const onVariable = FILE.replace("TARGETARCH", "TARGET<|>ARCH");
const said = (marked: string, platforms: readonly string[]): string => {
  const { context, position } = at(marked, platforms);
  return (hover(context, position, "markdown")?.contents as { value: string }).value;
};

describe("a base on several platforms", () => {
  for (const [where, marked] of Object.entries({ "the name": onBase, "the variable": onVariable })) {
    it(`leads from ${where} to every stage that it may be`, () => {
      const lines = (platforms: readonly string[]) => {
        const { context, position } = at(marked, platforms);
        return definition(context, position).map(({ targetSelectionRange }) => lineOf(targetSelectionRange));
      };
      assert.deepEqual(lines(BOTH), [0, 1]);
      assert.deepEqual(lines(["linux/arm64"]), [1]);
      assert.deepEqual(lines([]), [0]);
      assert.deepEqual(lines(["linux/riscv64", "linux/arm64"]), [1]);
      assert.deepEqual(lines(["linux/riscv64"]), []);
    });

    it(`says on ${where} which it is for which platform`, () => {
      assert.match(said(marked, BOTH), /depends on the platform of the build/);
      assert.match(
        said(marked, BOTH),
        /- \*\*base-amd64\*\* for `linux\/amd64`\n- \*\*base-arm64\*\* for `linux\/arm64`/,
      );
      assert.match(
        said(marked, ["linux/riscv64", "linux/arm64"]),
        /- image `base-riscv64` for `linux\/riscv64`/,
      );
      assert.doesNotMatch(said(marked, ["linux/arm64"]), /depends on the platform/);
    });
  }

  it("says the values of a variable", () => {
    assert.match(said(onVariable, BOTH), /- `amd64` for `linux\/amd64`\n- `arm64` for `linux\/arm64`/);
    assert.match(said(onVariable, ["linux/arm64"]), /\*\*TARGETARCH\*\* = `arm64`/);
    assert.match(said("FROM a-$TARGET<|>PLATFORM\n", ["linux/arm/v7"]), /= `linux\/arm\/v7`/);
    assert.match(
      said("FROM a-$TARGET<|>VARIANT\n", ["linux/arm", "linux/386"]),
      /- `v7` for `linux\/arm\/v7`\n- empty for `linux\/386`/,
    );
    assert.match(said("FROM a-$BUILD<|>ARCH\n", BOTH), /\*\*BUILDARCH\*\* = `amd64`/);
  });

  it("says on each stage who uses it, and where", () => {
    const second = FILE.replace("AS base-arm64", "AS <|>base-arm64");
    assert.match(said(second, BOTH), /Used by \*\*target\*\* \(`FROM` in line 3 for `linux\/arm64`\)/);
    assert.match(said(second, BOTH), /^\*\*base-arm64\*\* — stage 2 of 3 \(index 1\)$/m);
    assert.match(said(second, ["linux/amd64"]), /unused with these build arguments and platforms/);
    assert.match(
      said(FILE.replace("AS target", "AS <|>target"), BOTH),
      /Based on \*\*base-amd64\*\* for `linux\/amd64`, \*\*base-arm64\*\* for `linux\/arm64`/,
    );
    const chain = said(`${FILE}FROM target AS <|>last\n`, BOTH);
    assert.match(
      chain,
      /Based on \*\*target\*\* → \*\*base-amd64\*\* for `linux\/amd64`, \*\*base-arm64\*\*/,
    );
  });

  it("is a reference to each, and is marked with each", () => {
    for (const name of ["base-amd64", "base-arm64"]) {
      const { context, position } = at(FILE.replace(`AS ${name}`, `AS <|>${name}`), BOTH);
      assert.deepEqual(
        references(context, position, false).map(({ range }) => lineOf(range)),
        [2],
      );
      assert.equal(documentHighlights(context, position)?.length, 2);
    }
    const { context, position } = at(onBase, BOTH);
    assert.deepEqual(
      references(context, position, true).map(({ range }) => lineOf(range)),
      [0, 1, 2],
    );
    assert.deepEqual(
      documentHighlights(context, position)?.map(({ range }) => lineOf(range)),
      [0, 1, 2],
    );
  });

  it("is refused a rename, on the stages, too", () => {
    for (const marked of [
      onBase,
      FILE.replace("AS base-amd64", "AS <|>base-amd64"),
      FILE.replace("AS base-arm64", "AS <|>base-arm64"),
    ])
      for (const platforms of [[], BOTH, ["linux/arm64"], ["linux/riscv64"]]) {
        const { context, position } = at(marked, platforms);
        assert.ok("refused" in prepareRename(context, position), marked);
        assert.ok("refused" in rename(context, position, "other", false), marked);
      }
  });

  it("is based on each", () => {
    const { context, position } = at(FILE.replace("AS target", "AS <|>target"), BOTH);
    assert.equal(typeDefinition(context, position).length, 2);
    const base = at(FILE.replace("AS base-arm64", "AS <|>base-arm64"), BOTH);
    assert.deepEqual(
      implementation(base.context, base.position).map(({ targetSelectionRange }) =>
        lineOf(targetSelectionRange),
      ),
      [2],
    );
    const [item] = prepareCallHierarchy(base.context, base.position) ?? [];
    assert.deepEqual(item && incomingCalls(base.context, item)?.map(({ from }) => from.name), ["target"]);
    const [target] = prepareCallHierarchy(context, position) ?? [];
    assert.deepEqual(target && outgoingCalls(context, target)?.map(({ to }) => to.name), [
      "base-amd64",
      "base-arm64",
    ]);
  });

  it("is shown beside it", () => {
    const hints = (platforms: readonly string[], locations: boolean) => {
      const context = contextFor(FILE, platforms);
      const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      return inlayHints(context, all, locations).map(({ label }) =>
        typeof label === "string" ? label : label.map(part => part.value),
      );
    };
    assert.deepEqual(hints(BOTH, false), ["base-amd64 | base-arm64"]);
    assert.deepEqual(hints(BOTH, true), [["base-amd64", " | ", "base-arm64"]]);
    assert.deepEqual(hints(["linux/arm64"], false), ["base-arm64"]);
  });

  it("is in the model, for each platform", () => {
    const { stages, references: found, reachable } = modelAnswer(contextFor(FILE, BOTH), {});
    const byPlatform = [
      { platforms: ["linux/amd64"], expanded: "base-amd64", to: 0 },
      { platforms: ["linux/arm64"], expanded: "base-arm64", to: 1 },
    ];
    assert.deepEqual(stages[2]?.base, {
      text: "base-${TARGETARCH}",
      expanded: "base-amd64",
      to: 0,
      byPlatform,
    });
    assert.deepEqual(found[2]?.byPlatform, byPlatform);
    assert.deepEqual(stages[2].needs, [0, 1]);
    assert.deepEqual(reachable, [0, 1, 2]);
    assert.deepEqual(modelAnswer(contextFor(FILE, ["linux/arm64"]), {}).reachable, [1, 2]);
    assert.deepEqual(modelAnswer(contextFor(FILE, ["linux/arm64"]), { target: "target" }).reachable, [1, 2]);
    assert.deepEqual(modelAnswer(contextFor(FILE, []), { platforms: ["linux/arm64"] }).reachable, [1, 2]);
    assert.deepEqual(
      modelAnswer(contextFor(FILE, BOTH), { buildArgs: { TARGETARCH: "arm64" } }).reachable,
      [1, 2],
    );
  });

  it("leaves no lens and no finding on a stage that one platform needs", () => {
    for (const platforms of [BOTH, ["linux/arm64"], []]) {
      const context = contextFor(FILE, platforms);
      assert.deepEqual(
        diagnostics(context, () => assert.fail()).filter(({ code }) => code === "UnusedStage"),
        [],
      );
      const titles = codeLenses(context, { commands: new Set(), resolves: false }).map(
        ({ command }) => command?.title,
      );
      assert.ok(!titles.includes("unused"), String(titles));
    }
  });
});

describe("a base where nothing is known of the machine", () => {
  function unknown(text: string): FeatureContext {
    const documents = createDocuments(() => null, null);
    documents.open(URI, "dockerfile", 1, text);
    const context = documents.read(URI, DEFAULT_SETTINGS);
    assert.ok(context);
    return context;
  }

  for (const variable of ["TARGETARCH", "BUILDARCH"])
    it(`leads to every stage that it may be: ${variable}`, () => {
      const { text, offset } = cursor(onBase.replace("TARGETARCH", variable));
      const context = unknown(text);
      const position = context.document.positionAt(offset);
      const lines = definition(context, position).map(({ targetSelectionRange }) =>
        lineOf(targetSelectionRange),
      );
      assert.deepEqual(lines, [0, 1]);
      const found = (hover(context, position, "markdown")?.contents as { value: string }).value;
      assert.match(found, /\*\*base-arm64\*\* for `linux\/arm64`/);
      assert.deepEqual(modelAnswer(context, {}).reachable, [0, 1, 2]);
      assert.deepEqual(
        modelAnswer(context, { platforms: ["linux/arm64"] }).reachable,
        variable === "TARGETARCH" ? [1, 2] : [0, 1, 2],
      );
      assert.deepEqual(
        diagnostics(context, () => assert.fail()),
        [],
      );
    });
});

describe("a variable through a base on several platforms", () => {
  const TEXT =
    "FROM a AS base-amd64\nENV V=1\nFROM b AS base-arm64\nARG W\nENV V=2\nFROM base-${TARGETARCH}\nRUN echo $V\nFROM c\nENV V=3\n";
  const inUse = TEXT.replace("$V", "$<|>V");

  it("leads to what sets it on each", () => {
    const lines = (platforms: readonly string[]) => {
      const { context, position } = at(inUse, platforms);
      return definition(context, position).map(({ targetSelectionRange }) => lineOf(targetSelectionRange));
    };
    assert.deepEqual(lines(BOTH), [1, 4]);
    assert.deepEqual(lines(["linux/arm64"]), [4]);
    assert.deepEqual(lines([]), [1]);
  });

  it("is one with those of each, from every place of it", () => {
    for (const marked of [inUse, TEXT.replace("V=1", "<|>V=1"), TEXT.replace("V=2", "<|>V=2")]) {
      const { context, position } = at(marked, BOTH);
      const lines = references(context, position, true).map(({ range }) => lineOf(range));
      assert.deepEqual(lines.sort(), [1, 4, 6]);
    }
    const { context, position } = at(TEXT.replace("V=3", "<|>V=3"), BOTH);
    assert.deepEqual(
      references(context, position, true).map(({ range }) => lineOf(range)),
      [8],
    );
  });

  it("has a card with its values, and who gives each of them", () => {
    const hoverOf = (marked: string, platforms: readonly string[]) => said(marked, platforms).split("\n");
    assert.deepEqual(hoverOf(inUse, BOTH), [
      "**V** — depends on the platform of the build",
      "",
      "- `1` for `linux/amd64`",
      "- `2` for `linux/arm64`",
      "- `ENV` in line 2 for `linux/amd64`",
      "- Inherited from the stage **base-amd64** for `linux/amd64`",
      "- `ENV` in line 5 for `linux/arm64`",
      "- Inherited from the stage **base-arm64** for `linux/arm64`",
    ]);
    assert.deepEqual(hoverOf(inUse, ["linux/arm64"]), [
      "**V** = `2`",
      "",
      "- `ENV` in line 5",
      "- Inherited from the stage **base-arm64**",
    ]);
    const cases: Record<string, readonly [marked: string, ...says: string[]]> = {
      "a value that is set on one": [
        "FROM scratch AS x-amd64\nENV V=1\nFROM scratch AS x-arm64\nFROM x-$TARGETARCH\nUSER $<|>V\n",
        "**V** — depends on the platform of the build",
        "- `1` for `linux/amd64`",
        "- no value for `linux/arm64`",
        "- `ENV` in line 2 for `linux/amd64`",
        "- Inherited from the stage **x-amd64** for `linux/amd64`",
        "- No `ARG` and no `ENV` in this file sets it for `linux/arm64`",
      ],
      "the same value in two stages": [
        "FROM a AS x-amd64\nENV V=1\nFROM a AS x-arm64\nENV V=1\nFROM x-$TARGETARCH\nUSER $<|>V\n",
        "**V** = `1`",
        "- `ENV` in line 2 for `linux/amd64`",
        "- Inherited from the stage **x-amd64** for `linux/amd64`",
        "- `ENV` in line 4 for `linux/arm64`",
        "- Inherited from the stage **x-arm64** for `linux/arm64`",
      ],
      "a predefined argument": [
        "FROM a\nARG TARGETARCH\nRUN echo $<|>TARGETARCH\n",
        "**TARGETARCH** — depends on the platform of the build",
        "- `amd64` for `linux/amd64`",
        "- `arm64` for `linux/arm64`",
        "- Set by the builder for each build",
      ],
      "what has it in its value": [
        "FROM a\nARG TARGETARCH\nENV V=x-$TARGETARCH\nRUN echo $<|>V\n",
        "**V** — depends on the platform of the build",
        "- `x-amd64` for `linux/amd64`",
        "- `x-arm64` for `linux/arm64`",
        "- `ENV` in line 3: `x-$TARGETARCH`",
      ],
      "what no platform changes": [
        "FROM a\nARG TARGETARCH\nENV V=1\nRUN echo $<|>V\n",
        "**V** = `1`",
        "- `ENV` in line 3",
      ],
      "the settings of the image": [
        'FROM a AS x-amd64\nUSER u\nWORKDIR /a\nFROM a AS x-arm64\nWORKDIR /a\nFROM x-$TARGETARCH AS y<|>\nCMD ["c"]\n',
        "**y** — stage 3 of 3 (index 2), default target",
        "- Based on **x-amd64** for `linux/amd64`, **x-arm64** for `linux/arm64`",
        '- Image settings: `WORKDIR /a`, `USER u`, `CMD ["c"]` for `linux/amd64`',
        '- Image settings: `WORKDIR /a`, `CMD ["c"]` for `linux/arm64`',
      ],
      "the platform": [
        "FROM --platform=linux/386 a AS x-amd64\nFROM a AS x-arm64\nFROM x-$TARGETARCH AS y<|>\n",
        "**y** — stage 3 of 3 (index 2), default target",
        "- Based on **x-amd64** for `linux/amd64`, **x-arm64** for `linux/arm64`",
        "- Platform `linux/386` for `linux/amd64`",
      ],
      "where a copy goes": [
        "FROM a AS s\nFROM a AS x-amd64\nWORKDIR /1\nFROM a AS x-arm64\nWORKDIR /2\nFROM x-$TARGETARCH\nCOPY --from=<|>s f .\n",
        "**s** — stage 1 of 4 (index 0)",
        "- Copies `/f` to `/1/` for `linux/amd64`",
        "- Copies `/f` to `/2/` for `linux/arm64`",
        "- Based on image `a`",
      ],
      "what a copy takes": [
        "FROM a AS s\nFROM scratch\nARG TARGETARCH\nCOPY --from=<|>s /bin/$TARGETARCH/f /f\n",
        "**s** — stage 1 of 2 (index 0)",
        "- Copies `/bin/amd64/f` to `/f` for `linux/amd64`",
        "- Copies `/bin/arm64/f` to `/f` for `linux/arm64`",
        "- Based on image `a`",
      ],
    };
    for (const [name, [marked, ...says]] of Object.entries(cases))
      assert.deepEqual(
        hoverOf(marked, BOTH).slice(0, says.length + 1),
        [says[0], "", ...says.slice(1)],
        name,
      );
  });

  it("is refused a rename, because no platform has all of its places", () => {
    for (const marked of [inUse, TEXT.replace("V=1", "<|>V=1"), TEXT.replace("V=2", "<|>V=2")]) {
      const { context, position } = at(marked, BOTH);
      assert.ok("refused" in prepareRename(context, position));
      assert.ok("refused" in rename(context, position, "OTHER", false));
    }
    const { context, position } = at(inUse, ["linux/amd64"]);
    assert.ok(!("refused" in rename(context, position, "OTHER", false)));
  });
});

describe("findings for several platforms", () => {
  it("cost the other platforms nothing where no platform changes them", () => {
    const text = `FROM a AS x\nCMD a\nFROM --platform=$BUILDPLATFORM b\nARG TARGETARCH\n`;
    const context = contextFor(text, BOTH);
    assert.deepEqual(
      diagnostics(context, () => assert.fail()).map(({ code }) => code),
      ["JSONArgsRecommended"],
    );
    assert.equal(context.analysis.lent.platforms, undefined);
  });

  /** The rules that report something, their lines from 1, and the platforms that they name. */
  function found(text: string, platforms: readonly string[]): string[] {
    return diagnostics(contextFor(text, platforms), () => assert.fail())
      .filter(({ severity }) => (severity ?? 9) <= 2)
      .map(({ code, range, message }) => {
        const platforms = /Only for (.*?)\. /.exec(JSON.stringify(message))?.[1];
        return `${code}@${range.start.line + 1}${platforms === undefined ? "" : ` ${platforms}`}`;
      });
  }
  const all = ["linux/amd64", "linux/arm64", "linux/arm/v7"];
  const cases: Record<string, readonly [text: string, platforms: readonly string[], expected: string[]]> = {
    "an image that is none anywhere": [
      "FROM Q$TARGETARCH\n",
      all,
      ["InvalidImageReference@1", "InvalidDefaultArgInFrom@1"],
    ],
    "an image that is none on one": [
      "FROM a${TARGETVARIANT:+:/}\n",
      all,
      ["InvalidImageReference@1 linux/arm/v7", "InvalidDefaultArgInFrom@1 linux/arm/v7"],
    ],
    "an image that is none on two": [
      "FROM a:1${TARGETARCH#arm}/\n",
      [...all, "linux/arm64/v9"],
      ["InvalidImageReference@1", "InvalidDefaultArgInFrom@1"],
    ],
    "a mode that is none on two": [
      "FROM a\nARG TARGETOS TARGETARCH\nCOPY --chmod=${TARGETARCH#arm} a b\n",
      ["linux/arm64", "linux/arm", "linux/amd64", "linux/s390x"],
      ["InvalidChmod@3 linux/amd64, linux/s390x"],
    ],
    "stages of which each platform needs another": [
      "FROM a:1 AS build-amd64\nFROM a:2 AS build-arm64\nFROM build-$TARGETARCH\n",
      ["linux/amd64", "linux/arm64"],
      [],
    ],
    "the same where there is only that one": [
      "FROM a${TARGETVARIANT:+:/}\n",
      ["linux/arm/v7"],
      ["InvalidImageReference@1", "InvalidDefaultArgInFrom@1"],
    ],
    "a stage below on one platform": [
      'FROM scratch AS x-amd64\nFROM x-$TARGETARCH AS y\nSHELL ["a"]\nFROM y\nCMD a\n',
      all,
      [],
    ],
    "a working directory on one platform": [
      "FROM scratch AS x-amd64\nFROM a AS x-arm64\nWORKDIR /b\nFROM x-$TARGETARCH\nWORKDIR c\n",
      ["linux/amd64", "linux/arm64"],
      ["WorkdirRelativePath@5 linux/amd64"],
    ],
    "the same on both": [
      "FROM scratch AS x-amd64\nFROM a AS x-arm64\nFROM x-$TARGETARCH\nWORKDIR c\n",
      ["linux/amd64", "linux/arm64"],
      ["WorkdirRelativePath@4"],
    ],
    "a platform that is redundant on all": [
      "FROM --platform=$TARGETPLATFORM a:1\n",
      all,
      ["RedundantTargetPlatform@1"],
    ],
    "a variable of a stage": [
      "FROM scratch\nARG TARGETARCH\nCOPY --chmod=${TARGETARCH#a} a b\n",
      all,
      ["InvalidChmod@3"],
    ],
  };
  for (const [title, [text, platforms, expected]] of Object.entries(cases))
    it(title, () => {
      assert.deepEqual(found(text, platforms), expected);
    });
});
