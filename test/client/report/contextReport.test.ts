import assert from "node:assert/strict";
import type { ContextNode } from "../../../client/src/context/contextTree";
import { contextUse } from "../../../client/src/context/unreadFiles";
import type { ContextPart, ContextReport } from "../../../client/src/report/contextReport";
import { contextReportBody } from "../../../client/src/report/contextReportPage";
import { contextReportJson, contextReportMarkdown } from "../../../client/src/report/contextReportText";
import { stepInputsAnswer } from "../../../server/src/features/stepInputs";
import { contextOf } from "../../support/feature";

const TEXT = "FROM a\nCOPY main.c /\nCOPY --from=lib used.c /\nCOPY --from=img / /\n";
const CONTEXTS = { lib: "/work/lib", "<b>x": "/work/x" };

function part(folder: string, name: string | null, sizes: Record<string, number>): ContextPart {
  const children = Object.entries(sizes).map(([file, bytes]): ContextNode => ({
    ...{ name: file, path: file, kind: "file", ignoredBy: undefined, bytes },
    ...{ files: 1, ignoredBytes: 0, children: undefined },
  }));
  const bytes = children.reduce((sum, child) => sum + child.bytes, 0);
  const root: ContextNode = {
    ...{ name: "", path: "", kind: "folder", ignoredBy: undefined, bytes },
    ...{ files: children.length, ignoredBytes: 0, children },
  };
  const inputs = stepInputsAnswer(contextOf(TEXT), { contexts: [...Object.keys(CONTEXTS), "img"] });
  return {
    folder,
    ignoreFile: undefined,
    tree: { root, isCut: false },
    used: contextUse(root, inputs, name),
  };
}

const REPORT: ContextReport = {
  ...{ file: "Dockerfile", use: "compose.yaml › web", builder: "buildx", hasIgnored: false },
  ...part("/work/app", null, { "main.c": 100, "one.o": 3000, "two.o": 2000 }),
  named: Object.entries(CONTEXTS).map(([name, folder]) => ({
    name,
    ...part(folder, name, { "used.c": 10, "left.o": 5000 }),
  })),
  fetched: { img: "docker-image://alpine" },
};

describe("the page of a build context", () => {
  const { html: page } = contextReportBody(REPORT);

  it("has each named context that is a folder as a tree of its own, and says of the others that nothing is sent", () => {
    assert.match(page, /Named context lib<\/h2>[\s\S]*\/work\/lib[\s\S]*used\.c/);
    assert.match(page, /Named context img: the builder fetches docker-image:\/\/alpine by itself/);
    assert.doesNotMatch(page, /<b>x/);
    assert.match(page, /Named context &lt;b&gt;x/);
  });

  it("numbers what no instruction reads through all of them", () => {
    const rows = [...page.matchAll(/class="step">([^<]*)<[\s\S]*?data-line="(\d+)"/g)];
    assert.deepEqual(
      rows.map(([, path, line]) => [path, line]),
      [
        ["one.o", "0"],
        ["two.o", "1"],
        ["left.o", "2"],
        ["left.o", "3"],
        ["used.c", "4"],
      ],
    );
  });

  it("has no two elements with the same id", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, ids.join());
  });

  it("is exported with them", () => {
    const markdown = contextReportMarkdown(REPORT);
    assert.match(
      markdown,
      /## Named context lib\n\nInstructions read 10 B in 1 file, of 5\.0 kB in 2 files\n/,
    );
    const json = JSON.parse(contextReportJson(REPORT)) as { namedContexts: Record<string, unknown>[] };
    assert.deepEqual(
      json.namedContexts.map(({ name, folder, place }) => [name, folder ?? place]),
      [
        ["lib", "/work/lib"],
        ["<b>x", "/work/x"],
        ["img", "docker-image://alpine"],
      ],
    );
    assert.deepEqual(json.namedContexts[0]?.unread, [{ path: "left.o", bytes: 5000 }]);
  });
});
