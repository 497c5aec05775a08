import assert from "node:assert/strict";
import { isRead, readsOf } from "../../../client/src/context/changedFile";
import { stepInputsAnswer } from "../../../server/src/features/stepInputs";
import { contextFilter } from "../../../server/src/shared/contextFilter";
import { contextOf } from "../../support/feature";

const ALL = [
  "src/a.ts",
  "src/deep/b.ts",
  "src",
  "package.json",
  "docs/x.md",
  "docs",
  "new.txt",
  "out/left.js",
];

describe("a file that has changed", () => {
  const CASES: [about: string, dockerfile: string, read: string[], ignored?: string][] = [
    ["a folder", "COPY src /", ["src/a.ts", "src/deep/b.ts", "src"]],
    ["a file", "COPY package.json /", ["package.json"]],
    ["a pattern, and the folder that holds what it means", "COPY docs/*.md /", ["docs/x.md", "docs"]],
    ["all", "COPY . .", ALL],
    ["all but what is ignored", "COPY . .", ALL.filter(path => path !== "out/left.js"), "out\n"],
    ["all but what is excluded", "COPY --exclude=src . .", ALL.filter(path => !path.startsWith("src"))],
    ["a mount", "RUN --mount=type=bind,source=docs,target=/d x", ["docs/x.md", "docs"]],
    ["nothing", "RUN x", []],
    ["files of a stage alone", "COPY --from=other /src /", []],
    ["whatever a value says that a build knows", "COPY $UNKNOWN /", ALL],
  ];
  for (const [about, instruction, read, ignored = ""] of CASES) {
    it(`is read where ${about} is`, () => {
      const { stages } = stepInputsAnswer(contextOf(`FROM a\n${instruction}\n`), {});
      const reads = readsOf(
        stages.flatMap(({ steps }) => steps),
        null,
      );
      const filter = contextFilter(ignored);
      assert.deepEqual(
        ALL.filter(path => isRead(path, reads, filter)),
        read,
      );
    });
  }

  it("is looked for in each context by itself", () => {
    const { stages } = stepInputsAnswer(contextOf("FROM a\nCOPY --from=lib src /\n"), { contexts: ["lib"] });
    const steps = stages.flatMap(stage => stage.steps);
    assert.equal(isRead("src/a.ts", readsOf(steps, "lib"), contextFilter("")), true);
    assert.equal(isRead("src/a.ts", readsOf(steps, null), contextFilter("")), false);
  });
});
