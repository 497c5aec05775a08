/** The version of Python that a project runs on: what its files say, else the newest that its packages can live with. */
import { matching } from "../folder";
import type { ProjectFolder } from "../folder";
import { imageVersion, newestIn, versionsOf } from "../images";
import { field, readToml, textOf } from "../manifest";
import type { Fields } from "../manifest";
import { wheelEnd } from "./wheels";
import { exactVersion, satisfies, toolVersion } from "../versions";

/** Where nothing says it: wheels of most packages are there for this one. */
const USUAL = "3.13";

/** The newest Python for a package below a version, by its own classifiers and the wheels that it has on PyPI. */
const ENDS: readonly (readonly [name: string, below: string, python: string])[] = [
  ["django", "3.0", "3.9"],
  ["django", "4.0", "3.10"],
  ["django", "4.2", "3.11"],
  ["django", "5.1", "3.12"],
  ["flask", "2.0", "3.9"],
  ["fastapi", "0.100", "3.11"],
  ["pydantic", "1.10", "3.10"],
  ["pydantic", "2.8", "3.12"],
  ["numpy", "1.21", "3.9"],
  ["numpy", "1.23", "3.10"],
  ["numpy", "1.26", "3.11"],
  ["numpy", "2.1", "3.12"],
  ["pandas", "1.3", "3.9"],
  ["pandas", "1.5", "3.10"],
  ["pandas", "2.1", "3.11"],
  ["pandas", "2.2.3", "3.12"],
  ["scipy", "1.8", "3.9"],
  ["scipy", "1.10", "3.10"],
  ["scipy", "1.11", "3.11"],
  ["scipy", "1.14", "3.12"],
  ["scikit-learn", "1.0", "3.9"],
  ["scikit-learn", "1.2", "3.10"],
  ["scikit-learn", "1.3", "3.11"],
  ["scikit-learn", "1.6", "3.12"],
  ["tensorflow", "2.8", "3.9"],
  ["tensorflow", "2.12", "3.10"],
  ["tensorflow", "2.16", "3.11"],
  ["tensorflow", "99", "3.12"],
  ["torch", "1.11", "3.9"],
  ["torch", "2.0", "3.10"],
  ["torch", "2.2", "3.11"],
  ["torch", "2.6", "3.12"],
  ["pillow", "9.0", "3.9"],
  ["pillow", "9.4", "3.10"],
  ["pillow", "10.1", "3.11"],
  ["pillow", "11.0", "3.12"],
  ["aiohttp", "3.8", "3.9"],
  ["aiohttp", "3.9", "3.11"],
  ["aiohttp", "3.10.6", "3.12"],
  ["psycopg2-binary", "2.9", "3.9"],
  ["psycopg2-binary", "2.9.5", "3.10"],
  ["psycopg2-binary", "2.9.9", "3.11"],
  ["psycopg2-binary", "2.9.10", "3.12"],
  ["psycopg2", "2.9", "3.9"],
  ["lxml", "4.9", "3.10"],
  ["lxml", "5.0", "3.11"],
  ["lxml", "5.3", "3.12"],
  ["gevent", "22", "3.10"],
  ["gevent", "23", "3.11"],
  ["gevent", "24.10", "3.12"],
  ["greenlet", "2", "3.10"],
  ["greenlet", "3", "3.11"],
  ["greenlet", "3.1", "3.12"],
  ["pyyaml", "6.0", "3.9"],
  ["pyyaml", "6.0.1", "3.11"],
  ["sqlalchemy", "1.4", "3.11"],
  ["markupsafe", "2.0", "3.9"],
  ["grpcio", "1.50", "3.10"],
  ["grpcio", "1.60", "3.11"],
  ["celery", "5", "3.9"],
  ["discord.py", "2.4", "3.12"],
  ["numba", "0.57", "3.10"],
  ["spacy", "3.8", "3.12"],
];

