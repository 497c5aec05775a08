import assert from "node:assert/strict";
import { createSanitizer, plainText, sanitize } from "../../../client/src/engine/terminalText";
import { random, type Random } from "../../support/random";

const ESC = "\x1b";
const BELL = "\x07";

describe("text of a build that reaches a terminal", () => {
  const passes: [what: string, text: string][] = [
    ["plain text", "compiling ü € 😀 \u202f日本語"],
    ["lines, tabs, and lines that are written over", "a\tb\r\n10%\r50%\r100%\n"],
    [
      "colours and styles",
      `${ESC}[m${ESC}[0m${ESC}[1;31mred${ESC}[39m${ESC}[38;2;1;2;3mx${ESC}[4:3m${ESC}[0m`,
    ],
    ["a lone surrogate", "a\ud800b"],
  ];
  for (const [what, text] of passes)
    it(`keeps ${what}`, () => {
      assert.equal(sanitize(text), text);
    });

  const drops: [what: string, text: string, rest: string][] = [
    ["the clipboard", `a${ESC}]52;c;ZXZpbA==${BELL}b`, "ab"],
    ["the clipboard, ended by ST", `a${ESC}]52;c;ZXZpbA==${ESC}\\b`, "ab"],
    ["a title", `${ESC}]0;root@prod${BELL}x`, "x"],
    ["a hyperlink, whose text stays", `${ESC}]8;;https://evil.example${BELL}docs${ESC}]8;;${BELL}`, "docs"],
    ["a working folder", `${ESC}]7;file:///etc${BELL}x`, "x"],
    ["a shell integration mark of VS Code", `${ESC}]633;E;rm -rf ~${BELL}x`, "x"],
    ["an inline image", `${ESC}]1337;File=inline=1:AAAA${BELL}x`, "x"],
    ["moves of the cursor", `a${ESC}[2Ab${ESC}[1Gc${ESC}[10;10Hd`, "abcd"],
    ["what clears", `a${ESC}[2Jb${ESC}[Kc${ESC}[3Jd`, "abcd"],
    ["modes: another screen, mouse, bracketed paste", `${ESC}[?1049h${ESC}[?1000h${ESC}[?2004hx`, "x"],
    ["questions that the terminal would answer", `${ESC}[c${ESC}[6n${ESC}[>qx${ESC}P$q"p${ESC}\\y`, "xy"],
    ["what ends with m and is no colour", `${ESC}[>4;2ma${ESC}[?4mb${ESC}[1 mc${ESC}[1$md`, "abcd"],
    [
      "DCS, SOS, PM and APC",
      `${ESC}Pq#0~${ESC}\\a${ESC}Xs${ESC}\\b${ESC}^p${ESC}\\c${ESC}_a${ESC}\\d`,
      "abcd",
    ],
    ["a bell inside a DCS", `${ESC}Pa${BELL}b${ESC}\\c`, "c"],
    ["a reset", `${ESC}ca${ESC}#8b${ESC}(0c${ESC}7d`, "abcd"],
    ["controls of one character", "a\0b\bc\vd\fe\x0ef\x7fg\x84h\x85i", "abcdefghi"],
    ["C1 forms of the same", "a\x9d52;c;ZQ==\x9cb\x9b2Jc\x90q\x9cd\x9f?\x9ce", "abcde"],
    ["a sequence that another one interrupts", `a${ESC}[3${ESC}]0;t${BELL}b`, "ab"],
    ["a sequence that was cancelled", `a${ESC}[3\x18mb${ESC}]0;t\x1ac`, "ambc"],
    ["a sequence without an end", `a${ESC}[3`, "a"],
    ["controls inside a colour, which stays", `${ESC}[3\x07\b1mx`, `${ESC}[31mx`],
    ["parameters without an end", `${ESC}[${"1;".repeat(1_000)}mx`, "x"],
  ];
  for (const [what, text, rest] of drops)
    it(`drops ${what}`, () => {
      assert.equal(sanitize(text), rest);
    });

  it("keeps a colour in its C1 form as the same colour", () => {
    assert.equal(sanitize("\x9b31mred"), `${ESC}[31mred`);
  });

  it("shows the lines below what looks like a sequence and never ends", () => {
    for (const opened of [`${ESC}]0;`, `${ESC}P`, `${ESC}_`, `${ESC}[`, ESC, "\x9d", "\x90", "\x9b"])
      assert.equal(sanitize(`a${opened}b\nERROR: why it failed\n`).split("\n")[1], "ERROR: why it failed");
  });

  it("has no colours where there is no terminal", () => {
    assert.equal(plainText(`${ESC}[31mred${ESC}[0m \x9b1mbold${ESC}]0;t${BELL}\n`), "red bold\n");
  });
});

