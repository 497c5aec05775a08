import { strict as assert } from "node:assert";
import { readBuildSettings, type BuildOverrides } from "../../../../client/src/build/request/buildSettings";
import { givenValues } from "../../../../client/src/build/uses/givenValues";
import { neededUses } from "../../../../client/src/build/uses/neededUses";
import { keyOf, openValues } from "../../../../client/src/build/uses/openValues";
import { usedBuild, type UsedBuild, type UseProblem } from "../../../../client/src/build/uses/usedBuild";
import type { UseInfo } from "../../../../server/src/protocol";
import { context, useInfo, value } from "./useInfo";

interface Case {
  use: Partial<UseInfo>;
  settings?: Record<string, unknown>;
  overrides?: BuildOverrides;
  chosenContext?: boolean;
  answers?: Record<string, string>;
  environment?: Record<string, string>;
  images?: Record<string, string>;
  isTarget?: boolean;
  isChosen?: boolean;
}

function build({
  use: given,
  settings = {},
  overrides = {},
  chosenContext = false,
  answers = {},
  environment = {},
  images = {},
  isTarget = true,
  isChosen = true,
}: Case): (UsedBuild & { problem?: never }) | UseProblem {
  const use = useInfo({ name: "web", ...given });
  const read = readBuildSettings(key => settings[key]);
  assert.ok("settings" in read);
  const values = givenValues(use, read.settings, overrides, chosenContext);
  const answered = openValues(use, values).flatMap((open): [string, string][] => {
    const answer = answers[open.text];
    return answer === undefined ? [] : [[keyOf(open), answer]];
  });
  return usedBuild({
    ...{ use, given: values, answers: new Map(answered), environment, isTarget, isChosen },
    ...{ folder: "/w", pathOf: uri => uri.replace("file://", ""), images: new Map(Object.entries(images)) },
  });
}

const NOTHING: UsedBuild = {
  ...{ label: "compose.yaml › web", context: "/w", buildArgs: {}, environmentArgs: [] },
  ...{ buildContexts: {}, platforms: [] },
  ...{ secrets: [], ssh: [], tags: [], noCache: [], notes: [] },
};

/** What each case gives the build, beside nothing. */
const GIVES: Record<string, [Case, Partial<UsedBuild>]> = {
  "a use that says nothing": [{ use: { context: null } }, { context: undefined }],
  "a folder": [{ use: { context: context("file:///w/a b") } }, { context: "/w/a b" }],
  "a repository": [
    { use: { context: context("https://example.org/a.git#v1:sub") } },
    { context: "https://example.org/a.git#v1:sub" },
  ],
  "arguments, and those of the environment without their values": [
    { use: { args: { V: value("1"), HERE: null } }, environment: { HERE: "h" } },
    { buildArgs: { V: "1" }, environmentArgs: ["HERE"] },
  ],
  "an argument that looks like an option, as it is": [
    { use: { args: { "--push": value("$(rm -rf /)") } } },
    { buildArgs: { "--push": "$(rm -rf /)" } },
  ],
  "named contexts of all kinds": [
    {
      use: {
        contexts: {
          base: context("use:base"),
          data: context("file:///w/data"),
          image: context("docker-image://alpine"),
        },
      },
      images: { base: "docker-image://made:1" },
    },
    { buildContexts: { base: "docker-image://made:1", data: "/w/data", image: "docker-image://alpine" } },
  ],
  "secrets of files and of the environment, and those that only have a name": [
    {
      use: {
        secrets: ["id=a,src=x/y", "id=b,env=B", "type=env,id=c", "d", 'id=e,"src=/w/f,g"', "id=h"].map(value),
      },
      environment: { h: "1" },
    },
    {
      secrets: [
        { id: "a", file: "/w/x/y" },
        { id: "b", variable: "B" },
        { id: "c", variable: "c" },
        { id: "d", file: "/w/d" },
        { id: "e", file: "/w/f,g" },
        { id: "h", variable: "h" },
      ],
    },
  ],
  "no secret that the settings have": [
    {
      use: { secrets: [value("TOKEN=${{ secrets.T }}")] },
      settings: { "build.secrets": { TOKEN: "env:T" } },
    },
    {},
  ],
  "SSH agents and keys": [
    { use: { ssh: [value("default"), value("git=keys/id")] } },
    { ssh: [{ id: "default" }, { id: "git", path: "/w/keys/id" }] },
  ],
  "tags and stages without cache": [
    { use: { tags: [value("a/b:1")], noCacheFilters: [value("build")] } },
    { tags: ["a/b:1"], noCache: ["build"] },
  ],
  "no tags to a stage that is not its target": [{ use: { tags: [value("a/b:1")] }, isTarget: false }, {}],
  "tags that are open, left out and said": [
    { use: { tags: [value("a:${V}"), value("b:1")] } },
    {
      tags: ["b:1"],
      notes: ["compose.yaml › web: Left out, because no file gives the variables: tags (a:${V})"],
    },
  ],
  "what a person answers for open values": [
    {
      use: { context: context("${DIR}/x"), args: { V: value("${V}") }, platforms: [value("${P}")] },
      answers: { "${DIR}/x": "sub", "${V}": "", "${P}": "linux/arm64" },
    },
    { context: "/w/sub", buildArgs: { V: "" }, platforms: ["linux/arm64"] },
  ],
  "nothing that the settings say in place of open values": [
    {
      use: { args: { V: value("${V}"), W: value("2") }, platforms: [value("${P}")] },
      settings: { buildArgs: { V: "1", W: "3" }, "build.platforms": ["linux/amd64"] },
    },
    { buildArgs: { W: "2" } },
  ],
  "nothing that a task says": [
    {
      use: { args: { V: value("${V}"), W: value("2") }, platforms: [value("linux/arm64")] },
      overrides: { context: "x", buildArgs: { V: "1", W: "3" }, platforms: ["linux/amd64"] },
    },
    { context: undefined },
  ],
  "no context where another one was chosen": [
    { use: { context: context("${DIR}") }, chosenContext: true },
    { context: undefined },
  ],
};

