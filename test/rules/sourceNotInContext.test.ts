import assert from "node:assert/strict";
import { readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { fromGitIgnore } from "../../server/src/stages/files/buildContext";
import { contextOf } from "../../server/src/stages/files/contextOf";
import type { ContextFacts } from "../../server/src/stages/files/contextOf";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import type { BuildsAround, DescribedBuild } from "../../server/src/stages/model/buildsAround";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { applyChanges } from "../../server/src/edits/edit";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { check } from "./check";

const PROJECT = [
  "package.json",
  "package-lock.json",
  "src/main.js",
  "src/lib/a.js",
  "Makefile",
  "conf/nginx.conf",
];
const only = (rule: { id: string }) => rule.id === "SourceNotInContext";
const options = (paths = PROJECT, facts: ContextFacts = {}) => ({
  ...NO_OPTIONS,
  context: contextOf(paths, facts),
});
const said = (path: string, near = "") =>
  `SourceNotInContext: "${path}" is not in the build context${near && ` (did you mean ${near}?)`}`;

/** What Docker 28.5.2 does not find in a context of these files. */
const SOURCES = `FROM scratch AS other
FROM scratch
COPY package.jsn package-lock.json ./
#    ^^^^^^^^^^^ ${said("package.jsn", "package.json")}
COPY nothere.txt /x
#    ^^^^^^^^^^^ ${said("nothere.txt")}
ADD ./SRC/main.js src/ /a/
#   ^^^^^^^^^^^^^ ${said("SRC/main.js", "src/main.js")}
COPY ["main.js", "/src/lib/", "/a b/"]
#      ^^^^^^^ ${said("main.js", "src/main.js")}
COPY --chown=1 etc/nginx.conf /x
#              ^^^^^^^^^^^^^^ ${said("etc/nginx.conf", "conf/nginx.conf")}
RUN --mount=type=bind,source=nope.txt,target=/n --mount=source=src,target=/s true
#                            ^^^^^^^^ ${said("nope.txt")}
RUN --mount=type=cache,source=nope.txt,target=/n --mount=type=bind,from=other,source=nope.txt,target=/o true
COPY --from=other nope.txt /x
COPY . /all/
COPY / ./src/../src /all/
COPY ../Makefile /x
COPY *.nothing no[pe].txt /x/
COPY <<nothere.txt /x
nothere.txt
ADD https://example.com/nope.txt git@example.com:a/b.git /x/
ARG NAME=nope.txt
COPY $NAME /x
COPY - from=other nope.txt /x
COPY –from=other nope.txt /x
ONBUILD COPY nope.txt /x
# check=skip=SourceNotInContext
COPY nope.txt /x
`;

describe("rules: sources that are not in the build context", () => {
  it("are those of COPY, ADD and bind mounts", () => {
    check(SOURCES, options(), only);
  });

  /** What Docker 28.5.2 finds in a context of these files, and what it does not, by one build each. */
  it("are those that the builder does not find, however they are written", () => {
    const paths = [...PROJECT, "lib/b.js", "a b/c d.txt", ".hidden", "été.txt", "dist/x.js", "tools/shopd.c"];
    check(
      `FROM scratch
COPY //src//main.js src/./lib/../main.js src/main.js/ src/../../package.json /x/
COPY "package.json" 'package.json' * [p]ackage.json src/li? *.jsn /x/
COPY ["a b/c d.txt", "été.txt", ".hidden", "/x/"]
COPY ["a b/cd.txt", "/x/"]
#      ^^^^^^^^^^ ${said("a b/cd.txt")}
COPY src/lib/A.js lib/B.js /x/
#    ^^^^^^^^^^^^ ${said("src/lib/A.js", "src/lib/a.js")}
#                 ^^^^^^^^ ${said("lib/B.js", "lib/b.js")}
COPY dist/X.js lib/other/c.js tools/shopd /x/
COPY packages.json makefile .hiden /x/
#    ^^^^^^^^^^^^^ ${said("packages.json", "package.json")}
#                  ^^^^^^^^ ${said("makefile", "Makefile")}
#                           ^^^^^^ ${said(".hiden")}
COPY --exclude=*.js sr /x/
#                   ^^ ${said("sr")}
RUN --mount=type=bind,source=./srcs,target=/s --mount=type=bind,source=.,target=/t true
#                            ^^^^^^ ${said("srcs", "src")}
`,
      options(paths),
      only,
    );
  });

  it("are said where a base holds the copy back", () => {
    check(
      `FROM scratch AS base
ONBUILD COPY nope.txt /x
FROM base
#<^^^^^^^^^ ${said("nope.txt")}
`,
      options(),
      only,
    );
  });

  it("are none that something makes before a build", () => {
    check(
      `FROM nginx
COPY dist/ /usr/share/nginx/html
COPY target/app.jar build/libs/x.jar /x/
COPY server /server
COPY made.txt sub/made.txt gen/x.txt /x/
COPY tool-linux-amd64 .env cert.pem /x/
CMD ["/server"]
`,
      options(PROJECT, { generated: readIgnoreFile(fromGitIgnore("# made\nmade.txt\n/gen/\n")) }),
      only,
    );
  });

  it("are those that the ignore file leaves out, where CopyIgnoredFile does not say it", () => {
    check(
      `FROM nginx
COPY src/main.js /x
RUN --mount=type=bind,source=src/main.js,target=/x true
#                            ^^^^^^^^^^^ SourceNotInContext: "src/main.js" is not in the build context: the ignore file excludes it
COPY packag.json /x
#    ^^^^^^^^^^^ ${said("packag.json")}
`,
      options(PROJECT, { ignoreFile: readIgnoreFile("src/*.js\npackage.json\n") }),
      only,
    );
  });

  it("are slips of the pen alone where another folder may be the context", () => {
    check(
      `FROM nginx
COPY nothere.txt main.js services/api/x.txt /x/
COPY package.jsn /x/
#    ^^^^^^^^^^^ ${said("package.jsn", "package.json")}
`,
      options(PROJECT, { isCertain: false }),
      only,
    );
  });

  const above = { address: "file:///work", path: "../.." };
  const under = (isCertain: boolean, near: string | null = null) => ({
    ...NO_OPTIONS,
    context: { isCertain, find: () => ({ kind: "missing" as const, near, isSlip: false, above }) },
  });
  const build = { label: "compose.yaml › web", contexts: new Map() } as unknown as DescribedBuild;
  const around = { builds: [build] } as unknown as BuildsAround;

  it("are in a folder above, whether or not the context is certain; that folder is offered as the context", () => {
    const text = "FROM nginx\nCOPY go.mod /x\n";
    for (const options of [under(true), under(false), under(true, "src/go.mod")]) {
      const [finding, ...more] = checkModel(analyzeText(text, options), () => assert.fail()).filter(
        ({ rule }) => only(rule),
      );
      assert.equal(finding?.message, '"go.mod" is not in the build context, but in "../.."');
      assert.deepEqual(finding.otherContext, above);
      assert.deepEqual(more, []);
    }
  });

  it("are said of no folder above where several builds are known and none is meant", () => {
    check("FROM nginx\nCOPY go.mod /x\n", { ...under(false), around }, only);
  });

  it("are said by nobody in a stage that a named context replaces, or where nothing is known", () => {
    check("FROM nginx AS a\nCOPY nope.txt /x\nFROM a\n", { ...options(), contexts: ["a"] }, only);
    check("FROM nginx\nCOPY nope.txt /x\n", NO_OPTIONS, only);
    check(
      "FROM nginx\nCOPY nope.txt /x\n",
      { ...NO_OPTIONS, context: { isCertain: true, find: () => undefined } },
      only,
    );
  });

  it("are written as the nearest path that is there", () => {
    const text =
      'FROM a\nCOPY ./packag.json/ ["x"\nCOPY ["/SRC/main.js", "/x"]\nRUN --mount=source=Src,target=/x true\n';
    const findings = checkModel(analyzeText(text, options()), () => assert.fail()).filter(({ rule }) =>
      only(rule),
    );
    const changes = findings.flatMap(({ fixes }) => fixes?.()[0]?.changes ?? []);
    assert.equal(
      applyChanges(text, changes),
      'FROM a\nCOPY ./package.json/ ["x"\nCOPY ["/src/main.js", "/x"]\nRUN --mount=source=src,target=/x true\n',
    );
  });
});
