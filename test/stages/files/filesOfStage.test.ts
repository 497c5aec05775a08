import assert from "node:assert/strict";
import { pathsBelow } from "../../../server/src/stages/files/fileTree";
import type { ListContext } from "../../../server/src/stages/files/fileTree";
import { stageFiles } from "../../../server/src/stages/files/filesOfStage";
import { readAnalysis } from "../read";

/** A build context: files by their paths. */
function contextWith(...files: string[]): ListContext {
  return folder => {
    const prefix = folder === "/" ? "/" : `${folder}/`;
    const below = files.map(file => `/${file}`).filter(file => file.startsWith(prefix));
    const names = new Map(
      below.map(file => {
        const [name = "", ...rest] = file.slice(prefix.length).split("/");
        return [name, rest.length > 0];
      }),
    );
    return [...names].map(([name, isFolder]) => ({ name, isFolder, certainty: "known" }));
  };
}

/** The paths of the last stage of a text below a folder: a folder ends in a slash, a guess in a question mark. */
function paths(text: string, list?: ListContext, folder = "/"): string[] {
  const analysis = readAnalysis(text);
  const stage = analysis.model.stages.at(-1);
  assert.ok(stage);
  const files = stageFiles(analysis, stage, list);
  return pathsBelow(files, folder, list ?? (() => null))
    .map(
      ({ path, kind, certainty }) =>
        `${path}${kind === "folder" ? "/" : ""}${certainty === "guessed" ? "?" : ""}`,
    )
    .sort();
}

const CONTEXT = contextWith(
  "package.json",
  "main.go",
  "src/index.ts",
  "src/lib/a.ts",
  "site.tar.gz",
  "LICENSE",
);

