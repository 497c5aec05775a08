import assert from "node:assert/strict";
import { MarkupContent, MarkupKind } from "vscode-languageserver";
import { hover } from "../../server/src/features/hover";
import type { FeatureContext } from "../../server/src/features/context";
import { DEFAULT_SETTINGS } from "../../server/src/settings";
import type { Settings } from "../../server/src/settings";
import { realFiles, withSharedData } from "../stages/sharedData";
import { contextOf } from "../support/feature";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { cursor } from "../support/marked";
import { DRESSES, PLACES } from "./places";
import { assertTame } from "./tameMarkdown";

interface Shown {
  /** The text of the range. */
  readonly of: string;
  readonly says: string;
  /** From the first to the last offset that the range touches. */
  readonly from: number;
  readonly to: number;
}

function hoverAt(context: FeatureContext, offset: number, kind: MarkupKind): Shown | null {
  const found = hover(context, context.document.positionAt(offset), kind);
  if (!found) return null;
  assert.ok(MarkupContent.is(found.contents) && found.range);
  assert.equal(found.contents.kind, kind);
  const { range, contents } = found;
  const { document } = context;
  return {
    of: document.getText(range),
    says: contents.value,
    from: document.offsetAt(range.start),
    to: document.offsetAt(range.end),
  };
}

/** What is shown at the cursor of a text. */
function shown(
  marked: string,
  settings: Partial<Settings> = {},
  kind: MarkupKind = MarkupKind.Markdown,
): Shown | null {
  const { text, offset } = cursor(marked);
  return hoverAt(contextOf(text, { ...DEFAULT_SETTINGS, ...settings }), offset, kind);
}

/** The same without the range, line by line. */
function lines(marked: string, settings?: Partial<Settings>, kind?: MarkupKind): string[] {
  return shown(marked, settings, kind)?.says.split("\n") ?? [];
}

const FILE = `ARG NODE=24
# deps what production needs
FROM --platform=linux/arm64 node:\${NODE}-slim AS deps
WORKDIR /app
ENV OUT=dist
EXPOSE 80
CMD ["node"]
FROM deps AS Build
ENTRYPOINT ["npm"]
RUN npm run build
FROM nginx:1.29 AS web
COPY --from=build /app/$OUT /app/./assets/ html/
COPY --from=build /robots.txt /
RUN --mount=from=deps,source=/app,target=/deps ls
USER 101:101
WORKDIR /srv
CMD nginx \\
  -g daemon
FROM build AS check
RUN npm test
FROM web
`;

