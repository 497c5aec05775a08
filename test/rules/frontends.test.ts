/** What a file uses is held against the frontend that it names. */
import assert from "node:assert/strict";
import { applyChanges } from "../../server/src/edits/edit";
import { checkModel } from "../../server/src/rules/run/checkModel";
import type { RuleFinding } from "../../server/src/rules/run/finding";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import type { Analysis } from "../../server/src/stages/analysis/analysis";
import { frontendOf } from "../../server/src/stages/model/frontend";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { ASKED, FRONTEND_WORDS } from "./frontendWords";

const findings = (text: string, buildArgs: Record<string, string> = {}): RuleFinding[] =>
  checkModel(
    analyzeText(text, { ...NO_OPTIONS, buildArgs: new Map(Object.entries(buildArgs)) }),
    (rule, error) => {
      throw new Error(`${rule.id} threw`, { cause: error });
    },
  );
const ofRule = (text: string, id: string) => findings(text).filter(({ rule }) => rule.id === id);
const refusals = (text: string) => ofRule(text, "UnsupportedByFrontend");
const named = (image: string, text: string) => `# syntax=${image}\n${text}`;

/** The text after the first fix of the first refusal, and so on until there is none. */
function raised(text: string): string {
  const [first] = findings(text).filter(({ rule }) =>
    /^(?:UnsupportedByFrontend|UnsupportedDevice|IgnoredByFrontend)$/.test(rule.id),
  );
  const fix = first?.fixes?.()[0];
  return fix ? raised(applyChanges(text, fix.changes)) : text;
}