describe("the files of a stage", () => {
  const stages: Record<string, [text: string, ...expected: string[]]> = {
    "are none below an image": ["FROM alpine"],
    "are the folders that WORKDIR makes, one below the other": [
      "FROM alpine\nWORKDIR /app\nWORKDIR sub",
      "/app/",
      "/app/sub/",
    ],
    "leave out what hangs on the folder of an image": ["FROM alpine\nWORKDIR app\nCOPY a.txt ./"],
    "count from the root below nothing": [
      "FROM scratch\nWORKDIR app\nCOPY main.go ./",
      "/app/",
      "/app/main.go",
    ],
    "are files under their own names in a folder": [
      "FROM alpine\nCOPY package.json LICENSE /app/",
      "/app/",
      "/app/LICENSE",
      "/app/package.json",
    ],
    "are a file under another name": ["FROM alpine\nCOPY main.go /src.go", "/src.go"],
    "are a file in a folder that is there": [
      "FROM alpine\nWORKDIR /app\nCOPY main.go /app",
      "/app/",
      "/app/main.go",
    ],
    "are what a folder holds, not the folder": ["FROM alpine\nCOPY src /app", "/app/"],
    "are what a pattern matches": [
      "FROM alpine\nCOPY *.json L?CENSE /app/",
      "/app/",
      "/app/LICENSE",
      "/app/package.json",
    ],
    "are not what an archive is, but what is in it": ["FROM alpine\nADD site.tar.gz /srv/", "/srv/"],
    "are an archive that is copied": ["FROM alpine\nCOPY site.tar.gz /srv/", "/srv/", "/srv/site.tar.gz"],
    "are what an address names": [
      "FROM alpine\nADD https://example.org/a/tool.bin?x=1 /opt/",
      "/opt/",
      "/opt/tool.bin?",
    ],
    "are a heredoc": ["FROM alpine\nCOPY <<EOF /etc/app.conf\na\nEOF", "/etc/", "/etc/app.conf"],
    "are heredocs under their names": [
      "FROM alpine\nCOPY <<one <<two /etc/\na\none\nb\ntwo",
      "/etc/",
      "/etc/one",
      "/etc/two",
    ],
    "keep the folders of a source with --parents": [
      "FROM alpine\nCOPY --parents src/./lib/a.ts main.go /app/",
      "/app/",
      "/app/lib/",
      "/app/lib/a.ts",
      "/app/main.go",
    ],
    "are in the JSON form, too": ['FROM alpine\nCOPY ["main.go", "/a/"]', "/a/", "/a/main.go"],
    "fill in variables": [
      "FROM alpine\nARG DIR=/opt\nENV NAME=x\nCOPY main.go $DIR/${NAME}/",
      "/opt/",
      "/opt/x/",
      "/opt/x/main.go",
    ],
    "leave out what only a build knows": ["FROM alpine\nARG DIR\nCOPY main.go $DIR/x/"],
    "are guessed from commands": [
      "FROM golang\nWORKDIR /src\nRUN mkdir -p /out/bin && go build -o /out/bin/app ./cmd \\\n  && touch done",
      "/out/?",
      "/out/bin/?",
      "/out/bin/app?",
      "/src/",
      "/src/done?",
    ],
    "follow cd": [
      "FROM a\nRUN cd /opt && mkdir x; cd y && touch z",
      "/opt/?",
      "/opt/x/?",
      "/opt/y/?",
      "/opt/y/z?",
    ],
    "are what cp, mv, install and ln leave": [
      "FROM a\nRUN cp a b /opt/ && mv /opt/b /opt/c && install -m 755 tool /usr/bin/tool && ln -s /x /y",
      "/opt/?",
      "/opt/a?",
      "/opt/c?",
      "/usr/?",
      "/usr/bin/?",
      "/usr/bin/tool?",
      "/y?",
    ],
    "are gone after rm": ["FROM a\nRUN mkdir /a /b\nRUN rm -rf /a", "/b/?"],
    "leave out what is written into a mount": [
      "FROM a\nWORKDIR /app\nRUN --mount=type=cache,target=/app/node_modules npm ci && mkdir dist",
      "/app/",
      "/app/dist/?",
    ],
    "are what package managers make": ["FROM node\nWORKDIR /app\nRUN npm ci", "/app/", "/app/node_modules/?"],
    "are guessed from the JSON form of RUN": ['FROM a\nRUN ["mkdir", "-p", "/x"]', "/x/?"],
    "are guessed from a script in a heredoc": [
      "FROM a\nRUN <<EOF\nmkdir /x\ntouch /x/y\nEOF",
      "/x/?",
      "/x/y?",
    ],
    "are not guessed from variables of the shell": ["FROM a\nENV B=/b\nRUN X=/x; mkdir $X $B", "/b/?"],
    "come from the base": [
      "FROM alpine AS base\nWORKDIR /app\nCOPY main.go .\nFROM base\nRUN mkdir x",
      "/app/",
      "/app/main.go",
      "/app/x/?",
    ],
    "come from the stages that are copied from": [
      "FROM a AS build\nCOPY main.go /w/\nRUN mkdir -p /out/lib && touch /out/app\nFROM b\nCOPY --from=build /out /opt\nCOPY --from=build /w/main.go /x/",
      "/opt/",
      "/opt/app?",
      "/opt/lib/?",
      "/x/",
      "/x/main.go",
    ],
    "are known where a copy names them, even if they were guessed": [
      "FROM a AS build\nRUN go build -o /app\nFROM b\nCOPY --from=build /app /usr/bin/tool",
      "/usr/",
      "/usr/bin/",
      "/usr/bin/tool",
    ],
    "come from an image under their names": [
      "FROM b\nCOPY --from=busybox /bin/sh /bin/",
      "/bin/",
      "/bin/sh?",
    ],
    "are triggered by ONBUILD": [
      "FROM a AS base\nONBUILD WORKDIR /app\nONBUILD COPY main.go .\nFROM base",
      "/app/",
      "/app/main.go",
    ],
    "are none of a stage that copies from itself": ["FROM a AS x\nCOPY --from=x /a /b/", "/b/", "/b/a?"],
  };
  for (const [title, [text, ...expected]] of Object.entries(stages))
    it(title, () => {
      assert.deepEqual(paths(text, CONTEXT), expected.sort());
    });

  it("list a folder of the build context where it is copied to, through stages and bases", () => {
    const text =
      "FROM a AS one\nCOPY . /w\nRUN rm -r /w/src/lib\nFROM one AS two\nFROM b\nCOPY --from=two /w/src /x";
    assert.deepEqual(paths(text, CONTEXT, "/x"), ["/x/index.ts"]);
    assert.deepEqual(paths("FROM a\nCOPY . /w", CONTEXT, "/w/src"), ["/w/src/index.ts", "/w/src/lib/"]);
  });

  it("are there again where they are copied after they were taken away", () => {
    const text = "FROM a\nCOPY . /w\nRUN rm -rf /w";
    assert.deepEqual(paths(text, CONTEXT, "/w"), []);
    assert.ok(paths(`${text}\nCOPY . /w`, CONTEXT, "/w").includes("/w/main.go"));
  });

  it("do without the build context", () => {
    const text = "FROM a\nWORKDIR /app\nCOPY package.json src ./\nCOPY . .\nCOPY main.go /m";
    assert.deepEqual(paths(text), ["/app/", "/app/package.json?", "/m"]);
  });

  it("are known of thousands of stages on one another, and of circles", () => {
    const chain = Array.from(
      { length: 3000 },
      (_, i) => `FROM ${i === 0 ? "a" : `s${i - 1}`} AS s${i}\nWORKDIR /w${i}\n`,
    );
    assert.ok(paths(chain.join("")).includes("/w2999/"));
    assert.deepEqual(paths("FROM a AS x\nCOPY --from=y /p /q\nFROM b AS y\nCOPY --from=x /q /r"), ["/r"]);
  });
});