describe("hover on a stage", () => {
  it("says what it is, what it is made of, who uses it, how it is run and built", () => {
    assert.deepEqual(lines(FILE.replace("AS web", "AS w<|>eb")), [
      "**web** — stage 3 of 5 (index 2)",
      "",
      "- Based on image `nginx:1.29`",
      "- Copies `/app/$OUT`, `/app/./assets/`, `/robots.txt` from **Build**",
      "- Mounts `/app` from **deps**",
      "- Used by **stage-4** (`FROM` in line 21)",
      "- Needed for **stage-4** (default target)",
      "- At its end `WORKDIR /srv`, `USER 101:101`, `CMD nginx -g daemon`",
      "",
      "```sh",
      "docker build --target web -f /work/Dockerfile /work",
      "```",
    ]);
    assert.deepEqual(lines(FILE.replace("AS deps", "AS deps<|>")), [
      "**deps** — stage 1 of 5 (index 0)",
      "",
      "what production needs",
      "",
      "- Based on image `node:24-slim` (`node:${NODE}-slim`)",
      "- Platform `linux/arm64`",
      "- Used by **Build** (`FROM` in line 8), **web** (`RUN` in line 14)",
      "- Needed for **stage-4** (default target)",
      '- At its end `WORKDIR /app`, `CMD ["node"]`, `EXPOSE 80`',
      "",
      "```sh",
      "docker build --target deps -f /work/Dockerfile /work",
      "```",
    ]);
    assert.deepEqual(lines(FILE.replace("FROM build AS check", "FR<|>OM build AS check")), [
      "**check** — stage 4 of 5 (index 3), no part of the default build",
      "",
      "- Based on **Build** → **deps** → image `node:24-slim` (`node:${NODE}-slim`)",
      "- Platform `linux/arm64`",
      '- At its end `WORKDIR /app`, `ENTRYPOINT ["npm"]`, `EXPOSE 80`',
      "",
      "```sh",
      "docker build --target check -f /work/Dockerfile /work",
      "```",
    ]);
  });

  it("says it in plain text, where that is what can be shown", () => {
    assert.deepEqual(lines(FILE.replace("AS deps", "AS deps<|>"), {}, MarkupKind.PlainText), [
      "deps — stage 1 of 5 (index 0)",
      "",
      "what production needs",
      "",
      "- Based on image node:24-slim (node:${NODE}-slim)",
      "- Platform linux/arm64",
      "- Used by Build (FROM in line 8), web (RUN in line 14)",
      "- Needed for stage-4 (default target)",
      '- At its end WORKDIR /app, CMD ["node"], EXPOSE 80',
      "",
      "docker build --target deps -f /work/Dockerfile /work",
    ]);
  });

  it("says the same on a FROM that names it", () => {
    const own = shown(FILE.replace("AS Build", "AS Buil<|>d"));
    const named = shown(FILE.replace("FROM build AS", "FROM bu<|>ild AS"));
    assert.equal(own?.of, "Build");
    assert.equal(named?.of, "build");
    assert.equal(named.says, own.says);
  });

  const titles: Record<string, [string, string, Partial<Settings>?]> = {
    "the default target": ["FROM a AS <|>x\n", "**x** — stage 1 of 1 (index 0), default target"],
    "no name": ["F<|>ROM a\n", "**stage-0** — stage 1 of 1 (index 0), without a name, default target"],
    "a name that is none": [
      "FROM a AS <|>9x\nFROM b\n",
      "**9x** — stage 1 of 2 (index 0), without a name, unused",
    ],
    "no use": ["F<|>ROM a\nFROM b\n", "**stage-0** — stage 1 of 2 (index 0), without a name, unused"],
    "a target": ["FROM a AS <|>x\nFROM b\n", "**x** — stage 1 of 2 (index 0), target", { targets: ["X"] }],
    "no target": [
      "FROM a AS <|>x\nFROM b AS y\nFROM c\n",
      "**x** — stage 1 of 3 (index 0), unused",
      { targets: ["y"] },
    ],
    "use under other arguments": [
      "ARG K=a\nFROM a AS <|>x-b\nFROM b AS x-a\nFROM x-$K\n",
      "**x-b** — stage 1 of 3 (index 0), unused with these build arguments",
    ],
  };
  for (const [title, [text, expected, settings]] of Object.entries(titles))
    it(`knows of ${title}`, () => {
      assert.equal(lines(text, settings)[0], expected);
    });

  it("says why --target cannot ask for a stage", () => {
    const last = (text: string) => lines(text).at(-1);
    assert.equal(last("F<|>ROM a\nFROM b\n"), "It has no name, so `--target` cannot ask for it.");
    assert.equal(
      last("FROM a AS <|>9\nFROM b\n"),
      "The builder does not take its name, so `--target` cannot ask for it.",
    );
    assert.equal(
      last("FROM a AS <|>x\n\nFROM b AS X\nFROM c\n"),
      "`--target x` builds the later stage of this name, in line 3.",
    );
  });

  it("quotes what the settings add to the command", () => {
    const settings = {
      build: { context: "${workspaceFolder}/the app", contexts: { src: "${fileDirname}/../src" } },
      buildArgs: { V: "1", Q: "it's `x` $y" },
    };
    assert.equal(
      lines("FROM a AS <|>x\n", settings).at(-2),
      "docker build -f /work/Dockerfile --build-arg V=1 --build-arg 'Q=it'\\''s `x` $y' " +
        "--build-context src=/work/../src './the app'",
    );
  });

  it("knows of named contexts in place of stages and images", () => {
    const settings = { build: { context: "", contexts: { x: "docker-image://y", "alpine:3": "../b" } } };
    const replaced = "- Not built: the named context `x` takes its place";
    assert.equal(lines("FROM a AS <|>x\nFROM b\n", settings)[2], replaced);
    assert.ok(lines("FROM a AS x\nFROM b\nCOPY --from=<|>x /a /b\n", settings).includes(replaced));
    assert.equal(
      lines("FROM a AS x\nFROM x AS <|>y\n", settings)[2],
      "- Based on **x**, which a named context replaces",
    );
    assert.deepEqual(lines("FROM alpi<|>ne:3\n", settings), [
      "**alpine:3** — named context",
      "",
      "- Taken from `../b`",
    ]);
  });

  it("cuts what is long", () => {
    const users = Array.from({ length: 20 }, (_, i) => `FROM x AS u${i}\n`).join("");
    const used = lines(`FROM a AS <|>x\n${users}`).find(line => line.startsWith("- Used by"));
    assert.match(used ?? "", /\*\*u7\*\* \(`FROM` in line 9\) and 12 more$/);
    const chain = Array.from({ length: 20 }, (_, i) => `FROM u${i} AS u${i + 1}\n`).join("");
    assert.match(lines(`FROM a AS u0\n${chain}FROM u20 AS <|>x\n`)[2] ?? "", / and 13 more → image `a`$/);
    const copies = Array.from({ length: 20 }, (_, i) => `COPY --from=i${i} /a /b\n`).join("");
    assert.ok(lines(`FROM a AS <|>x\n${copies}`).includes("- and 12 more"));
    assert.ok(lines(`FROM ${"a".repeat(9999)} AS <|>x\n`)[2]?.endsWith("a…`"));
  });
});

