/** The page of a stage graph by itself, in the browser: what hostile names make of it, its list, its keys. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { graphBody } from "../../../client/src/views/graph/graphPage";
import { page as pageAround } from "../../../client/src/report/page";
import { openBrowser } from "../../../scripts/vscode/chromium";
import { graphAnswer } from "../../../server/src/features/graph";
import type { GraphAnswer } from "../../../server/src/protocol";
import { contextOf } from "../../support/feature";

const ROOT = join(__dirname, "../../..");
const NONCE = "test";
const TEXT =
  "FROM golang AS build\nFROM alpine AS test\nCOPY --from=build /a /b\nFROM scratch\nCOPY --from=build /a /b\n";
const HOSTILE = [
  "</script><script>hacked = true</script>",
  '"><img src=x onerror="hacked = true">',
  "</text></svg><iframe srcdoc=x></iframe>",
  "a\u202Eb\u0000c",
  "&lt;b&gt;",
];

/** What the page has told the extension. */
declare const sent: { kind: string; id?: string; stage?: number }[];

describe("the page of a stage graph, in the browser", () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await openBrowser();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    const [script, style] = ["dist/pages/graph.js", "media/pages/graph.css"].map(path =>
      readFileSync(join(ROOT, path), "utf8"),
    );
    await page.route("http://page/**", route => {
      const { pathname } = new URL(route.request().url());
      if (pathname === "/graph.js")
        return route.fulfill({ body: script ?? "", contentType: "text/javascript" });
      if (pathname === "/graph.css") return route.fulfill({ body: style ?? "", contentType: "text/css" });
      const html = pageAround({
        title: "Stages",
        language: "en",
        body: graphBody(),
        style: "/graph.css",
        script: "/graph.js",
        nonce: NONCE,
        pictures: "blob:",
      });
      return route.fulfill({ body: html, contentType: "text/html" });
    });
    await page.addInitScript(
      "globalThis.sent = []; globalThis.acquireVsCodeApi = () => ({ postMessage: message => sent.push(message), setState() {} });",
    );
    await page.goto("http://page/");
  });
  afterEach(() => page.close());
  after(() => browser.close());

  const show = async (graph: GraphAnswer, canBuild = true) => {
    const saved = { uri: "file:///Dockerfile" };
    const message = { kind: "graph", graph, uri: saved.uri, title: "", canBuild, note: "", saved };
    await page.evaluate(data => {
      window.postMessage(data, "*");
    }, message);
    await page.locator(".node").first().waitFor();
  };
  const told = () => page.evaluate(() => sent);
  const graphOf = (text = TEXT) => graphAnswer(contextOf(text), {});

  for (const name of HOSTILE)
    it(`has nothing of ${JSON.stringify(name)} but text`, async () => {
      const graph = graphOf();
      await show(graph);
      const tags = () =>
        page.evaluate(() =>
          [...new Set([...document.querySelectorAll("*")].map(({ tagName }) => tagName))].sort(),
        );
      const before = await tags();
      const hostile = graph.nodes.map(node => ({
        ...node,
        label: name,
        detail: name,
        sentence: name,
        note: name,
      }));
      await show({ ...graph, nodes: hostile });
      await page.evaluate(
        blocks => {
          window.postMessage({ kind: "card", id: "stage 0", blocks }, "*");
        },
        [{ kind: "paragraph", lines: [[{ text: name, style: "code" }]] }],
      );
      await page
        .locator("#list li", { hasText: name.replace("\u0000", "").slice(0, 1) })
        .first()
        .waitFor();
      assert.deepEqual(await tags(), before);
      assert.equal(await page.evaluate(() => "hacked" in globalThis), false);
      const menu = await page.locator(".node").first().getAttribute("data-vscode-context");
      assert.equal((JSON.parse(menu ?? "") as { webviewSection: string }).webviewSection, "stage");
    });

  it("says in its list and to screen readers what it draws, with the states", async () => {
    const graph = graphOf();
    await show(graph);
    await page.evaluate(() => {
      window.postMessage({ kind: "states", states: { 0: { state: "failed", text: "✗ failed" } } }, "*");
    });
    await page.locator(".node[data-state=failed]").waitFor();
    const sentences = graph.nodes.map(({ sentence }, index) =>
      index === 0 ? `${sentence}; ✗ failed` : sentence,
    );
    assert.deepEqual(await page.locator("#list li").allTextContents(), sentences);
    assert.deepEqual(
      await page.locator(".node").evaluateAll(all => all.map(node => node.getAttribute("aria-label"))),
      sentences,
    );
    await page.locator("#as-list").click();
    await page.locator("#list button").first().click();
    assert.deepEqual((await told()).at(-1), { kind: "reveal", id: "stage 0", takeFocus: false });
  });

  it("has one tab stop, which arrows move along the edges; Enter builds, Space shows the code", async () => {
    await show(graphOf());
    assert.equal(await page.locator('.node[tabindex="0"]').count(), 1);
    await page.locator(".node").first().focus();
    const isAcross = await page.evaluate(() => {
      const [first, second] = ["stage 0", "stage 1"].map(id =>
        document.querySelector(`[data-id="${id}"]`)?.getBoundingClientRect(),
      );
      return (second?.left ?? 0) >= (first?.right ?? 0);
    });
    await page.keyboard.press(isAcross ? "ArrowLeft" : "ArrowUp");
    assert.equal(await page.locator(":focus").getAttribute("data-id"), "image golang");
    await page.keyboard.press("Enter");
    await page.keyboard.press(isAcross ? "ArrowRight" : "ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press(" ");
    assert.deepEqual(
      (await told()).filter(({ kind }) => kind !== "ready" && kind !== "card"),
      [
        { kind: "reveal", id: "image golang", takeFocus: true },
        { kind: "build", stage: 0 },
        { kind: "reveal", id: "stage 0", takeFocus: true },
      ],
    );
  });

  it("builds nothing where nothing can be built", async () => {
    await show(graphOf(), false);
    await page.locator('[data-id="stage 0"]').dblclick();
    assert.ok((await told()).every(({ kind }) => kind !== "build"));
  });

  it("keeps its places where an edit changes nothing of what is drawn", async () => {
    await show(graphOf());
    const places = () =>
      page.locator(".node").evaluateAll(all => all.map(node => node.getAttribute("transform")));
    const before = await places();
    await show(graphOf(`# a comment\n${TEXT}`));
    assert.deepEqual(await places(), before);
  });

  it("makes pictures of itself under its policy", async () => {
    await show(graphOf());
    await page.locator("#export summary").click();
    await page.locator('[data-action="save"][data-format="png"]').click();
    await page.waitForFunction(() => sent.some(({ kind }) => kind === "save"));
    const [saved] = (await page.evaluate(() => sent)).filter(({ kind }) => kind === "save") as unknown as {
      data: string;
    }[];
    assert.equal(
      Buffer.from(saved?.data ?? "", "base64")
        .subarray(1, 4)
        .toString(),
      "PNG",
    );
  });
});
