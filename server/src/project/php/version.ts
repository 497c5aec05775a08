/** The version of PHP that a project asks for, and those that there are. */
import type { ProjectFolder } from "../../ecosystems/folder";
import { newestIn } from "../../ecosystems/images";
import { field, fieldsOf, textOf } from "../../ecosystems/manifest";
import type { Fields } from "../../ecosystems/manifest";
import { exactVersion, satisfies, toolVersion } from "../../ecosystems/versions";

const PREFERRED = ["8.4", "8.3", "8.5", "8.2", "8.1", "8.0", "7.4"];

/** The newest PHP for a framework below a version: https://laravel.com/docs/releases, https://symfony.com/releases */
export const ENDS: readonly (readonly [name: string, below: number, php: string])[] = [
  ["laravel/framework", 8, "7.4"],
  ["laravel/framework", 9, "8.1"],
  ["laravel/framework", 10, "8.2"],
  ["laravel/framework", 11, "8.3"],
  ["symfony/framework-bundle", 5, "7.4"],
  ["symfony/framework-bundle", 6, "8.2"],
  ["cakephp/cakephp", 4, "7.4"],
  ["codeigniter4/framework", 4, "7.4"],
  ["slim/slim", 4, "7.4"],
];

/** The version, as in the tag of an image. */
export function versionOf(folder: ProjectFolder, fields: Fields): string {
  const required = fieldsOf(fields["require"]);
  const exact = exactVersion(textOf(field(fields, "config", "platform", "php")), 2);
  if (exact !== null) return exact;
  const end = ENDS.find(([name, limit]) => {
    const major = /(\d{1,2})/.exec(textOf(required[name]) ?? "")?.[1];
    return major !== undefined && Number(major) < limit;
  })?.[2];
  const range = textOf(required["php"]);
  // A range that begins with PHP 7 was written before PHP 8, unless it names that, too.
  const isOld = range !== null && /^\s{0,3}(?:>=|\^|~)?\s{0,3}7\./.test(range) && !/8/.test(range);
  const most = end ?? (isOld ? "7.4" : null);
  const allowed = PREFERRED.filter(version => most === null || Number(version) <= Number(most));
  const inRange = allowed.find(version => range !== null && satisfies(version, range));
  return inRange ?? newestIn("php", range, 2) ?? exactVersion(toolVersion(folder, "php"), 2) ?? most ?? "8.4";
}