describe("hover on a reference", () => {
  for (const [dress, wear] of Object.entries(DRESSES))
    describe(dress, () => {
      for (const { title, form, instruction } of PLACES) {
        // A base is compared to the letter with the lower-cased name; everything else folds case.
        const spellings =
          form === "FROM" ? ["<|>first", "fir<|>st", "first<|>"] : ["<|>FIRST", "fi<|>rst", "First<|>"];
        for (const spelling of spellings)
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
      "- A new cache begins with `/a` at `/c`",
    ],
    "in a mount that takes nothing": [
      "RUN --mount=type=secret,from=<|>one,id=x true",
      "- A mount of the type `secret` takes nothing of it",
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
      ["- Copies `$X` to `y`", "- Held back: done in each stage that is based on `two`"],
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
    "an image": ["FROM alp<|>ine\n", "**alpine** — image", "- In full `docker.io/library/alpine:latest`"],
    "an image with an argument": [
      "ARG V=3\nFROM alp<|>ine:$V\n",
      "**alpine:3** — image",
      "- In full `docker.io/library/alpine:3`",
      "- Written `alpine:$V`",
    ],
    "an image of another registry": [
      "FROM ghcr.io/a/b@<|>:1\n",
      "**ghcr.io/a/b\\@:1** — image",
      "- The builder refuses it: invalid reference format",
    ],
    "an image that nearly is a stage": [
      "FROM a AS build\nFROM b\nCOPY --from=bui<|>ldd /a /b\n",
      "**buildd** — image",
      "- In full `docker.io/library/buildd:latest`",
      "- Copies `/a` to `/b`",
      "- No stage is called so; did you mean **build**?",
    ],
    "a base in upper case": [
      "FROM a AS Build\nFROM Buil<|>d\n",
      "**Build** — image",
      "- The builder refuses it: invalid reference format: repository name (library/Build) must be lowercase",
      "- The stage **Build** is not meant: a base is written in lower case, `build`",
    ],
    "a base that stands below": [
      "FROM lat<|>e\nFROM a AS late\n",
      "**late** — image",
      "- In full `docker.io/library/late:latest`",
      "- The stage **late**, in line 2, stands below: a base stands above",
    ],
    "an index in a mount": [
      "FROM a\nFROM b\nRUN --mount=from=<|>0,target=/m true\n",
      "**0** — image",
      "- In full `docker.io/library/0:latest`",
      "- Mounts `/` at `/m`",
      "- An index means a stage in `COPY --from` alone: mounts take names",
    ],
    "an index beyond the file": [
      "FROM a\nFROM scratch\nCOPY --from=<|>7 /a /b\n",
      "**7** — nothing that can be built",
      "- Copies `/a` to `/b`",
      "- There is no stage of the index 7: they are 0 to 1",
    ],
    "a variable in --from": [
      "FROM scratch\nCOPY --from=$<|>X /a /b\n",
      "**$X** — nothing that can be built",
      "- Copies `/a` to `/b`",
      "- Variables are not filled in here: `FROM` takes them, and gives the image a name",
    ],
    "an argument that a build gives": [
      "ARG B\nFROM a<|>-$B-\n",
      "**a-$B-** — what build arguments make of it",
    ],
    scratch: ["FROM scr<|>atch\n", "**scratch** — no image: no files at all"],
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
      "- The builder refuses it: this stage stands below the one that takes from it",
    );
    assert.equal(
      lines("FROM a AS x\nCOPY --from=<|>x /a /b\n").at(-1),
      "- The builder refuses it: a stage cannot take from itself",
    );
  });
});

