/** What the pages name is there: files, anchors, settings, commands, scripts; and what is packed is what they and VS Code show. */
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { packedFiles } from "../../../scripts/package";
import { readmeAlone } from "../../../scripts/readmeAlone";
import { markdownPages, ROOT } from "../../support/pages";
import {
  BUILD_INLINE_COMMAND,
  BUILD_USE_COMMAND,
  SHOW_DOCKERFILE_COMMAND,
} from "../../../server/src/protocol";

interface Manifest {
  icon: string;
  keywords: string[];
  categories: string[];
  contributes: {
    commands: { command: string; title: string }[];
    menus: { commandPalette: { command: string; when: string }[] };
    configuration: { properties: Record<string, unknown> }[];
    walkthroughs: { steps: { media: { svg: string } }[] }[];
    snippets: { path: string }[];
    grammars: { path: string }[];
    views: Record<string, { id: string }[]>;
    taskDefinitions: { type: string }[];
  };
}

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const { contributes } = manifest;
const pages = markdownPages();
const page = (path: string) => pages.find(one => one.path === path);
const readme = read("README.md");

const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));

/** The names that begin with `dockerfileStages.` and are no setting of a rule. */
const KNOWN = new Set([
  ...settings,
  ...contributes.commands.map(({ command }) => command),
  ...Object.values(contributes.views).flatMap(views => views.map(({ id }) => id)),
  // What lenses ask a client for, and no person: editors without our client do it themselves.
  ...[BUILD_INLINE_COMMAND, BUILD_USE_COMMAND, SHOW_DOCKERFILE_COMMAND],
]);

describe("the pages", () => {
  it("link files and headings that are there", () => {
    const broken = pages.flatMap(({ path, links, anchors }) =>
      links.flatMap(link => {
        if (/^[a-z]+:/.test(link)) return [];
        const [file = "", heading] = link.split("#", 2);
        const target = join(dirname(path), file).replaceAll("\\", "/");
        if (file !== "" && !existsSync(join(ROOT, target))) return [`${path}: ${link}`];
        const known = file === "" ? anchors : page(target)?.anchors;
        return heading === undefined || known?.has(heading) === true ? [] : [`${path}: ${link}`];
      }),
    );
    assert.deepEqual(broken, []);
    assert.ok(pages.some(({ links }) => links.some(link => link.includes("#"))));
  });

  it("name settings and commands that the manifest has", () => {
    const unknown = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\bdockerfileStages(?:\.[A-Za-z]+)+/g)]
        .map(([name]) => name)
        // The setting of any rule, and the kind of a code action.
        .filter(name => name !== "dockerfileStages.rules" && !KNOWN.has(name))
        .map(name => `${path}: ${name}`),
    );
    assert.deepEqual(unknown, []);
  });

  it("name the commands of the README by their titles", () => {
    const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
    const titles = contributes.commands.map(({ title }) => texts[title.slice(1, -1)] ?? "");
    const named = [...readme.matchAll(/\*\*([A-Z][^*]*)\*\*/g)].map(([, name = ""]) =>
      name.replace(/\s+/g, " "),
    );
    for (const name of named.filter(one => one.endsWith("…") && !one.startsWith("Welcome:")))
      assert.ok(
        titles.some(title => title === name || title.startsWith(name)),
        name,
      );
    for (const name of ["Build up to This Stage", "Show Build Report", "Run This Stage"])
      assert.ok(named.includes(name) && titles.includes(name), name);
  });

  it("list every command of the palette in the README, once", () => {
    const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
    const hidden = contributes.menus.commandPalette.filter(({ when }) => when === "false");
    const titles = contributes.commands
      .filter(({ command }) => !hidden.some(item => item.command === command))
      .map(({ title }) => texts[title.slice(1, -1)] ?? "");
    const [, table = ""] = readme.split("\n## Commands\n");
    const listed = [...(table.split("\n## ")[0] ?? "").matchAll(/^\| ([^|]*?) +\|/gm)].map(
      ([, name]) => name,
    );
    assert.deepEqual(listed.slice(2).sort(), titles.sort());
  });

  it("show every picture that is kept, none larger than 60 KB, each told in words", () => {
    const shown = new Set(
      pages.flatMap(({ path, links }) =>
        links
          .filter(link => link.endsWith(".png"))
          .map(link => join(dirname(path), link).replaceAll("\\", "/")),
      ),
    );
    const kept = readdirSync(join(ROOT, "docs", "images")).map(name => `docs/images/${name}`);
    assert.deepEqual([...shown].sort(), kept.sort());
    for (const name of kept) assert.ok(statSync(join(ROOT, name)).size < 60_000, name);
    for (const { path, text } of pages) assert.doesNotMatch(text, /!\[.{0,9}\]\(/, path);
  });
});

describe("the README of the packed extension", () => {
  const packed = readmeAlone(readme);

  it("has no picture and no link that VS Code could not show, and all else", () => {
    assert.doesNotMatch(packed, /!\[/);
    const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
    assert.ok(packed.includes(`choose **${texts["walkthrough.title"]}**`));
    for (const [, link = ""] of packed.replace(/`[^`\n]*`/g, "").matchAll(/\]\(([^)]+)\)/g))
      assert.match(link, /^(?:https:|#)/);
    const headings = (text: string) => text.match(/^#+ .*$/gm);
    assert.deepEqual(headings(packed), headings(readme));
    assert.doesNotMatch(packed, /\n{4}/);
  });

  it("is left as it is where nothing is relative", () => {
    const text = "# A\n\n[b](https://b.example) [c](#c)\n\n`![](x)` is code\n";
    assert.equal(readmeAlone(text), text);
    assert.equal(
      readmeAlone("a\n\n![p](x.png)\n\nb [c](d.md)\n"),
      "a\n\nFor a tour with pictures, run **Welcome: Open Walkthrough…** and choose **Get Started with Dockerfile Stages**.\n\nb c\n",
    );
  });
});

describe("the packed extension", () => {
  it("has what the manifest names, every rule's page, and no pictures of pages", function () {
    this.timeout(60_000);
    const files = new Set(packedFiles());
    const wanted = [
      manifest.icon,
      "package.nls.json",
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
      ...[...contributes.snippets, ...contributes.grammars].map(({ path }) => path.replace(/^\.\//, "")),
      ...readdirSync(join(ROOT, "docs", "rules")).map(name => `docs/rules/${name}`),
    ];
    assert.deepEqual(
      wanted.filter(file => !files.has(file)),
      [],
    );
    assert.deepEqual(
      [...files].filter(file => file.startsWith("docs/images/")),
      [],
    );
  });

  it("is found by words that are true, no more than the marketplace takes", () => {
    const { keywords, categories } = manifest;
    assert.ok(keywords.length <= 30);
    assert.equal(new Set(keywords).size, keywords.length);
    assert.deepEqual(categories, ["Programming Languages", "Linters", "Snippets"]);
  });
});
