/** The version of Ruby that a project asks for, and those that there are. */
import { imageVersion } from "../../ecosystems/images";
import type { ProjectFolder } from "../../ecosystems/folder";
import { exactVersion, toolVersion, versionFor } from "../../ecosystems/versions";

const VERSIONS = ["3.4", "4.0", "3.3", "3.2", "3.1", "3.0", "2.7"];

/** The newest Ruby for a version of Rails: https://www.fastruby.io/blog/ruby/rails/versions/compatibility-table.html */
export const ENDS: readonly (readonly [below: number, ruby: string])[] = [
  [5, "2.3"],
  [5.2, "2.5"],
  [6, "2.6"],
  [6.1, "2.7"],
  [7, "3.0"],
  [7.1, "3.2"],
  [7.2, "3.3"],
];

/** The version of Rails as a number, 7.1; null where there is none. */
export function railsOf(folder: ProjectFolder): number | null {
  const version =
    /^ {4}rails \((\d{1,2}\.\d{1,2})/m.exec(folder.read("Gemfile.lock") ?? "")?.[1] ??
    /^[ \t]*gem ["']rails["'],\s{0,3}["'][~>=\s]{0,4}(\d{1,2}\.\d{1,2})/m.exec(
      folder.read("Gemfile") ?? "",
    )?.[1];
  return version === undefined ? null : Number(version);
}

/** The version, as in the tag of an image; null where no image has it. */
export function versionOf(folder: ProjectFolder, text: string): string | null {
  const written = /^[ \t]*ruby[ \t(]+["']([^"'\n]{1,60})["']/m.exec(text)?.[1] ?? null;
  const locked =
    /^RUBY VERSION\r?\n {3}ruby (\d{1,2}\.\d{1,2})/m.exec(folder.read("Gemfile.lock") ?? "")?.[1] ?? null;
  const rails = railsOf(folder);
  const end = rails === null ? null : (ENDS.find(([limit]) => rails < limit)?.[1] ?? null);
  return (
    imageVersion("ruby", exactVersion(folder.read(".ruby-version") ?? toolVersion(folder, "ruby"), 2)) ??
    imageVersion("ruby", exactVersion(written, 2)) ??
    imageVersion("ruby", locked) ??
    versionFor(
      written,
      VERSIONS.filter(version => end === null || Number(version) <= Number(end)),
    ) ??
    end
  );
}
