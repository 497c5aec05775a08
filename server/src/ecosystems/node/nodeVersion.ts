/** The version of Node.js that a package runs on: what its files say, else the newest that its framework can live with. */
import type { ProjectFolder } from "../folder";
import { matching } from "../folder";
import { imageVersion, newestIn } from "../images";
import { field, textOf } from "../manifest";
import { exactVersion, toolVersion } from "../versions";
import { majorOf } from "./packageFile";
import type { NodePackage } from "./packageFile";

/** In long-term support, the newest first: https://nodejs.org/en/about/previous-releases */
const LONG_TERM = ["24", "22", "20", "18", "16", "14", "12", "10", "8"];
const NEWEST = "24";
const CODE_NAMES: Readonly<Record<string, string>> = {
  "*": "24",
  node: "26",
  krypton: "24",
  jod: "22",
  iron: "20",
  hydrogen: "18",
  gallium: "16",
  fermium: "14",
  erbium: "12",
};

/**
 * Packages that end with a version of Node.js: below a major version of theirs, no newer one runs them. The reason is OpenSSL 3 of
 * Node.js 17 (webpack 4 hashes with md4), or what their own documentation says: https://angular.dev/reference/versions,
 * https://github.com/sass/node-sass#node-version-support-policy
 */
const ENDS: readonly (readonly [name: string, below: number, node: string])[] = [
  ["react-scripts", 5, "16"],
  ["@vue/cli-service", 5, "16"],
  ["webpack", 5, "16"],
  ["nuxt", 3, "16"],
  ["next", 11, "16"],
  ["gatsby", 3, "16"],
  ["gatsby", 5, "18"],
  ["@docusaurus/core", 2, "16"],
  ["@angular/core", 9, "12"],
  ["@angular/core", 12, "14"],
  ["@angular/core", 15, "16"],
  ["@angular/core", 17, "18"],
  ["@angular/core", 18, "20"],
  ["@angular/core", 20, "22"],
  ["node-sass", 5, "14"],
  ["node-sass", 6, "15"],
  ["node-sass", 8, "16"],
  ["node-sass", 9, "18"],
  ["node-sass", 10, "20"],
  ["fibers", 99, "14"],
  ["strapi", 99, "14"],
  ["@strapi/strapi", 5, "20"],
  ["better-sqlite3", 8, "18"],
  ["better-sqlite3", 11, "22"],
  ["sqlite3", 5, "14"],
  ["bcrypt", 5, "12"],
];

/** The version for a package of a project. `packages` are those that are installed beside it: its own, the root's. */
export function nodeVersion(folder: ProjectFolder, packages: readonly NodePackage[]): string {
  const paths = packages.map(({ path }) => (path === "" ? "" : `${path}/`));
  const texts = (name: string) => paths.map(path => folder.read(path + name)).find(text => text !== null);
  const written =
    texts(".nvmrc") ??
    texts(".node-version") ??
    toolVersion(folder, "nodejs", "node") ??
    packages.map(({ fields }) => textOf(field(fields, "volta", "node"))).find(text => text !== null) ??
    "";
  const engines = packages.flatMap(({ fields }) => textOf(field(fields, "engines", "node")) ?? []);
  const text = written.trim();
  const code = CODE_NAMES[(/^lts\/(\*|[a-z]+)$/i.exec(text)?.[1] ?? text).toLowerCase()];
  const exact = imageVersion("node", exactVersion(text, 3)) ?? code;
  if (exact !== undefined) return exact;
  const most = endOf(packages);
  const ranges = engines.map(range => newestIn("node", range, 1, LONG_TERM.filter(isUpTo(most))));
  return ranges.find(version => version !== null) ?? ciVersion(folder, most) ?? most ?? NEWEST;
}

const isUpTo = (most: string | null) => (version: string) => most === null || Number(version) <= Number(most);

/** The newest major version that all packages can live with; null where any will do. */
function endOf(packages: readonly NodePackage[]): string | null {
  const ends = packages.flatMap(one =>
    ENDS.flatMap(([name, below, node]) => {
      const major = majorOf(one, name);
      return major !== null && major < below ? [Number(node)] : [];
    }),
  );
  return ends.length === 0 ? null : String(Math.min(...ends));
}

/** The newest version that a workflow tests with, one in long-term support before others. */
function ciVersion(folder: ProjectFolder, most: string | null): string | null {
  const texts = matching(folder, /^\.github\/workflows\/[^/]+\.ya?ml$/).map(file => folder.read(file) ?? "");
  const written = texts.flatMap(text =>
    [...text.matchAll(/\bnode(?:-version|_version)?:\s{0,9}(\[[^\]]{1,200}\]|[^\n#]{1,60})/g)].flatMap(
      ([, list = ""]) => [...list.matchAll(/(?<![\d.])(\d{1,2})(?:\.\d{1,3}|\.x){0,2}(?![\d.])/g)],
    ),
  );
  const majors = new Set(written.map(([, major = ""]) => major));
  return LONG_TERM.filter(isUpTo(most)).find(version => majors.has(version)) ?? null;
}
