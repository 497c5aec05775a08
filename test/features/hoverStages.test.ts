import assert from "node:assert/strict";
import { MarkupKind } from "vscode-languageserver-types";
import type { Settings } from "../../server/src/workspace/settings";
import { lines, shown } from "./hoverAt";

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
      "- Image settings: `WORKDIR /srv`, `USER 101:101`, `CMD nginx -g daemon`",
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
      '- Image settings: `WORKDIR /app`, `CMD ["node"]`, `EXPOSE 80`',
      "",
      "```sh",
      "docker build --target deps -f /work/Dockerfile /work",
      "```",
    ]);
    assert.deepEqual(lines(FILE.replace("FROM build AS check", "FR<|>OM build AS check")), [
      "**check** — stage 4 of 5 (index 3), not part of the default build",
      "",
      "- Based on **Build** → **deps** → image `node:24-slim` (`node:${NODE}-slim`)",
      "- Platform `linux/arm64`",
      '- Image settings: `WORKDIR /app`, `ENTRYPOINT ["npm"]`, `EXPOSE 80`',
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
      '- Image settings: WORKDIR /app, CMD ["node"], EXPOSE 80',
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
      "**x-b** — stage 1 of 3 (index 0), unused with these build arguments and platforms",
    ],
  };
  for (const [title, [text, expected, settings]] of Object.entries(titles))
    it(`knows of ${title}`, () => {
      assert.equal(lines(text, settings)[0], expected);
    });

  it("says why --target cannot ask for a stage", () => {
    const last = (text: string) => lines(text).at(-1);
    assert.equal(last("F<|>ROM a\nFROM b\n"), "The stage has no name, so `--target` cannot refer to it.");
    assert.equal(
      last("FROM a AS <|>9\nFROM b\n"),
      "The builder rejects the name of this stage, so `--target` cannot refer to it.",
    );
    assert.equal(
      last("FROM a AS <|>x\n\nFROM b AS X\nFROM c\n"),
      "`--target x` builds the later stage with this name, in line 3.",
    );
  });

  it("quotes what the settings add to the command", () => {
    const settings = {
      build: {
        context: "${workspaceFolder}/the app",
        contexts: { src: "${fileDirname}/../src" },
        platforms: ["linux/arm64"],
      },
      buildArgs: { V: "1", Q: "it's `x` $y" },
    };
    assert.equal(
      lines("FROM a AS <|>x\n", settings).at(-2),
      "docker build -f /work/Dockerfile --platform linux/arm64 --build-arg V=1 --build-arg 'Q=it'\\''s `x` $y' " +
        "--build-context src=/work/../src './the app'",
    );
  });

  it("knows of named contexts in place of stages and images", () => {
    const settings = {
      build: { context: "", contexts: { x: "docker-image://y", "alpine:3": "../b" }, platforms: [] },
    };
    const replaced = "- Not built: the named context `x` replaces it";
    assert.equal(lines("FROM a AS <|>x\nFROM b\n", settings)[2], replaced);
    assert.ok(lines("FROM a AS x\nFROM b\nCOPY --from=<|>x /a /b\n", settings).includes(replaced));
    assert.equal(
      lines("FROM a AS x\nFROM x AS <|>y\n", settings)[2],
      "- Based on **x**, which a named context replaces",
    );
    assert.deepEqual(lines("FROM alpi<|>ne:3\n", settings), [
      "**alpine:3** — named context",
      "",
      "- Source: `../b`",
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
