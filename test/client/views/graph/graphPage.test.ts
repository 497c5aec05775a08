import assert from "node:assert/strict";
import { graphBody } from "../../../../client/src/views/graph/graphPage";
import { withoutIcons } from "../../../../client/src/views/graph/plainState";
import { readMessage, readSaved } from "../../../../client/src/views/graph/readMessage";
import { page } from "../../../../client/src/report/page";

describe("what the page of a graph says", () => {
  for (const message of [
    { kind: "ready" },
    { kind: "insert" },
    { kind: "reveal", id: "stage 0", takeFocus: true },
    { kind: "revealEdge", edge: 3 },
    { kind: "build", stage: 0 },
    { kind: "card", id: "image x" },
    { kind: "target", stage: null },
    { kind: "target", stage: 2 },
    { kind: "save", format: "svg", data: "<svg/>" },
    { kind: "copy", format: "dot", data: "" },
  ])
    it(`is read: ${JSON.stringify(message)}`, () => {
      assert.deepEqual(readMessage(message), message);
    });

  for (const message of [
    undefined,
    null,
    "ready",
    {},
    { kind: "run" },
    { kind: "reveal", id: 1 },
    { kind: "build", stage: -1 },
    { kind: "build", stage: 0.5 },
    { kind: "build", stage: "0" },
    { kind: "target" },
    { kind: "save", format: "exe", data: "" },
    { kind: "save", format: "svg" },
    { kind: "constructor" },
  ])
    it(`is refused: ${JSON.stringify(message)}`, () => {
      assert.equal(readMessage(message), undefined);
    });

  it("is kept over a reload, and nothing else is", () => {
    assert.deepEqual(readSaved({ uri: "file:///a", target: "x", more: 1 }), {
      uri: "file:///a",
      target: "x",
    });
    assert.deepEqual(readSaved({ uri: "file:///a", target: 1 }), { uri: "file:///a" });
    for (const value of [undefined, null, "", {}, { uri: "" }, { uri: 1 }])
      assert.equal(readSaved(value), undefined);
  });
});

describe("the page of a graph", () => {
  it("lets nothing be loaded or run but its own script and style, and pictures that it has made", () => {
    const { html } = {
      html: page({
        title: "</title><script>alert(1)</script>",
        language: "en",
        body: graphBody(),
        style: "style.css",
        script: "script.js",
        nonce: "abc",
        pictures: "blob:",
      }),
    };
    assert.match(
      html,
      /content="default-src &#39;none&#39;; style-src &#39;nonce-abc&#39;; script-src &#39;nonce-abc&#39;; img-src blob:"/,
    );
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, / style="| on\w+="/);
  });

  it("has a name for every tool", () => {
    const { html } = graphBody();
    for (const [button] of html.matchAll(/<button[^>]*>\s*[^<]*/g))
      assert.match(button, /aria-label="[^"]+"|>\s*\S/);
  });
});

describe("a state without icons", () => {
  for (const [lens, plain] of [
    ["$(check)\u00a0built 2 min ago · 18 s · 41 MB", "✓ built 2 min ago · 18 s · 41 MB"],
    ["$(loading)\u00a0building 3/7 · 12 s", "▸ building 3/7 · 12 s"],
    ["$(clock)\u00a0waiting", "… waiting"],
    ["$(unknown-icon) text", "text"],
    ["no icon", "no icon"],
  ] as const)
    it(plain, () => {
      assert.equal(withoutIcons(lens), plain);
    });
});
