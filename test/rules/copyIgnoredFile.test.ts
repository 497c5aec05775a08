import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { createMemory } from "../../server/src/rules/run/memory";
import { readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { check } from "./check";

const said = (what: string, path: string) =>
  `CopyIgnoredFile: Attempting to ${what} file "${path}" that is excluded by .dockerignore`;

/** What Docker 28.5.2 says under `# check=experimental=CopyIgnoredFile`, but for paths that newer frontends clean. */
const SOURCES = `FROM scratch AS other
FROM scratch
COPY a.txt /
#    ^^^^^ ${said("Copy", "a.txt")}
COPY dir /
#    ^^^ ${said("Copy", "dir")}
COPY dir/x *.txt ./b.txt /
#    ^^^^^ ${said("Copy", "dir/x")}
#          ^^^^^ ${said("Copy", "*.txt")}
#                ^^^^^^^ ${said("Copy", "b.txt")}
ADD b.txt /b
#   ^^^^^ ${said("Add", "b.txt")}
ADD https://x.y/a.txt /
COPY . /
COPY / /
COPY <<a.txt /b
a
a.txt
COPY --chown=1 /a.txt /
COPY ["b.txt","/"]
#    ^^^^^^^^^^^^^ ${said("Copy", "b.txt")}
COPY ../a.txt /
COPY --from=other a.txt /
COPY --from= a.txt /
#            ^^^^^ ${said("Copy", "a.txt")}
FROM alpine
ARG NAME=a.txt OPEN
COPY $NAME $OPEN /d/
#    ^^^^^ ${said("Copy", "a.txt")}
# check=skip=CopyIgnoredFile
COPY a.txt /
ONBUILD COPY a.txt /
`;

describe("rules: files that the build context leaves out", () => {
  it("are looked for in what COPY and ADD take from the context", () => {
    check(SOURCES, { ...NO_OPTIONS, ignoreFile: readIgnoreFile("a.txt\ndir\n*.txt\n") });
  });

  it("are looked for where a base holds the copy back", () => {
    check(
      `FROM scratch AS base
ONBUILD ADD a.txt /
FROM base
#<^^^^^^^^^ ${said("Add", "a.txt")}
`,
      { ...NO_OPTIONS, ignoreFile: readIgnoreFile("a.txt") },
    );
  });

  it("are others once the ignore file is another", () => {
    const text = "FROM scratch\nCOPY a.txt /\n";
    const memory = createMemory();
    const found = (ignored: string) => {
      const analysis = analyze(readDockerfile(text), { ...NO_OPTIONS, ignoreFile: readIgnoreFile(ignored) });
      return checkModel(analysis, () => assert.fail(), memory).length;
    };
    assert.deepEqual([found(""), found("a.txt"), found("b.txt"), found("*\n!b.txt")], [0, 1, 0, 0]);
  });
});
