import assert from "node:assert/strict";
import test from "node:test";
import { compilePalette } from "../src/palette.js";

test("light colours get black text, dark ones white", () => {
  const palette = compilePalette("name,code\nivory,#fffff0\nindigo,#4b0082\n");
  assert.equal(palette.ivory.text, "#000000");
  assert.equal(palette.indigo.text, "#ffffff");
});

test("the contrast is the one of the guidelines", () => {
  const palette = compilePalette("name,code\nwhite,#ffffff\nteal,#008080\n");
  assert.equal(palette.white.contrast, 21);
  assert.equal(palette.teal.contrast, 4.77);
});

test("a code that is no colour stops the build", () => {
  assert.throws(() => compilePalette("name,code\nteal,green-blue\n"), /teal: "green-blue" is not a colour/);
});
