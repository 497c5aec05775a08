import assert from "node:assert/strict";
import type { CallHierarchyItem, Range } from "vscode-languageserver-protocol";
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from "../../server/src/features/callHierarchy";
import type { FeatureContext } from "../../server/src/features/context";
import { URI, contextOf } from "../support/feature";
import { cursor } from "../support/marked";
import { DRESSES, PLACES } from "./places";

function itemAt(markedText: string): { context: FeatureContext; item: CallHierarchyItem | undefined } {
  const { text, offset } = cursor(markedText);
  const context = contextOf(text);
  const items = prepareCallHierarchy(context, context.document.positionAt(offset)) ?? [];
  assert.ok(items.length <= 1);
  return { context, item: items[0] };
}

/** `name` with `line:character text` of each token, for the calls of the stage at the cursor. */
function calls(markedText: string): { incoming: string[]; outgoing: string[] } {
  const { context, item } = itemAt(markedText);
  assert.ok(item);
  const say = (other: CallHierarchyItem, ranges: Range[]) =>
    [
      other.name,
      ...ranges.map(
        range => `${range.start.line}:${range.start.character} ${context.document.getText(range)}`,
      ),
    ].join(", ");
  return {
    incoming: (incomingCalls(context, item) ?? []).map(call => say(call.from, call.fromRanges)),
    outgoing: (outgoingCalls(context, item) ?? []).map(call => say(call.to, call.fromRanges)),
  };
}

const FILE = `FROM alpine AS Base
RUN true
FROM base AS tools
COPY --from=BASE /a /b
FROM scratch
RUN --mount=from=tools,target=/m --mount=type=cache,from=base,target=/c x
COPY --from=1 /a /b
`;

function at(file: string, cut: string): string {
  assert.ok(file.includes(cut.replace("|", "")), cut);
  return file.replace(cut.replace("|", ""), cut.replace("|", "<|>"));
}

