import { strict as assert } from "node:assert";
import { MOST_CHOICES, readChoices, withChoice } from "../../../../client/src/build/uses/useChoices";
import { useItems, useText } from "../../../../client/src/build/uses/useItems";
import { inLabel } from "../../../../client/src/progress/uiText";
import type { UseInfo, UsesAnswer } from "../../../../server/src/protocol";
import { context, useInfo, value } from "./useInfo";

const shown = (uri: string) => uri.replace("file:///w", ".");
const answer = (uses: UseInfo[], chosen: string | null, inForce: string | null): UsesAnswer => ({
  ...{ uses, needed: [], chosen, inForce, isKnown: true },
});
const WEB = useInfo({
  ...{
    name: "web",
    context: context("file:///w/app"),
    target: value("dev"),
    args: { V: value("2"), HERE: null },
  },
  ...{ contexts: { base: context("use:base") }, platforms: [value("linux/arm64"), value("linux/amd64")] },
});
const CI = useInfo({
  name: "ci",
  kind: "workflow",
  label: "ci.yml › $(build)",
  context: context("https://a/b.git"),
});

describe("the list of uses", () => {
  it("has automatic first, each use with what it gives, and the settings last", () => {
    assert.deepEqual(
      useItems(answer([WEB, CI], WEB.id, WEB.id), shown).map(({ label, description, detail, id }) => [
        label,
        description,
        detail,
        id,
      ]),
      [
        ["$(sync) Automatic", "", "The only use, if there is one. There are 2, so the settings apply.", null],
        [
          "$(package) compose.yaml › web",
          "Docker Compose · selected",
          "context: ./app · target: dev · arguments: V=2, HERE · named contexts: base · platforms: linux/arm64, linux/amd64",
          "web",
        ],
        // No icon of a file's.
        [`$(package) ${inLabel("ci.yml › $(build)")}`, "GitHub workflow", "context: https://a/b.git", "ci"],
        [
          "$(settings-gear) Settings",
          "",
          "The build settings of this workspace, without what other files say",
          "none",
        ],
      ],
    );
  });

  it("says which use automatic takes, and what is selected", () => {
    const [automatic] = useItems(answer([WEB], null, WEB.id), shown);
    assert.deepEqual([automatic?.detail, automatic?.description], ["compose.yaml › web", "selected"]);
    assert.equal(useItems(answer([WEB], "none", null), shown).at(-1)?.description, "selected");
  });
});

describe("the status bar", () => {
  for (const [what, text, given, chosenContext] of [
    ["nothing without uses", undefined, answer([], null, null), undefined],
    ["nothing that is not known", undefined, undefined, undefined],
    ["the use in force", "compose.yaml › web", answer([WEB, CI], WEB.id, WEB.id), undefined],
    ["that the settings count", "Settings (2 uses)", answer([WEB, CI], null, null), undefined],
    ["a context that was chosen", "compose.yaml › web · context: app", answer([WEB], null, WEB.id), "app"],
    ["a context alone", "context: app", answer([], null, null), "app"],
  ] as const)
    it(`shows ${what}`, () => {
      assert.equal(useText(given, chosenContext), text);
    });
});

describe("what is remembered of uses", () => {
  it("is read as far as it is a choice", () => {
    const stored = { a: { use: "x" }, b: { context: "/c", use: 3 }, c: "y", d: {}, e: null };
    assert.deepEqual(readChoices(stored), { a: { use: "x" }, b: { context: "/c" } });
    assert.deepEqual(readChoices(undefined), {});
  });

  it("is forgotten where nothing is chosen any more", () => {
    assert.deepEqual(withChoice({ a: { use: "x" }, b: { use: "y" } }, "a", {}), { b: { use: "y" } });
  });

  it("keeps the newest ones", () => {
    let choices = {};
    for (let index = 0; index <= MOST_CHOICES; index++)
      choices = withChoice(choices, `u${index}`, { use: "x" });
    const names = Object.keys(choices);
    assert.equal(names.length, MOST_CHOICES);
    assert.equal(names.at(0), "u1");
  });
});