describe("frontends", () => {
  for (const [text, words] of Object.entries(FRONTEND_WORDS))
    it(`refuse as they do: ${JSON.stringify(text)}`, () => {
      for (const version of ASKED) {
        const expected = Object.entries(words).find(([, by]) => by.split(" ").includes(version))?.[0];
        const body = text.startsWith("FROM") ? text : `FROM scratch\n${text}`;
        const said = refusals(named(`docker/dockerfile:${version}`, body)).map(({ message }) => message);
        assert.deepEqual(said, expected === undefined ? [] : [expected], version);
      }
    });

  const VERSIONS: Record<string, [minor: number, channel: string]> = {
    "docker/dockerfile": [Infinity, "stable"],
    "docker/dockerfile:1": [Infinity, "stable"],
    "docker/dockerfile:latest": [Infinity, "stable"],
    "docker/dockerfile:1.4": [4, "stable"],
    "docker/dockerfile:1.4.3": [4, "stable"],
    "docker.io/docker/dockerfile:1.20": [20, "stable"],
    "docker/dockerfile:1-labs": [Infinity, "labs"],
    "docker/dockerfile:labs": [Infinity, "labs"],
    "docker/dockerfile:1.7.0-labs": [7, "labs"],
    "docker/dockerfile:experimental": [1, "experimental"],
    "docker/dockerfile:1-experimental": [1, "experimental"],
    "docker/dockerfile:1.0-experimental": [0, "experimental"],
    "docker/dockerfile:1.1.3-experimental": [1, "experimental"],
    "docker/dockerfile-upstream:master": [Infinity, "stable"],
    "docker/dockerfile-upstream:master-labs": [Infinity, "labs"],
    "docker/dockerfile-upstream:1.4.0-rc1": [4, "stable"],
    "docker/dockerfile-upstream:1.4.0-rc1-labs": [4, "labs"],
    "docker/dockerfile-upstream": [Infinity, "stable"],
    "mirror.gcr.io/docker/dockerfile:1.2": [2, "stable"],
    "registry.example.com:5000/hub/docker/dockerfile:1.3-labs": [3, "labs"],
    [`docker/dockerfile:1.2@sha256:${"e".repeat(64)}`]: [2, "stable"],
    [`docker/dockerfile:1@sha256:${"e".repeat(64)}`]: [Infinity, "stable"],
    [`docker/dockerfile@sha256:${"e".repeat(64)}`]: [Infinity, "any"],
    "docker/dockerfile:2": [Infinity, "any"],
    "docker/dockerfile:v1.4": [Infinity, "any"],
    "docker/dockerfile:1.99": [99, "stable"],
  };
  for (const [image, [minor, channel]] of Object.entries(VERSIONS))
    it(`are known by their names: ${image}`, () => {
      const frontend = frontendOf(image);
      assert.deepEqual([frontend.isForeign, frontend.minor, frontend.channel], [false, minor, channel]);
    });

  it("that are newer or not known have everything", () => {
    const text = Object.keys(FRONTEND_WORDS)
      .filter(line => !line.startsWith("FROM"))
      .join("");
    for (const image of [
      "docker/dockerfile:1.99",
      "docker/dockerfile:2",
      `docker/dockerfile@sha256:${"0".repeat(64)}`,
    ])
      assert.deepEqual(refusals(named(image, `FROM scratch\n${text}`)), []);
  });

  const EXPANSIONS: Record<string, Record<string, string>> = {
    "${X?no}": { "1.0": "missing ':' in substitution", "1.1.5": "missing ':' in substitution" },
    "${X:?no}": { "1.0": "unsupported modifier (?) in substitution" },
    "${X-a}": { "1.2": "missing ':' in substitution", "1.5": "missing ':' in substitution" },
    "${X#a}": {
      "1.5": "missing ':' in substitution",
      "1.6": "unsupported modifier (#) in substitution",
    },
    "${X/a/b}": {
      "1.1": "missing ':' in substitution",
      "1.6": "unsupported modifier (/) in substitution",
    },
    "${X%%a}": { "1.6": "unsupported modifier (%) in substitution" },
  };
  for (const [use, words] of Object.entries(EXPANSIONS))
    it(`refuse ${use} wherever it is expanded`, () => {
      for (const [version, words_] of Object.entries(words))
        for (const [text, line, written] of [
          [`ARG X=v\nARG Y=${use}\nFROM scratch\n`, 2, use],
          [`ARG X=v\nFROM scratch AS a\nFROM ${use}\n`, 3, use],
          [`FROM scratch\nARG X=v\nENV Y=${use}\n`, 3, use],
          [`FROM scratch\nARG X=v\nCOPY a /${use}/\n`, 3, `/${use}/`],
          [`FROM alpine\nARG X=v\nWORKDIR /${use}\n`, 3, `/${use}`],
        ] as const) {
          const found = refusals(named(`docker/dockerfile:${version}`, text));
          assert.deepEqual(
            found.map(({ message }) => message),
            [`failed to process ${JSON.stringify(written)}: ${words_}`],
          );
          const [{ span } = { span: { start: 0, end: 0 } }] = found;
          const document = named(`docker/dockerfile:${version}`, text);
          assert.equal(document.slice(0, span.start).split("\n").length, line + 1);
          assert.equal(document.slice(span.start, span.end), use);
        }
      assert.deepEqual(refusals(named("docker/dockerfile:1.7", `FROM scratch\nARG X=v\nENV Y=${use}\n`)), []);
    });

  const RAISED: [from: string, text: string, to: string][] = [
    ["docker/dockerfile:1.2", "COPY --link a b", "docker/dockerfile:1.4"],
    ["docker/dockerfile:1.2.1", "COPY --link a b", "docker/dockerfile:1.4.0"],
    [
      "docker/dockerfile:1.2-labs",
      "COPY --link a b\nRUN --security=insecure c",
      "docker/dockerfile:1.4-labs",
    ],
    ["docker/dockerfile:1-experimental", "COPY --link a b", "docker/dockerfile:1.4"],
    [
      "docker/dockerfile:experimental",
      "COPY --link a b\nRUN --security=insecure c",
      "docker/dockerfile:1.4-labs",
    ],
    ["docker/dockerfile:1.7", "COPY --exclude=a b c\nCOPY --parents a b", "docker/dockerfile:1.20"],
    ["docker/dockerfile:1.4-labs", "COPY --parents a b", "docker/dockerfile:1.7-labs"],
    ["docker/dockerfile:1", "RUN --device=a/b=c d", "docker/dockerfile:1"],
    ["docker/dockerfile:1.10", "RUN --device=a/b=c d", "docker/dockerfile:1.27"],
    ["docker/dockerfile:1.20", "RUN --device=a/b=c d", "docker/dockerfile:1.27"],
    [`docker/dockerfile:1.2@sha256:${"a".repeat(64)}`, "COPY --link a b", "docker/dockerfile:1.4"],
    [
      "mirror.example.com/docker/dockerfile:1.3",
      "RUN <<EOF\necho a\nEOF",
      "mirror.example.com/docker/dockerfile:1.4",
    ],
    ["docker/dockerfile-upstream:1.6.0", "ARG X=a\nENV Y=${X%a}", "docker/dockerfile-upstream:1.7.0"],
    ["docker/dockerfile:1.4", "ADD https://example.com/a.git /a", "docker/dockerfile:1.6"],
    ["docker/dockerfile:1.5", "ADD git@example.com:a/b.git /a", "docker/dockerfile:1.6"],
    [
      "docker/dockerfile:1.12",
      `ADD --checksum=${"a".repeat(40)} https://example.com/a.git /a`,
      "docker/dockerfile:1.16",
    ],
    ["docker/dockerfile:1.12", "COPY --chmod=u+x a /a", "docker/dockerfile:1.14"],
    ["docker/dockerfile:1.9", "COPY --chmod=u+x a /a", "docker/dockerfile:1.14"],
    ["docker/dockerfile:1.2", "RUN --mount=type=cache,target=$HOME/x a", "docker/dockerfile:1.3"],
    ["docker/dockerfile:1.3.0", "RUN --mount=type=secret,id=a,required a", "docker/dockerfile:1.3.1"],
    ["docker/dockerfile:1.1.5", "ARG X=a\nENV Y=${X:?no}", "docker/dockerfile:1.1.6"],
    ["docker/dockerfile:1.0.3", "ARG X=a\nENV Y=${X:?no}", "docker/dockerfile:1.1.6"],
    ["docker/dockerfile:1.0", "ARG X=a\nENV Y=${X:?no}", "docker/dockerfile:1.1"],
    [
      "docker/dockerfile:1.10",
      "FROM alpine AS a\nONBUILD COPY --from=nginx /a /b\nFROM a",
      "docker/dockerfile:1.11",
    ],
    [
      "docker/dockerfile:1.6.0",
      "FROM alpine AS a\nONBUILD COPY --from=nginx /a /b\nFROM a",
      "docker/dockerfile:1.11.1",
    ],
    ["docker/dockerfile:1.11.0", "FROM alpine AS a\nONBUILD RUN a\nFROM a", "docker/dockerfile:1.11.1"],
  ];
  for (const [from, text, to] of RAISED)
    it(`are raised from ${from} to ${to} for ${text.split("\n", 1).join("")}`, () => {
      const before = named(from, `FROM alpine\n${text}\n`);
      assert.equal(raised(before), named(to, `FROM alpine\n${text}\n`));
    });

  it("that a build names are no text to change", () => {
    const [found] = findings("FROM scratch\nCOPY --link a b\n", { BUILDKIT_SYNTAX: "docker/dockerfile:1.2" });
    assert.equal(found?.message, "Unknown flag: link");
    assert.ok(found.fixes?.()[0]?.refused);
  });

  it("find nothing wrong with directives that they do not read", () => {
    const repeated = "# check=skip=all\n# escape=x\n# escape=y\nFROM alpine\n";
    const problems = (image: string) => ofRule(named(image, repeated), "InvalidDirective");
    assert.deepEqual(problems("docker/dockerfile:1.7"), []);
    assert.equal(problems("docker/dockerfile:1.8").length, 1);
    const above = "# escape=x\n# check=skip=all\nFROM alpine\n";
    assert.equal(ofRule(named("docker/dockerfile:1.7", above), "InvalidDirective").length, 1);
  });

  describe("and named contexts", () => {
    const TEXT =
      "FROM alpine AS tools\nFROM base AS final\nCOPY --from=tools /a /a\nCOPY --from=nginx:latest /b /b\n";
    const under = (image: string, contexts: string[], previous?: Analysis) =>
      analyzeText(named(image, TEXT), { ...NO_OPTIONS, contexts }, previous);
    const told = (analysis: Analysis) =>
      checkModel(analysis, () => undefined)
        .filter(({ rule }) => rule.id === "IgnoredByFrontend")
        .map(({ span, message }) => [analysis.model.file.text.slice(span.start, span.end), message]);
    const CONTEXTS = ["tools", "base", "nginx", "other", "final"];

    it("are not known before 1.4: what has their name is told, and is what the file says", () => {
      const analysis = under("docker/dockerfile:1.3", CONTEXTS);
      const words = (name: string) =>
        `docker/dockerfile:1.3 does not know named contexts, and so not "${name}"`;
      assert.deepEqual(told(analysis), [
        ["tools", words("tools")],
        ["base", words("base")],
        ["final", words("final")],
        ["nginx:latest", words("nginx:latest")],
      ]);
      assert.deepEqual(
        analysis.model.stages.map(({ replaced }) => replaced),
        [false, false],
      );
      assert.deepEqual(
        analysis.model.references.map(({ to }) => to),
        ["image", "image", 0, "image"],
      );
    });

    for (const image of ["docker/dockerfile:1.4", "docker/dockerfile:1", "example/frontend:1"])
      it(`are known to ${image}`, () => {
        const analysis = under(image, CONTEXTS);
        assert.deepEqual(told(analysis), []);
        assert.deepEqual(
          analysis.model.stages.map(({ replaced }) => replaced),
          [true, true],
        );
      });

    it("are known, or not, from the edit of the directive on", () => {
      const options = { ...NO_OPTIONS, contexts: CONTEXTS };
      let analysis: Analysis | undefined;
      for (const version of ["1.4", "1.3", "1.4"]) {
        analysis = analyzeText(named(`docker/dockerfile:${version}`, TEXT), options, analysis);
        assert.equal(analysis.model.stages[0]?.replaced, version === "1.4");
      }
    });
  });

  const OWNER_RULES: Record<string, string> = {
    "docker/dockerfile:1.4": "LinkWithUserName",
    "docker/dockerfile:1.27": "LinkWithUserName",
    "docker/dockerfile:1.27-labs": "LinkWithUserName",
    "docker/dockerfile:2": "LinkWithUserName",
    [`docker/dockerfile@sha256:${"e".repeat(64)}`]: "LinkWithUserName",
    "docker/dockerfile:1.28": "InvalidLinkOwner",
    "docker/dockerfile:1.28.0-labs": "InvalidLinkOwner",
    "docker/dockerfile:1.40": "InvalidLinkOwner",
    "docker/dockerfile:1": "InvalidLinkOwner",
    "docker/dockerfile:1-labs": "InvalidLinkOwner",
    "docker/dockerfile-upstream:master": "InvalidLinkOwner",
  };
  for (const [image, rule] of Object.entries(OWNER_RULES))
    it(`refuse what those before them took, where it is known: ${image}`, () => {
      const found = findings(named(image, "FROM alpine\nCOPY --link --chown=app a /a\n"));
      assert.deepEqual(
        found.map(({ rule: { id }, severity }) => [id, severity]),
        [[rule, rule === "InvalidLinkOwner" ? "error" : "warning"]],
      );
    });

  /** As BuildKit 0.34.2 says it of `ADD --link --chown=…`. */
  const LOOKED_UP: Record<string, boolean> = {
    ...{ "0": false, "0:0": false, root: false, "root:root": false, ":root": false, "1000:": false },
    ...{ ":": false, "-1": false, "+5": false, "2147483647": false, "2147483648": true },
    ...{ "99999999999": true, "0x10": true, "1e3": true, "1000:staff": true, Root: true, ":staff": true },
    ...{ "1:2:3": true, "1_000": true, "nobody:0": true },
  };
  for (const [owner, isRefused] of Object.entries(LOOKED_UP))
    it(`${isRefused ? "refuse" : "take"} the owner ${owner} of a linked copy`, () => {
      const text = named("docker/dockerfile:1", `FROM alpine\nADD --link --chown=${owner} a /a\n`);
      const found = ofRule(text, "InvalidLinkOwner");
      assert.equal(found.length, isRefused ? 1 : 0);
      // No fix may write another owner that is refused.
      for (const { changes } of found.flatMap(({ fixes }) => fixes?.() ?? []))
        assert.deepEqual(ofRule(applyChanges(text, changes), "InvalidLinkOwner"), []);
    });

  const FOREIGN = {
    "devthefuture/dockerfile-x":
      "FROM ./base/dockerfile#build AS build\nINCLUDE ./inc\nCOPY --from=./x#y /a /b\nFROM ./final\n",
    "edrevo/dockerfile-plus": "FROM alpine\nINCLUDE+ Dockerfile.common\nRUN $\n",
    "r2d4/mocker": "apiVersion: v1alpha1\nimages:\n- name: demo\n  from: ubuntu\n",
    "ghcr.io/example/frontend:v2": "RUN first\nFROM\nFROM A:B:C\nEXPOSE x\nENV\n",
    "tonistiigi/dockerfile:test": "FROM alpine AS a\nFROM alpine AS a\nCOPY --from=a:b:c\n",
  };
  for (const [image, text] of Object.entries(FOREIGN))
    it(`of others say for themselves what is wrong: ${image}`, () => {
      const found = findings(named(image, text));
      assert.deepEqual(
        found.map(({ rule, severity }) => [rule.id, severity]),
        [["ForeignFrontend", "information"]],
      );
      assert.equal(
        findings(text).some(({ rule }) => rule.origin === "error"),
        true,
      );
      assert.deepEqual(findings(text, { BUILDKIT_SYNTAX: image }).length, 1);
    });

  it("have to be images", () => {
    const [found] = findings(named("Example/Frontend", "FROM alpine\n"));
    assert.equal(found?.message, "invalid reference format: repository name (Frontend) must be lowercase");
  });

  it("without checks take two directives for comments", () => {
    const text = "# check=skip=all\n# check=skip=all\nFROM scratch\n";
    const errors = (image: string) =>
      findings(named(image, text)).filter(({ rule }) => rule.origin === "error");
    assert.equal(errors("docker/dockerfile:1.8").length, 1);
    assert.deepEqual(errors("docker/dockerfile:1.7"), []);
  });

  it("without experimental checks refuse the option", () => {
    const text = "# check=experimental=all\nFROM scratch\n";
    for (const version of ["1.8", "1.9"])
      assert.deepEqual(
        refusals(named(`docker/dockerfile:${version}`, text)).map(({ message }) => message),
        ['failed to parse check options: invalid check option "experimental"'],
      );
    for (const version of ["1.7", "1.10"])
      assert.deepEqual(refusals(named(`docker/dockerfile:${version}`, text)), []);
  });
});
