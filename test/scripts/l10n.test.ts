import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { bundle, placesIn, readSource, sourceFiles, textsOf } from "../../scripts/l10n";
import ts from "typescript";
import { RULES } from "../../server/src/rules/registry";
import { earlyTexts, strayTexts } from "./strayTexts";
import type { StrayText } from "./strayTexts";

const ROOT = join(__dirname, "../..");

function readTexts(path: string): Record<string, string> {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Record<string, string>;
}

/** The translations of a bundle, by their languages. */
function translations(folder: string, name: RegExp): [language: string, path: string][] {
  return readdirSync(join(ROOT, folder)).flatMap(file => {
    const language = name.exec(file)?.[1];
    return language === undefined ? [] : [[language, join(folder, file)] as [string, string]];
  });
}

/**
 * What people read in English whatever their language, or do not read at all. By the files and by the texts, each with the
 * reason.
 */
const NOT_OURS: readonly (readonly [files: RegExp, texts: RegExp, why: string])[] = [
  [
    /^server\/src\/(?:cli\/|cli(?:Thread)?\.ts|workspace\/projectFile\.ts)/,
    /./,
    "the command line, which is English as that of Docker is: its output is read by programs and searched for",
  ],
  [/^server\/src\/dockerfile\//, /^(?!\p{Lu}\p{Ll}+ )/u, "the builder's words for what it cannot read"],
  [
    /^server\/src\/stages\/model\/(?:buildPlatforms|buildValues|checkOptions|frontendFeatures|imageReference|lexedVariables|platform|suggest)\.ts/,
    /./,
    "the builder's words",
  ],
  [/^server\/src\/stages\/model\/officialImages\.ts/, /./, "names of images"],
  [
    /^server\/src\/rules\/facts\/(?:argumentsFault|deviceError|duration|flagError|heredocRefusal|int32|mountOptions|portSpec|sourceRefusal)\.ts/,
    /./,
    "the builder's words",
  ],
  [
    /^server\/src\/(?:\w+|(?:serve|workspace|transport)\/\w+)\.ts/,
    /./,
    "the log, errors of the protocol, and the usage on a command line",
  ],
  [/./, /^(?:#.*\n|\n)*(?:FROM|ARG|COPY|ENV|RUN) /, "lines of a Dockerfile"],
  [
    /(?:facts\/(?:installedPackages|pathsAtRoot|bareImages|copiedPackages)|own\/dependencyNotCopied)\.ts/,
    /^[a-z./…]/,
    "commands, and names of files and programs",
  ],
  [/./, /^(?:Dockerfile|Cargo|Maven|Gradle|Markdown|Mermaid|docker buildx|docker build)$/, "names of things"],
  [/^server\/src\/features\/basics\/keywords\.ts/, /^NONE$/, "a word of HEALTHCHECK"],
  [/./, /^Dockerfile Stages$/, "our own name"],
  [
    /^client\/src\/build\//,
    /^(?:BuildKit check|Dockerfile Stages build)$/,
    "sources of diagnostics, which filters name",
  ],
  [/buildTask\.ts/, /^last stage$/, "the name of a task, by which tasks.json and keys find it"],
  [/(?:createRequest|secrets|targetValue)\.ts/, /^build\.[\w…]+$/, "keys of settings"],
  [/client\/src\/engine\//, /^[A-Z][a-z]+$/, "what engines call the fields of their answers"],
  [/sequentialProgress\.ts/, /Using cache/, "what an engine prints"],
  [/report\/page\.ts/, /^(?:default-src|; img-src)/, "a policy"],
  [
    /client\/src\/pages\//,
    /^(?:The (?:page|picture) |[A-Z][a-z]+$)/,
    "names of keys, and errors that only a faulty page has",
  ],
  [/shared\/filePatterns\.ts/, /file/, "names of files"],
  [/markdownGraph\.ts/, /^<!-- /, "comments by which a graph is found again"],
  [/shared\/graph\//, /./, "the languages in which graphs are written, and words of a Dockerfile"],
  [
    /^(?:server\/src\/shared\/tools|client\/src\/(?:headless|tools\/(?:editorHost|toolBuilds)))/,
    /./,
    "what language models are told, which read English",
  ],
  [/uses\/useItems\.ts/, /^(?:Docker Compose|Bake|CI|Makefile|Skaffold|Tilt)$/, "names of products"],
  [
    /^(?:server\/src\/(?:ecosystems|project|convert))\//,
    /^(?!\p{Lu}\p{Ll}+ \p{Ll})/u,
    "names of ecosystems, and what is written into Dockerfiles",
  ],
  [
    /^server\/src\/around\//,
    /./,
    "names and keys of the files around a Dockerfile: that layer says nothing to people",
  ],
];

/** What a rule says in the builder's words, and the titles of rules, which go into the manifest. */
function isOfRule(path: string, { text, by }: StrayText): boolean {
  if (!path.startsWith("server/src/rules/")) return false;
  const file = (/(\w+)\.ts$/.exec(path)?.[1] ?? "").toLowerCase();
  const rule = RULES.find(({ id }) => id.toLowerCase() === file);
  if (rule?.title === text || rule?.id === text) return true;
  return rule !== undefined && rule.origin !== "own" && (by === null || by === "message");
}

/** Each source file, read once. */
const SOURCES = sourceFiles().map(path => ({ path, source: readSource(path) }));

describe("the texts for people", () => {
  it("are in the bundle, as `npm run l10n` writes it", () => {
    assert.equal(readFileSync(join(ROOT, "l10n/bundle.l10n.json"), "utf8"), bundle());
  });

  it("go through the bundle", () => {
    const used = new Set<string>();
    for (const { path, source } of SOURCES) {
      for (const stray of strayTexts(source)) {
        if (isOfRule(path, stray)) continue;
        const { place, text } = stray;
        const reason = NOT_OURS.find(([files, texts]) => files.test(path) && texts.test(text))?.[2];
        assert.ok(reason, `${place} says ${JSON.stringify(text)}`);
        used.add(reason);
      }
    }
    assert.deepEqual(
      NOT_OURS.filter(([, , why]) => !used.has(why)),
      [],
      "reasons that nothing needs any more",
    );
  });

  it("are made when they are asked for, not while a file is loaded", () => {
    for (const { source } of SOURCES) assert.deepEqual(earlyTexts(source), []);
  });

  it("would be missed where they do not go through the bundle", () => {
    const says = (code: string) =>
      strayTexts(ts.createSourceFile("a.ts", code, ts.ScriptTarget.Latest, true)).map(({ text }) => text);
    assert.deepEqual(says('void window.showErrorMessage("gone");'), ["gone"]);
    assert.deepEqual(says("item.tooltip = isOld ? `${name} old` : l10n.t(`new`);"), ["… old"]);
    assert.deepEqual(says('const a = { label: "$(plug) none", kind: "some" };'), ["none"]);
    assert.deepEqual(says('const a = html`<p class="a b c">${b} is gone</p>`;'), ["… is gone"]);
    assert.deepEqual(says('l10n.t("All is {0}", "not well");'), ["not well"]);
    assert.deepEqual(says('const a = { label: l10n.t("none"), id: "some", title: `$(plug) ${name}` };'), []);
    const early = ts.createSourceFile(
      "a.ts",
      'const a = [l10n.t("b")], c = () => l10n.t("d");',
      ts.ScriptTarget.Latest,
      true,
    );
    assert.deepEqual(earlyTexts(early), ["a.ts:1"]);
  });

  it("are refused by the bundle where nobody could translate them", () => {
    const read = (code: string) => () =>
      textsOf(ts.createSourceFile("a.ts", code, ts.ScriptTarget.Latest, true));
    assert.throws(read("l10n.t(`a ${b}`)"), /a\.ts:1: the text is no literal/);
    assert.throws(read('l10n.t("a {0} {1}", b)'), /1 values for \{0\} \{1\}/);
    assert.throws(read('l10n.t("a {1}", b)'), /1 values/);
    assert.deepEqual(read('l10n.t("a {0} {0}", b); l10n.t("{0} for a hover")')(), [
      "a {0} {0}",
      "{0} for a hover",
    ]);
  });
});

describe("translations", () => {
  const english = readTexts("l10n/bundle.l10n.json");
  for (const [language, path] of translations("l10n", /^bundle\.l10n\.(.+)\.json$/))
    it(`into ${language} have every text of the code, with its places and its code`, () => {
      check(english, readTexts(path));
    });
  const manifest = readTexts("package.nls.json");
  for (const [language, path] of translations(".", /^package\.nls\.(.+)\.json$/))
    it(`into ${language} have every text of the manifest, with its code and its links`, () => {
      check(manifest, readTexts(path));
    });

  it("are of the code and of the manifest alike", () => {
    const languages = (folder: string, name: RegExp) =>
      translations(folder, name).map(([language]) => language);
    assert.deepEqual(
      languages("l10n", /^bundle\.l10n\.(.+)\.json$/),
      languages(".", /^package\.nls\.(.+)\.json$/),
    );
  });

  function check(texts: Record<string, string>, translated: Record<string, string>): void {
    assert.deepEqual(Object.keys(translated).sort(), Object.keys(texts).sort());
    const code = (text: string) => (text.match(/`+[^`]*`+|\$\{\w+\}|\]\([^)]*\)/g) ?? []).sort();
    for (const [key, text] of Object.entries(texts)) {
      const other = translated[key] ?? "";
      assert.notEqual(other.trim(), "", key);
      assert.deepEqual(placesIn(other), placesIn(text), other);
      assert.deepEqual(code(other), code(text), other);
    }
  }
});