/** The version for a project with these packages. */
export function pythonVersion(
  folder: ProjectFolder,
  pyproject: Fields,
  packages: ReadonlyMap<string, string>,
): string {
  const written =
    folder.read(".python-version") ?? folder.read("runtime.txt") ?? toolVersion(folder, "python");
  const pipfile = folder.files.has("Pipfile") ? readToml(folder, "Pipfile").fields : {};
  const exact =
    imageVersion("python", exactVersion(written, 2)) ??
    imageVersion("python", exactVersion(textOf(field(pipfile, "requires", "python_version")), 2)) ??
    imageVersion("python", exactVersion(textOf(field(pipfile, "requires", "python_full_version")), 2));
  if (exact !== null) return exact;
  const ranges = [
    textOf(field(pyproject, "project", "requires-python")),
    textOf(field(pyproject, "tool", "poetry", "dependencies", "python")),
    /python_requires\s{0,9}=\s{0,9}["']?([^"'\n]{1,60})/.exec(
      (folder.read("setup.py") ?? "") + (folder.read("setup.cfg") ?? ""),
    )?.[1] ?? null,
  ];
  const most = earliest([endOf(packages), wheelEnd(folder)]);
  const all = versionsOf("python", 2).filter(version => order(version) >= order("3.5"));
  const allowed = [...[USUAL], ...all].filter(version => order(version) <= order(most ?? "3.99"));
  const range = ranges.find(one => one !== null && one.trim() !== "") ?? null;
  const inRange = allowed.find(version => range === null || satisfies(version, range));
  const ci = range === null ? ciVersion(folder, allowed) : null;
  return ci ?? inRange ?? newestIn("python", range, 2) ?? most ?? USUAL;
}

function order(version: string): number {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 1000 + minor;
}

function endOf(packages: ReadonlyMap<string, string>): string | null {
  const ends = ENDS.flatMap(([name, below, python]) => {
    const newest = newestAsked(packages.get(name) ?? "");
    return newest !== null && isBelow(newest, below) ? [python] : [];
  });
  return earliest(ends);
}

function earliest(versions: readonly (string | null)[]): string | null {
  return (
    versions.filter(version => version !== null).sort((one, other) => order(one) - order(other))[0] ?? null
  );
}

/** The newest version that a package may have; null where any newer one may come. */
function newestAsked(range: string): string | null {
  const [, sign = "", version] = /(===?|~=|\^|~|<=?|^)\s{0,3}v?(\d{1,4}(?:\.\d{1,5}){0,3})/.exec(range) ?? [];
  if (version === undefined) return null;
  const numbers = version.split(".").map(Number);
  const rest = (count: number) => [...numbers.slice(0, count), 999].join(".");
  if (sign === "^") return rest(numbers[0] === 0 ? 2 : 1);
  if (sign === "~=") return rest(Math.max(1, numbers.length - 1));
  if (sign === "~") return rest(2);
  if (sign === "<") {
    const last = numbers.findLastIndex(number => number > 0);
    return [...numbers.slice(0, last), (numbers[last] ?? 1) - 1, 999].join(".");
  }
  return version;
}

function isBelow(version: string, limit: string): boolean {
  const [one, other] = [version, limit].map(text => text.split(".").map(Number)) as [number[], number[]];
  for (let index = 0; index < 3; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The newest version that a workflow tests with, of those that are allowed. */
function ciVersion(folder: ProjectFolder, allowed: readonly string[]): string | null {
  const texts = matching(folder, /^\.github\/workflows\/[^/]+\.ya?ml$/).map(file => folder.read(file) ?? "");
  const found = texts.flatMap(text =>
    [...text.matchAll(/\bpython-version:\s{0,9}(\[[^\]]{1,200}\]|[^\n#]{1,60})/g)].flatMap(([, list = ""]) =>
      [...list.matchAll(/(?<![\d.])(3\.\d{1,2})(?![\d])/g)].map(([, version = ""]) => version),
    ),
  );
  const wanted = found
    .filter(version => allowed.includes(version))
    .sort((one, other) => order(other) - order(one));
  return wanted[0] ?? null;
}
