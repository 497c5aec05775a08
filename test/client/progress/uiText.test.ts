import assert from "node:assert/strict";
import { linesOf } from "../../../client/src/progress/sourceLines";
import {
  inLabel,
  inMarkdownLink,
  inNotification,
  safeFileName,
  webAddress,
} from "../../../client/src/progress/uiText";
import { random } from "../../support/random";

/** As VS Code finds links in a notification (its `linkedText.ts`). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

describe("texts of others in the editor", () => {
  it("make no link in a notification", () => {
    for (const text of [
      "[Log in](command:workbench.action.terminal.new)",
      '[a](https://evil.example "t")',
      "[a]\x1b[0m(command:x)",
      "[a]\u202e(command:x)",
      "[a]\0(file:///etc)",
      "[[a]](command:x)",
    ])
      assert.doesNotMatch(inNotification(text), LINK, text);
    for (let seed = 0; seed < 2_000; seed++) {
      const from = random(seed);
      let text = "";
      for (let count = from.below(20); count > 0; count--)
        text += from.pick([
          "[",
          "]",
          "(",
          ")",
          "a",
          "command:x",
          "https://e",
          "\x1b[1m",
          "\x9b",
          "\0",
          "\u202d",
          "\n",
          " ",
        ]);
      assert.doesNotMatch(inNotification(text), LINK, `seed ${seed}`);
    }
  });

  it("draw no icon in a label, and stand on one line", () => {
    assert.equal(inLabel("$(trash) a\n\tb\x1b[31m$\x1b[0m(x)"), "$ (trash) a b$ (x)");
  });

  it("stay as they are where nothing in them is read", () => {
    const text = 'failed to solve: process "/bin/sh -c make [x] (y)" did not complete: exit code 1 ü 日本';
    assert.equal(inNotification(text), text);
    assert.equal(inLabel(text), text);
  });

  const addresses: [text: string | undefined, address: string | undefined][] = [
    ["https://docs.docker.com/go/dockerfile/rule/x/", "https://docs.docker.com/go/dockerfile/rule/x/"],
    ["http://localhost/x", "http://localhost/x"],
    ["command:workbench.action.terminal.sendSequence?%5B%5D", undefined],
    ["javascript:alert(1)", undefined],
    ["file:///etc/passwd", undefined],
    ["vscode://extension/x", undefined],
    ["no address", undefined],
    ["//x", undefined],
    ["", undefined],
    [undefined, undefined],
  ];
  for (const [text, address] of addresses)
    it(`lead to a page, or nowhere: ${text}`, () => {
      assert.equal(webAddress(text), address);
    });

  const names: [name: string, safe: string][] = [
    ["app.conf", "app.conf"],
    ["..\\..\\Startup\\evil.exe", ".._.._Startup_evil.exe"],
    ["a:stream", "a_stream"],
    ["con.txt", "_con.txt"],
    ["LPT1", "_LPT1"],
    ["a\nb\x1b[2Jc\0d", "a bcd"],
    ["cod.\u202etxt.exe", "cod.txt.exe"],
    ["...", "file"],
    ["a. . ", "a"],
    ['<>"|?*', "______"],
  ];
  for (const [name, safe] of names)
    it(`are the name of a file that leads nowhere else: ${JSON.stringify(name)}`, () => {
      assert.equal(safeFileName(name), safe);
    });

  it("do not end the link that they are an argument of", () => {
    const argument = JSON.stringify([{ uri: "file:///a)%20[x](command:evil)/(Dockerfile", stage: 1 }]);
    const written = inMarkdownLink(argument);
    assert.doesNotMatch(written, /[()[\]\s<>]/);
    assert.equal(decodeURIComponent(written), argument);
  });

  it("say lines that a file can have, or none", () => {
    const range = (start: unknown, end: unknown) => [{ start: { line: start }, end: { line: end } }];
    assert.deepEqual(linesOf(range(2, 3)), { first: 2, last: 3 });
    for (const line of [0, -1, 0.5, NaN, Infinity, 1e300, "1", null])
      assert.equal(linesOf(range(line, line)), undefined, String(line));
  });
});
