import assert from "node:assert/strict";
import {
  contextKey,
  fullReference,
  isPlainImage,
  parseImageReference,
} from "../../../server/src/stages/model/imageReference";

const SHA256 = `sha256:${"0".repeat(64)}`;
const INVALID = "invalid reference format";
const upperCase = (repository: string) => `${INVALID}: repository name (${repository}) must be lowercase`;

/** References that the builder takes, and their short form. */
const TAKEN: Record<string, string> = {
  a: "a",
  "a:b": "a:b",
  "a:B": "a:B",
  "a:_b": "a:_b",
  "a:1.2-b_c": "a:1.2-b_c",
  [`a:${"b".repeat(128)}`]: `a:${"b".repeat(128)}`,
  "a/b": "a/b",
  "a/b/c/d": "a/b/c/d",
  "a_b/c": "a_b/c",
  "a_b.c/d": "a_b.c/d",
  a__b: "a__b",
  "a---b": "a---b",
  "1.2": "1.2",
  "0": "0",
  "docker.io/a": "a",
  "docker.io/library/a": "a",
  "library/a": "a",
  "docker.io/library/a/b": "library/a/b",
  "index.docker.io/a": "a",
  "index.docker.io/library/a:b": "a:b",
  "docker.io": "docker.io",
  "localhost/a": "localhost/a",
  "LOCALHOST/a": "LOCALHOST/a",
  "Foo/bar": "Foo/bar",
  "a.b/c": "a.b/c",
  "a.b/c:d": "a.b/c:d",
  "a:1/b": "a:1/b",
  "[::1]/a": "[::1]/a",
  "[::1]:5000/a": "[::1]:5000/a",
  [`a@${SHA256}`]: `a@${SHA256}`,
  [`a:b@${SHA256}`]: `a:b@${SHA256}`,
  [`a@sha512:${"0".repeat(128)}`]: `a@sha512:${"0".repeat(128)}`,
  [`a@sha384:${"0".repeat(96)}`]: `a@sha384:${"0".repeat(96)}`,
  ["f".repeat(63)]: "f".repeat(63),
  [`x.io/${"a".repeat(255)}`]: `x.io/${"a".repeat(255)}`,
};

/** References that the builder refuses, and its reason. */
const REFUSED: Record<string, string> = {
  A: upperCase("library/A"),
  aB: upperCase("library/aB"),
  "foo/Bar": upperCase("foo/Bar"),
  "Foo/Bar": upperCase("Bar"),
  "a.b/C": upperCase("C"),
  "A:b": upperCase("library/A"),
  "docker.io/A": upperCase("library/A"),
  "aB/cD:e": upperCase("cD"),
  "": INVALID,
  ":a": INVALID,
  "a:": INVALID,
  "a:b:c": INVALID,
  "a:.b": INVALID,
  "a:-b": INVALID,
  "a:b c": INVALID,
  [`a:${"b".repeat(129)}`]: INVALID,
  "a@": INVALID,
  "a@b": INVALID,
  "@a": INVALID,
  "a@sha256:0": INVALID,
  [`a@sha256:${"g".repeat(64)}`]: INVALID,
  [`a@sha256:${"0".repeat(63)}`]: "invalid checksum digest length",
  [`a@sha256:${"0".repeat(65)}`]: "invalid checksum digest length",
  [`a@sha256:${"A".repeat(64)}`]: "invalid checksum digest format",
  [`a@sha512:${"0".repeat(64)}`]: "invalid checksum digest length",
  [`a@md5:${"0".repeat(32)}`]: "unsupported digest algorithm",
  [`a@sha256+b64:${"0".repeat(64)}`]: "unsupported digest algorithm",
  "a b": INVALID,
  "/a": INVALID,
  "a/": INVALID,
  "a//b": INVALID,
  "./a": INVALID,
  "../a": INVALID,
  "a/./b": INVALID,
  "a.": INVALID,
  "a-": INVALID,
  "-a": INVALID,
  "a..b": INVALID,
  a___b: INVALID,
  "-a.b/c": INVALID,
  "a-.b/c": INVALID,
  "a..b/c": INVALID,
  "a:x/b": INVALID,
  "https://a/b": INVALID,
  "[::g]/a": INVALID,
  $a: INVALID,
  é: INVALID,
  ["f".repeat(64)]: `invalid repository name (${"f".repeat(64)}), cannot specify 64-byte hexadecimal strings`,
  [`x.io/${"a".repeat(256)}`]: "repository name must not be more than 255 characters",
  ["a".repeat(248)]: "repository name must not be more than 255 characters",
};

describe("stages: image references", () => {
  for (const [text, familiar] of Object.entries(TAKEN))
    it(`takes ${text.slice(0, 60)}`, () => {
      const { reference, error } = parseImageReference(text);
      assert.equal(error, null);
      assert.equal(reference.familiar, familiar);
    });

  /** The registry, the repository and the tag of references. */
  const parts: Record<string, [domain: string, repository: string, tag: string | null]> = {
    a: ["docker.io", "library/a", null],
    "a:1": ["docker.io", "library/a", "1"],
    "index.docker.io/a/b:1": ["docker.io", "a/b", "1"],
    "localhost:5000/a/b:1.2": ["localhost:5000", "a/b", "1.2"],
    [`ghcr.io/a/b@${SHA256}`]: ["ghcr.io", "a/b", null],
    [`a.b/c:1@${SHA256}`]: ["a.b", "c", "1"],
  };
  for (const [text, [domain, repository, tag]] of Object.entries(parts))
    it(`takes apart ${text.slice(0, 60)}`, () => {
      const { reference } = parseImageReference(text);
      assert.deepEqual({ ...reference, familiar: "" }, { domain, repository, tag, familiar: "" });
    });

  for (const [text, error] of Object.entries(REFUSED))
    it(`refuses ${text.slice(0, 60)}`, () => {
      assert.deepEqual(parseImageReference(text), { reference: null, error });
    });

  it("sees at a glance no reference that it would refuse", () => {
    for (const text of Object.keys(REFUSED)) assert.equal(isPlainImage(text), false, text);
    for (const text of ["alpine", "node:24-slim", "a.b", "a_b:1"])
      assert.equal(isPlainImage(text), true, text);
  });

  it("has a key for the context that takes the place of an image", () => {
    for (const text of ["a", "a:latest", "docker.io/a", "docker.io/library/a", "index.docker.io/a:latest"])
      assert.equal(contextKey(text), "a", text);
    assert.equal(contextKey("a:3"), "a:3");
    assert.equal(contextKey(`a@${SHA256}`), `a@${SHA256}`);
    assert.equal(contextKey("x.io/a:latest"), "x.io/a");
    assert.equal(contextKey("A"), null);
  });

  it("says in full what a reference leaves out", () => {
    const full: Record<string, string | null> = {
      a: "docker.io/library/a:latest",
      "a:3": "docker.io/library/a:3",
      "a/b": "docker.io/a/b:latest",
      "x.io/a": "x.io/a:latest",
      "localhost:5000/a": "localhost:5000/a:latest",
      "index.docker.io/a:3": "docker.io/library/a:3",
      [`a@${SHA256}`]: `docker.io/library/a@${SHA256}`,
      A: null,
      "": null,
    };
    for (const [text, expected] of Object.entries(full)) assert.equal(fullReference(text), expected, text);
  });
});