describe("properties of the sanitizer", () => {
  const texts = Array.from({ length: 3_000 }, (_, seed) => ({ seed, text: stream(random(seed)) }));

  it("lets nothing pass but text, line control and colours", () => {
    for (const { seed, text } of texts) {
      // eslint-disable-next-line no-control-regex -- they are what is looked for
      const left = sanitize(text).replace(/\x1b\[[0-9;:]{0,160}m/g, "");
      // eslint-disable-next-line no-control-regex -- they are what is looked for
      assert.doesNotMatch(left, /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/, `seed ${seed}`);
    }
  });

  it("gives the same in whatever pieces the text comes", () => {
    for (const { seed, text } of texts) {
      const from = random(seed + 1);
      const take = createSanitizer();
      let shown = "";
      for (let at = 0; at < text.length;) {
        const end = at + 1 + from.below(5);
        shown += take(text.slice(at, end));
        at = end;
      }
      assert.equal(shown, sanitize(text), `seed ${seed}`);
    }
  });

  it("changes nothing at the second time", () => {
    for (const { seed, text } of texts) {
      const once = sanitize(text);
      assert.equal(sanitize(once), once, `seed ${seed}`);
    }
  });

  it("keeps all printable text and all colours between whole sequences, in order", () => {
    for (let seed = 0; seed < 3_000; seed++) {
      const from = random(seed);
      let text = "";
      let kept = "";
      for (let count = from.below(30); count > 0; count--) {
        const isKept = from.below(2) === 0;
        const part = isKept ? from.pick(KEPT) : from.pick(WHOLE);
        text += part;
        if (isKept) kept += part;
      }
      assert.equal(sanitize(text), kept, `seed ${seed}: ${JSON.stringify(text)}`);
    }
  });
});

const KEPT = [
  "word",
  "ü",
  "😀",
  " ",
  "\n",
  "\r\n",
  "\t",
  `${ESC}[31m`,
  `${ESC}[0m`,
  `${ESC}[38;5;7m`,
  "[31m",
  "]0;",
];
const WHOLE = [
  `${ESC}]52;c;ZQ==${BELL}`,
  `${ESC}]8;;http://x${ESC}\\`,
  `${ESC}[2J`,
  `${ESC}[?25l`,
  `${ESC}[>4;1m`,
  `${ESC}Pq~${ESC}\\`,
  `${ESC}_G;AA${ESC}\\`,
  `${ESC}c`,
  `${ESC}(B`,
  "\x9b5A",
  "\x9d0;t\x9c",
  "\b",
  "\0",
  "\x7f",
  "\x85",
];

/** Pieces of sequences and of text, in any order. */
function stream(from: Random): string {
  const parts = [
    ESC,
    "\x9b",
    "\x9d",
    "\x90",
    "\x9c",
    BELL,
    "[",
    "]",
    "P",
    "_",
    "\\",
    "m",
    "31",
    ";",
    ":",
    "?",
    ">",
    " ",
    "$",
  ];
  const more = [
    "\n",
    "\r",
    "\t",
    "\b",
    "\0",
    "\x18",
    "\x7f",
    "\x85",
    "a",
    "Z",
    "ü",
    "😀",
    "\ud800",
    `${ESC}[1;31m`,
  ];
  let text = "";
  for (let count = from.below(60); count > 0; count--) text += from.pick([...parts, ...more]);
  return text;
}
