import assert from "node:assert/strict";
import { RELEASES, releaseOf } from "../../server/src/ecosystems/debianReleases";
import { NATIVE_PACKAGES, systemNeeds } from "../../server/src/ecosystems/nativePackages";
import type { PackageLanguage } from "../../server/src/ecosystems/nativePackages";
import { packagesIn } from "../../server/src/ecosystems/packageNames";
import { needOfFile, needOfFolder } from "../../server/src/ecosystems/runtimeFolders";
import { SYSTEM_LIBRARIES, libraryOf, runtimePackages } from "../../server/src/ecosystems/systemLibraries";

describe("the table of libraries of the system", () => {
  it("names each package with headers once", () => {
    for (const kind of ["debian", "alpine"] as const) {
      const names = SYSTEM_LIBRARIES.flatMap(({ headers }) => headers[kind]);
      assert.deepEqual(
        names.filter((name, index) => names.indexOf(name) !== index),
        [],
      );
      for (const name of names) assert.match(name, /^[a-z0-9][a-z0-9+.-]*(?:-dev|-multidev|-dev-compat)$/);
    }
  });

  it("names what runs in each release that has the headers, without headers", () => {
    for (const library of SYSTEM_LIBRARIES) {
      const all = RELEASES.flatMap(release => runtimePackages(library, { kind: "debian", release }) ?? []);
      assert.ok(all.length > 0, library.headers.debian[0]);
      for (const name of [...all, ...library.runtime.alpine]) assert.doesNotMatch(name, /-dev$/);
      assert.equal(library.headers.alpine.length > 0, library.runtime.alpine.length > 0);
    }
  });

  it("has the libraries that packages of languages need", () => {
    for (const [language, packages] of Object.entries(NATIVE_PACKAGES))
      for (const [name, { libraries = [], runs }] of Object.entries(packages)) {
        assert.ok(libraries.length > 0 || runs, `${language} ${name}`);
        for (const headers of libraries) assert.ok(libraryOf("debian", headers), `${name}: ${headers}`);
      }
  });
});

/** Files that name packages, a release, and what they need: to build, and to run. */
const NEEDS: readonly (readonly [
  PackageLanguage,
  file: string,
  text: string,
  builds: string,
  runs: string,
])[] = [
  ["python", "requirements.txt", "# psycopg2\nPsycopg2[x]>=2 ; y\n", "libpq-dev", "libpq5"],
  ["python", "requirements.txt", "psycopg2-binary\n", "", ""],
  ["python", "requirements.txt", "-r base.txt\npython_magic\n", "libmagic-dev", "libmagic1t64"],
  [
    "python",
    "pyproject.toml",
    '[project]\ndependencies = [\n  "mysqlclient>=2",\n]',
    "default-libmysqlclient-dev",
    "libmariadb3",
  ],
  [
    "python",
    "Pipfile",
    '[packages]\npycurl = "*"\n',
    "libcurl4-openssl-dev libssl-dev",
    "libcurl4t64 libssl3t64",
  ],
  ["node", "package.json", '{"dependencies":{"@prisma/client":"5"}}', "", "openssl"],
  ["node", "package.json", "{", "", ""],
  ["ruby", "Gemfile.lock", "GEM\n  specs:\n    pg (1.5)\n      mysql2 (1)\n", "libpq-dev", "libpq5"],
  ["ruby", "Gemfile", "gem 'rmagick', '~> 5'\n", "libmagickwand-dev", "libmagickwand-7.q16-10"],
  ["rust", "Cargo.lock", '[[package]]\nname = "libsqlite3-sys"\ndependencies = [\n "cc",\n]\n', "", ""],
  [
    "rust",
    "Cargo.lock",
    '[[package]]\nname = "libsqlite3-sys"\ndependencies = [\n "pkg-config",\n]\n',
    "libsqlite3-dev",
    "libsqlite3-0",
  ],
  [
    "go",
    "go.mod",
    "require (\n\tgithub.com/h2non/bimg v1.1.9\n\tgopkg.in/gographics/imagick.v3 v3.4.2\n)\n",
    "libvips-dev libmagickwand-dev",
    "libvips42t64 libmagickwand-7.q16-10",
  ],
];

describe("what packages need of a system", () => {
  for (const [language, file, text, builds, runs] of NEEDS)
    it(`${file}: ${JSON.stringify(text)}`, () => {
      const needs = systemNeeds(language, packagesIn(language, file, text), {
        kind: "debian",
        release: "trixie",
      });
      assert.deepEqual([needs.builds.join(" "), needs.runs.join(" ")], [builds, runs]);
    });

  it("names the headers where the release is not known", () => {
    const needs = systemNeeds("python", new Map([["python-magic", []]]), { kind: "debian", release: null });
    assert.deepEqual(needs.runs, ["libmagic-dev"]);
  });
});

describe("the release of Debian of an image", () => {
  const TAGS: Readonly<Record<string, string | null>> = {
    "golang 1.22": "bookworm",
    "golang 1.19.9": "bullseye",
    "golang 1.19": "bookworm",
    "golang 1.24.5": "bookworm",
    "golang 1.24": "trixie",
    "golang 1.99": "trixie",
    "golang latest": "trixie",
    "golang ": "trixie",
    "golang 1.22-bullseye": "bullseye",
    "rust 1.70": "bullseye",
    "rust 1": "trixie",
    "python 3.9": "trixie",
    "python 3.9.22": "bookworm",
    "node 16.20": "buster",
    "node 22": "bookworm",
    "eclipse-temurin 21": null,
  };
  for (const [image, release] of Object.entries(TAGS))
    it(image, () => {
      const [repository = "", tag = ""] = image.split(" ");
      assert.equal(releaseOf(repository, tag), release);
    });

  it("is the one before where a package is in no newer one", () => {
    assert.equal(releaseOf("golang", "1.19", ["netcat"]), "bullseye");
    assert.equal(releaseOf("golang", "1.25", ["netcat"]), "bookworm");
  });
});

describe("who needs what lies in a project", () => {
  for (const name of [
    "config",
    "conf",
    "configuration",
    "etc",
    "i18n",
    "lang",
    "locales",
    "migrations",
    "resources",
    "templates",
  ])
    it(`the program: ${name}/`, () => {
      assert.equal(needOfFolder(name), "run");
    });
  for (const name of ["src", "test", ".github", "node_modules", "docs"])
    it(`the build: ${name}/`, () => {
      assert.equal(needOfFolder(name), "build");
    });
  for (const [name, need] of Object.entries({
    "app.yaml": "run",
    "main.go": "build",
    "tsconfig.json": "build",
    x: "unknown",
  }))
    it(`${need}: ${name}`, () => {
      assert.equal(needOfFile(name), need);
    });
});
