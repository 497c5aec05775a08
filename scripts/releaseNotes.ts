// tsx scripts/releaseNotes.ts TAG: prints what CHANGELOG.md says of the version that is released with a tag, and fails where the
// tag, package.json and CHANGELOG.md do not agree.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");

/** What a release needs to know of the project. */
export interface Release {
  /** As `v1.2.3`. */
  readonly tag: string;
  /** That of package.json. */
  readonly version: string;
  readonly changelog: string;
}

/** The text below the heading of the version. Throws with what to do where the version is not ready to be released. */
export function releaseNotes({ tag, version, changelog }: Release): string {
  if (tag !== `v${version}`)
    throw new Error(`The tag is ${tag}, but package.json has version ${version}: tag it v${version}.`);
  // Lines of a section are at least at the third level.
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find(text => /^\S+/.exec(text)?.[0] === version);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## ${version} (YYYY-MM-DD)".`);
  const heading = section.split("\n", 1)[0] ?? "";
  if (!/^\S+ \(\d{4}-\d\d-\d\d\)$/.test(heading))
    throw new Error(`CHANGELOG.md has "## ${heading}": write the date of the release into it.`);
  const notes = section.slice(heading.length).trim();
  if (notes === "") throw new Error(`CHANGELOG.md says nothing of version ${version}.`);
  return notes;
}

if (require.main === module) {
  const read = (name: string) => readFileSync(join(ROOT, name), "utf8");
  const { version } = JSON.parse(read("package.json")) as { version: string };
  try {
    console.log(releaseNotes({ tag: process.argv[2] ?? "", version, changelog: read("CHANGELOG.md") }));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
