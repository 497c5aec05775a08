import assert from "node:assert/strict";
import { documentLinks } from "../../server/src/features/documentLinks";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { contextOf } from "../support/feature";
import { DRESSES, PLACES } from "./places";

/** The links of a text: what they stand on, and where they go. */
function links(text: string, registries: Record<string, string> = {}): [string, string | undefined][] {
  const context = contextOf(text, {
    ...DEFAULT_SETTINGS,
    build: { context: "", contexts: { assets: "./assets" }, platforms: [] },
    documentLinks: { registries },
  });
  return documentLinks(context, false).map(({ range, target }) => [context.document.getText(range), target]);
}

const DIGEST = `sha256:${"0".repeat(64)}`;
const HUB = "https://hub.docker.com";

describe("links of images", () => {
  for (const [dress, wear] of Object.entries(DRESSES))
    describe(dress, () => {
      for (const { title, form, instruction } of PLACES)
        it(`stand on an image and on no stage: ${title}`, () => {
          const inStage = form === "FROM" ? "" : "FROM scratch\n";
          const text = (name: string) =>
            wear(`FROM scratch AS first\n${inStage}${instruction.replace("@", name)}\n`);
          assert.deepEqual(links(text("a/b:1")), [["a/b:1", `${HUB}/r/a/b`]]);
          assert.deepEqual(links(text("first")), []);
        });
    });

  const pages: Record<string, string> = {
    golang: `${HUB}/_/golang`,
    "golang:1.22": `${HUB}/_/golang`,
    "library/golang:1.22": `${HUB}/_/golang`,
    "docker.io/golang": `${HUB}/_/golang`,
    "docker.io/a/b:1": `${HUB}/r/a/b`,
    [`a/b@${DIGEST}`]: `${HUB}/r/a/b`,
    "ghcr.io/a/b:1": "https://ghcr.io/a/b",
    "mcr.microsoft.com/dotnet/sdk:8.0": "https://mcr.microsoft.com/artifact/mar/dotnet/sdk",
    "quay.io/a/b:1": "https://quay.io/repository/a/b",
  };
  for (const [image, page] of Object.entries(pages))
    it(`go from ${image.slice(0, 40)} to its page`, () => {
      assert.deepEqual(links(`FROM ${image} AS x\n`), [[image, page]]);
    });

  const nothing: Record<string, string> = {
    scratch: "FROM scratch\n",
    "a registry that nobody knows": "FROM example.com/a/b\n",
    "an argument without a default": "ARG V\nFROM golang:$V\n",
    "an argument without a default behind a name": "ARG V\nFROM golang$V\n",
    "a variable that nobody declares": "FROM $NOBODY\n",
    "a variable in --from": "FROM scratch\nCOPY --from=$X /a /b\n",
    "what is no reference": "FROM Golang\nCOPY --from=a:b:c /a /b\n",
    "a named context": "FROM assets\nCOPY --from=assets /a /b\nRUN --mount=from=assets,target=/m x\n",
    "an index": "FROM scratch\nCOPY --from=0 /a /b\nCOPY --from=9 /a /b\n",
    "comments, heredocs and what a shell gets":
      "# FROM golang\nFROM scratch\nRUN x --from=golang <<EOF\nFROM golang\nEOF\n",
    "no base": "FROM \nFROM",
  };
  for (const [title, text] of Object.entries(nothing))
    it(`are none on ${title}`, () => {
      assert.deepEqual(links(text), []);
    });

  it("fill in the variables that the file gives", () => {
    const text = "ARG IMAGE=a/b\nFROM ${IMAGE}:1\n";
    assert.deepEqual(links(text), [["${IMAGE}:1", `${HUB}/r/a/b`]]);
  });

  it("stand on the frontend of a directive", () => {
    const text = "# syntax=docker/dockerfile:1.7-labs\nFROM scratch\n";
    assert.deepEqual(links(text), [["docker/dockerfile:1.7-labs", `${HUB}/r/docker/dockerfile`]]);
    assert.deepEqual(links("# syntax = a/b x=y\r\nFROM scratch\r\n"), [["a/b", `${HUB}/r/a/b`]]);
    assert.deepEqual(links("FROM scratch\n# syntax=a/b\n"), []);
  });

  it("go to registries of one's own", () => {
    const own = {
      "Registry.example.com:5000": "https://registry.example.com/{repository}/{tag}?{repository}",
      "docker.io": "https://hub.example.com/{repository}",
      "ghcr.io": "command:whatever",
    };
    const text =
      `FROM registry.example.com:5000/a/b:1\nFROM registry.example.com:5000/a\n` +
      `FROM alpine\nFROM ghcr.io/a/b\nFROM registry.example.com/a\n`;
    assert.deepEqual(
      links(text, own).map(([, target]) => target),
      [
        "https://registry.example.com/a/b/1?a/b",
        "https://registry.example.com/a/latest?a",
        "https://hub.example.com/library/alpine",
      ],
    );
  });

  it("say what they open, to clients that show it", () => {
    const context = contextOf("FROM docker.io/library/alpine:3\n");
    assert.equal(documentLinks(context, true)[0]?.tooltip, "Open the page of alpine:3");
    assert.equal(documentLinks(context, false)[0]?.tooltip, undefined);
  });
});