describe("hover on an argument", () => {
  const ARGS = "# V the version\nARG V=1\nARG W=$V-$TARGETARCH\nARG V=2\nARG OPEN\n";
  const places: Record<string, [string, string, ...string[]]> = {
    "in a base": [
      `${ARGS}FROM node:\${<|>W}\n`,
      "W",
      "**W** = `1-amd64`",
      "- Default in line 3: `$V-$TARGETARCH`",
      "- The base comes to image `node:1-amd64`",
    ],
    "in a platform": [
      "FROM --platform=$BUILD<|>PLATFORM a\n",
      "BUILDPLATFORM",
      "**BUILDPLATFORM** = `linux/amd64`",
      "- Set by the builder, for each build anew: this value stands for it while you edit",
    ],
    "in a default, before it changes": [
      ARGS.replace("$V", "$V<|>"),
      "V",
      "**V** = `1`",
      "the version",
      "- Default in line 2",
    ],
    "that changed": [
      `${ARGS}FROM a:$<|>V\n`,
      "V",
      "**V** = `2`",
      "- Default in line 4",
      "- The base comes to image `a:2`",
    ],
    "without a value": [
      `${ARGS}FROM $OP<|>EN\n`,
      "OPEN",
      "**OPEN** — no value",
      "- Declared in line 5 without a default: a build gives it, with `--build-arg OPEN=…`",
    ],
    "that nobody declares": [
      "FROM a$<|>X\n",
      "X",
      "**X** — no value",
      "- No `ARG` above declares it, so nothing stands for it",
      "- The base comes to image `a`",
    ],
    "that is empty": [
      "ARG X=\nFROM a$X<|>\n",
      "X",
      "**X** — empty",
      "- Default in line 1",
      "- The base comes to image `a`",
    ],
    "where it is declared": [
      "ARG A=1 <|>BC='2 3'\nFROM a\n",
      "BC",
      "**BC** = `2 3`",
      "- Default in line 1: `'2 3'`",
    ],
    "behind a line end": [
      "ARG X=1\nFROM \\\n# why\n  a:$<|>X\n",
      "X",
      "**X** = `1`",
      "- Default in line 1",
      "- The base comes to image `a:1`",
    ],
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

  it("puts the build arguments of the settings first", () => {
    const given = { buildArgs: { V: "9", TARGETARCH: "arm64", NOBODY: "1" } };
    const says = (text: string) =>
      lines(text, given)
        .filter(line => line !== "")
        .slice(0, 2);
    assert.deepEqual(says("ARG V=1\nFROM a:$<|>V\n"), [
      "**V** = `9`",
      "- Build argument of the settings, in place of the default `1` in line 1",
    ]);
    assert.deepEqual(says("FROM a:$<|>TARGETARCH\n"), [
      "**TARGETARCH** = `arm64`",
      "- Build argument of the settings",
    ]);
    assert.deepEqual(says("FROM a:x$<|>NOBODY\n")[0], "**NOBODY** — no value");
  });
});

describe("hover", () => {
  const nothing: Record<string, string> = {
    "another keyword": "FROM a\nCO<|>PY --from=b /a /b\n",
    "another flag": "FROM a\nCOPY --li<|>nk --from=b /a /b\n",
    "a path": "FROM a\nCOPY --from=b /<|>a /b\n",
    AS: "FROM a A<|>S b\n",
    "a platform": "FROM --platform=lin<|>ux/amd64 a\n",
    "the ARG of a stage": "FROM a\nARG <|>X=$Y\n",
    "a variable of a stage": "FROM a\nRUN echo $<|>X\n",
    "a comment": "FROM a AS b\n# FROM <|>b\n",
    "a comment in a continuation": "FROM a AS b\nFROM \\\n# b<|>\n b\n",
    "the escape before a base": "FROM a AS b\nFROM <|>\\\nb\n",
    "a heredoc": "FROM a AS b\nFROM c\nRUN <<EOF\nFROM <|>b\nEOF\n",
    "a key of a mount": "FROM a\nRUN --mount=type=bind,tar<|>get=/b,from=c true\n",
    "an empty --from": "FROM a\nCOPY --from=<|> /a /b\n",
    "an empty file": "<|>",
  };
  for (const [title, text] of Object.entries(nothing))
    it(`leaves to others: ${title}`, () => {
      assert.equal(shown(text), null);
    });

  it("keeps what a file says from being anything but text", () => {
    const evil =
      "[x](http://e.org) ![i](http://e.org/i) <img src=x> <http://e.org> `c` **b** _u_ https://e.org www.e.org a@e.org &lt; \\";
    const word = "`[x](command:y)`<b>*_&amp;";
    const text = `# ${word} ${evil}\nARG ${word}=${word}\nARG X="${evil}" # x\n# x ${evil}\nFROM --platform=${word} ${word}$X AS x\nWORKDIR /${evil}\nCMD ${evil}\nUSER ${word}\nEXPOSE ${word}\nFROM ${word} AS ${word}\nCOPY --from=x ${evil} ${word}\nCOPY --from=${word} ${evil}\nRUN --mount=from="${word}",source=${word},target=${word} x\nFROM x AS y\nCOPY --from=1. ${word}\u202e\u0000 \uD800\n`;
    const settings = {
      ...DEFAULT_SETTINGS,
      buildArgs: { V: evil, "```": "```\n[x](y)" },
      build: { context: evil, contexts: { [word]: evil } },
    };
    const context = contextOf(text, settings);
    let found = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      const answer = hoverAt(context, offset, MarkupKind.Markdown);
      if (!answer) continue;
      found++;
      assertTame(answer.says);
    }
    assert.ok(found > 150, String(found));
  });

  for (const [title, { text }] of Object.entries(HOSTILE_TEXTS))
    it(`survives ${title}`, () => {
      const context = contextOf(text);
      for (const offset of [0, 1, 5, 16, 30, Math.floor(text.length / 2), text.length]) {
        const answer = hoverAt(context, Math.min(offset, text.length), MarkupKind.Markdown);
        if (answer) assertTame(answer.says);
      }
    });

  withSharedData(() => {
    it("answers on every name of every real file, and touches the position", () => {
      let asked = 0;
      for (const { id, dockerfile } of realFiles()) {
        const context = contextOf(dockerfile);
        const { stages, references } = context.model;
        const names = stages.flatMap(({ line, nameWord }) =>
          [line.instruction.keywordSpan, nameWord?.span].map(span => ({ line, span })),
        );
        for (const { line, span } of [...references, ...names]) {
          // Where a line goes on the text of the line is not that of the document: others look at that.
          if (!span || line.pieces.length > 0) continue;
          const offset = line.start + Math.floor((span.start + span.end) / 2);
          const answer = hoverAt(context, offset, MarkupKind.Markdown);
          assert.ok(answer && answer.from <= offset && offset <= answer.to, `${id} at ${offset}`);
          assertTame(answer.says);
          asked++;
        }
      }
      assert.ok(asked > 1000, String(asked));
    }).timeout(60_000);
  });
});