/** Why a use cannot be built. */
const REFUSES: Record<string, [Case, RegExp]> = {
  "an open context": [{ use: { context: context("${DIR}") } }, /"\$\{DIR\}" depends on a variable/],
  "an open argument": [{ use: { args: { V: value("a${V}") } } }, /^compose.yaml › web: "V=a\$\{V\}" depends/],
  "an open platform": [{ use: { platforms: [value("${P}")] } }, /"\$\{P\}" depends/],
  "a context that is another build": [{ use: { context: context("target:base") } }, /Only Compose or bake/],
  "another build that is not there": [
    { use: { contexts: { base: context("service:gone") } } },
    /"base" is the image of "service:gone", which cannot be found/,
  ],
  "the value of a secret": [
    { use: { kind: "workflow", secrets: [value("TOKEN=${{ secrets.T }}")] } },
    /where the value of the secret "TOKEN" is/,
  ],
  "an open SSH source": [{ use: { ssh: [value("default=${SOCK}")] } }, /SSH source "default=\$\{SOCK\}"/],
};

describe("what a use gives a build", () => {
  it("is what it can give, of one that nobody has chosen, and what is left out is said", () => {
    const use = {
      ...{
        context: context("${DIR}"),
        args: { V: value("${V}"), W: value("2") },
        platforms: [value("${P}")],
      },
      contexts: { base: context("service:gone"), data: context("file:///w/data") },
      ...{ secrets: [value("TOKEN=${{ secrets.T }}"), value("id=b,env=B")], ssh: [value("default=${S}")] },
    };
    const { notes, ...given } = build({ use, isChosen: false }) as UsedBuild;
    const expected = { context: undefined, buildArgs: { W: "2" }, buildContexts: { data: "/w/data" } };
    const secrets = [{ id: "b", variable: "B" }];
    assert.deepEqual({ ...given, notes: [] }, { ...NOTHING, ...expected, secrets });
    assert.equal(notes.length, 6);
    for (const note of notes) assert.match(note, /^compose\.yaml › web: Left out: /);
  });

  for (const [what, [given, expected]] of Object.entries(GIVES)) {
    it(`is ${what}`, () => {
      assert.deepEqual(build(given), { ...NOTHING, ...expected });
    });
  }

  for (const [what, [given, expected]] of Object.entries(REFUSES)) {
    it(`is refused for ${what}`, () => {
      assert.match(build(given).problem ?? "", expected);
    });
  }
});

describe("the uses that a use needs", () => {
  const use = (name: string, ...needs: string[]) =>
    useInfo({ name, contexts: Object.fromEntries(needs.map(need => [need, context(`use:${need}`)])) });
  const order = (uses: UseInfo[]) => {
    const [first, ...needed] = uses;
    assert.ok(first);
    const found = neededUses(first, { uses: [first], needed });
    return found.order === undefined ? found.circle.join(" ") : found.order.map(({ name }) => name).join(" ");
  };

  for (const [what, uses, expected] of [
    ["none", [use("a")], ""],
    [
      "each behind what it needs, once",
      [use("a", "b", "c"), use("b", "d"), use("c", "d", "b"), use("d")],
      "d b c",
    ],
    ["not those that are not there", [use("a", "gone")], ""],
    [
      "told where they are a circle",
      [use("a", "b"), use("b", "c"), use("c", "b")],
      "compose.yaml › b compose.yaml › c compose.yaml › b",
    ],
    ["told where it needs itself", [use("a", "a")], "compose.yaml › a compose.yaml › a"],
  ] as const)
    it(`are ${what}`, () => {
      assert.equal(order([...uses]), expected);
    });

  it("are found in linear time", () => {
    const names = Array.from({ length: 3000 }, (_, index) => `u${index}`);
    // Each needs the two behind it: as many ways as there are rabbits.
    const uses = names.map((name, index) => use(name, ...names.slice(index + 1, index + 3)));
    assert.equal(order(uses).split(" ").length, names.length - 1);
  });
});
