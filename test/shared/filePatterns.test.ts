import assert from "node:assert/strict";
import {
  WATCHED_PATTERNS,
  hasInlineDockerfile,
  isDockerfileName,
  mayBeAround,
} from "../../server/src/shared/filePatterns";

const DOCKERFILES =
  "Dockerfile a/dockerfile b/Containerfile Dockerfile.dev Dockerfile-dev Dockerfile_dev Containerfile_x api.Dockerfile file:///w/a%20b/api.dockerfile x.containerfile Dockerfile.yml";
const AROUND =
  "compose.yaml a/b.yml docker-bake.hcl file:///w/a%20b/docker-bake.override.json .devcontainer/devcontainer.json Makefile rules.mk build.sh .env package.json .vscode/tasks.json Makefile.ci fly.toml";
const NEITHER =
  "Dockerfiles MyDockerfile README.md main.ts yaml a.yaml.bak package-lock.json compose.yaml/x Makefiles";

/** They are watched with the Dockerfiles, whose patterns they match. */
const SOURCES = "dockerfile_check_test.go a/Dockerfile_lint.py";

describe("the name of a file", () => {
  it("says whether it is a Dockerfile, or may be around one", () => {
    const kinds = (names: string) =>
      names.split(" ").map(name => `${name} ${isDockerfileName(name)} ${mayBeAround(name)}`);
    const all = (names: string, ...are: boolean[]) => names.split(" ").map(name => [name, ...are].join(" "));
    assert.deepEqual(kinds(DOCKERFILES), all(DOCKERFILES, true, false));
    assert.deepEqual(kinds(AROUND), all(AROUND, false, true));
    assert.deepEqual(kinds(NEITHER), all(NEITHER, false, false));
    assert.deepEqual(kinds(SOURCES), all(SOURCES, false, false));
  });
});

describe("the patterns that are watched", () => {
  /** What a pattern of plain groups means; groups with a `*` in them mean nothing, as to Eglot. */
  function expressionOf(pattern: string): RegExp {
    const parts = pattern.match(/\*\*\/|\*|\{[^*{}[\]]+\}|[^*{}[\]]+/g) ?? [];
    assert.equal(parts.join(""), pattern, "a part is none that all editors know");
    const literal = (text: string) => text.replace(/[.]/g, "\\.");
    const sources = parts.map(part =>
      part === "**/"
        ? "(?:.*/)?"
        : part === "*"
          ? "[^/]*"
          : part.startsWith("{")
            ? `(?:${literal(part.slice(1, -1)).replaceAll(",", "|")})`
            : literal(part),
    );
    return new RegExp(`^${sources.join("")}$`);
  }

  it("are understood by all editors, and mean all Dockerfiles and the files around them", () => {
    const expressions = WATCHED_PATTERNS.map(expressionOf);
    const isWatched = (name: string) => expressions.some(each => each.test(name));
    const names = `${DOCKERFILES} ${AROUND}`.split(" ");
    assert.deepEqual(
      names.filter(name => !isWatched(name)),
      [],
    );
    assert.deepEqual(NEITHER.split(" ").filter(isWatched), []);
  });
});

describe("a Dockerfile inside of a file", () => {
  it("has a key of its own in Compose and in bake files", () => {
    assert.ok(hasInlineDockerfile("build:\n  dockerfile_inline: |\n    FROM a\n"));
    assert.ok(hasInlineDockerfile('target "a" { dockerfile-inline = "FROM a" }'));
    assert.ok(!hasInlineDockerfile("build:\n  dockerfile: inline\n"));
  });
});
