import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { releaseNotes } from "../../scripts/releaseNotes";

const ROOT = join(__dirname, "../..");
const CHANGELOG =
  "# Changelog\n\nAll.\n\n## 1.10.0 (2030-02-01)\n\n### Added\n\n- New.\n\n## 1.1.0 (2030-01-01)\n\n- Old.\n";

describe("the notes of a release", () => {
  it("are the section of its version alone", () => {
    const of = (version: string) => releaseNotes({ tag: `v${version}`, version, changelog: CHANGELOG });
    assert.equal(of("1.10.0"), "### Added\n\n- New.");
    assert.equal(of("1.1.0"), "- Old.");
  });

  for (const [what, version, tag, changelog, message] of [
    ["a tag of another version", "1.1.0", "v1.2.0", CHANGELOG, /tag it v1\.1\.0/],
    ["a tag without v", "1.1.0", "1.1.0", CHANGELOG, /tag it v1\.1\.0/],
    ["a version without a section", "1.1.1", "v1.1.1", CHANGELOG, /no section "## 1\.1\.1/],
    ["a version that only begins alike", "1.1", "v1.1", CHANGELOG, /no section/],
    ["a section without a date", "2.0.0", "v2.0.0", "## 2.0.0 (unreleased)\n\n- A.\n", /write the date/],
    ["a section without a word", "2.0.0", "v2.0.0", "## 2.0.0 (2030-01-01)\n\n## 1.0.0\n", /says nothing/],
  ] as const)
    it(`refuse ${what}`, () => {
      assert.throws(() => releaseNotes({ tag, version, changelog }), message);
    });

  it("have a section for what comes next", () => {
    const changelog = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
    const first = /^## (.*)$/m.exec(changelog)?.[1] ?? "";
    assert.match(first, /^\d+\.\d+\.\d+ \((?:unreleased|\d{4}-\d\d-\d\d)\)$/);
  });
});