describe("call hierarchy of stages", () => {
  it("has a stage for an item, from its name, its FROM and its references", () => {
    const range = (...[line, character, endLine, end]: [number, number, number, number]) => ({
      start: { line, character },
      end: { line: endLine, character: end },
    });
    const { item } = itemAt(at(FILE, "AS Ba|se"));
    assert.ok(item);
    assert.deepEqual(
      { ...item, data: null },
      {
        name: "Base",
        kind: 2,
        detail: "alpine",
        data: null,
        uri: URI,
        range: range(0, 0, 1, 8),
        selectionRange: range(0, 15, 0, 19),
      },
    );
    for (const cut of ["FRO|M alpine", "alp|ine", "FROM ba|se", "from=BA|SE", "from=ba|se"])
      assert.deepEqual(itemAt(at(FILE, cut)).item, item, cut);
    const unnamed = itemAt(at(FILE, "FROM |scratch")).item;
    assert.deepEqual([unnamed?.name, unnamed?.detail], ["stage-2", "scratch"]);
    assert.deepEqual(unnamed?.selectionRange, range(4, 0, 4, 4));
    for (const cut of ["RUN t|rue", "/a |/b", "COPY| --from=B"])
      assert.equal(itemAt(at(FILE, cut)).item, undefined, cut);
    assert.equal(itemAt("<|>").item, undefined);
  });

  it("goes up to what needs a stage, and down to what it needs", () => {
    assert.deepEqual(calls(at(FILE, "AS |Base")), {
      incoming: ["tools, 2:5 base, 3:12 BASE", "stage-2, 5:57 base"],
      outgoing: [],
    });
    assert.deepEqual(calls(at(FILE, "AS |tools")), {
      incoming: ["stage-2, 5:17 tools, 6:12 1"],
      outgoing: ["Base, 2:5 base, 3:12 BASE"],
    });
    assert.deepEqual(calls(at(FILE, "FROM |scratch")), {
      incoming: [],
      outgoing: ["Base, 5:57 base", "tools, 5:17 tools, 6:12 1"],
    });
  });

  it("counts what ONBUILD holds back for the stages that trigger it, else for its holder", () => {
    const held = "FROM a AS x\nFROM b AS holder\nONBUILD COPY --from=x /a /b\n";
    assert.deepEqual(calls(at(held, "AS |x")).incoming, ["holder, 2:20 x"]);
    assert.deepEqual(calls(at(`${held}FROM holder AS user\n`, "AS |x")).incoming, ["user, 2:20 x"]);
    assert.deepEqual(calls(at(`${held}FROM holder AS user\n`, "AS |user")).outgoing, [
      "x, 2:20 x",
      "holder, 3:5 holder",
    ]);
  });

  it("knows the stage that mounts need without naming it", () => {
    const file = "FROM a AS scratch\nFROM b AS x\nRUN --mount=type=cache,target=/c y\n";
    assert.deepEqual(calls(at(file, "AS |scratch")).incoming, ["x, 2:0 RUN"]);
  });

  it("comes back from circles and from stages that need themselves", () => {
    const file = "FROM a AS x\nCOPY --from=y /a /b\nCOPY --from=x /a /b\nFROM b AS y\nCOPY --from=x /a /b\n";
    assert.deepEqual(calls(at(file, "AS |x")), {
      incoming: ["x, 2:12 x", "y, 4:12 x"],
      outgoing: ["x, 2:12 x", "y, 1:12 y"],
    });
  });

  it("finds a stage again after an edit, by its name or where it stands, or not at all", () => {
    const item = itemAt(at(FILE, "AS |tools")).item;
    const unnamed = itemAt(at(FILE, "FROM |scratch")).item;
    assert.ok(item && unnamed);
    const named = (text: string, of: CallHierarchyItem) =>
      incomingCalls(contextOf(text), of)?.map(({ from }) => from.name) ?? null;
    assert.deepEqual(named(`FROM x AS new\n${FILE}`.replace("from=1", "from=2"), item), ["stage-3"]);
    assert.deepEqual(named(FILE.replace("AS tools", "AS Tools"), item), ["stage-2"]);
    assert.equal(named(FILE.replaceAll("tools", "things"), item), null);
    assert.deepEqual(
      named(`${FILE}FROM x AS tools\n`, item),
      ["stage-2"],
      "that which stands where it stood",
    );
    assert.equal(
      named(`FROM x AS tools\nFROM y\n${FILE.replace("tools", "others")}FROM x AS tools\n`, item),
      null,
    );
    assert.deepEqual(named(FILE, unnamed), []);
    assert.equal(named(`FROM x AS new\n${FILE}`, unnamed), null);
    for (const data of [
      undefined,
      null,
      1,
      "x",
      [],
      { index: "0", name: 1 },
      { index: 99, name: "", base: "" },
    ]) {
      assert.equal(incomingCalls(contextOf(FILE), { ...item, data }), null);
      assert.equal(outgoingCalls(contextOf(FILE), { ...item, data }), null);
    }
  });

  for (const [dress, wear] of Object.entries(DRESSES))
    it(`stands at the tokens of every form: ${dress}`, () => {
      for (const { title, form, instruction } of PLACES) {
        const inStage = form === "FROM" ? "" : "FROM busybox AS current\n";
        const file = wear(`FROM alpine AS first<|>\n${inStage}${instruction.replace("@", "first")}\n`);
        const { context, item } = itemAt(file);
        assert.ok(item, title);
        const [call, ...more] = incomingCalls(context, item) ?? [];
        assert.ok(call && more.length === 0, title);
        assert.deepEqual(
          call.fromRanges.map(range => context.document.getText(range)),
          ["first"],
          title,
        );
        const [needed] = outgoingCalls(context, call.from) ?? [];
        assert.deepEqual(needed, { to: item, fromRanges: call.fromRanges }, title);
      }
    });
});
