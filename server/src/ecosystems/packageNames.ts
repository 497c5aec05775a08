/** The packages that the files of a project name: lists of requirements, manifests and locks, each read by what it says of names alone. */
import type { PackageLanguage } from "./nativePackages";

/** Packages by name, each with what it depends on, as far as the file says that. */
export type PackageNames = ReadonlyMap<string, readonly string[]>;

/** The files that name packages, by language; of several, all count. */
export const PACKAGE_FILES: Readonly<Record<PackageLanguage, readonly string[]>> = {
  go: ["go.mod"],
  node: ["package.json"],
  python: ["requirements.txt", "pyproject.toml", "Pipfile", "setup.py", "setup.cfg"],
  ruby: ["Gemfile.lock", "Gemfile"],
  rust: ["Cargo.lock", "Cargo.toml"],
};

/** The packages that a file names. The text may be any: what is no name is none. */
export function packagesIn(language: PackageLanguage, file: string, text: string): PackageNames {
  switch (language) {
    case "go":
      return named(text, line => [
        /^(?:require\s)?\s*([\w.-]+\/[\w./-]+)\s+v\d/.exec(line)?.[1]?.replace(/[./]v\d+$/, ""),
      ]);
    case "node":
      return nodePackages(text);
    case "python":
      return file.endsWith(".txt")
        ? named(text, line => [pythonName(/^\s*([A-Za-z0-9][\w.-]*)/.exec(line)?.[1])])
        : named(text, line =>
            [...line.matchAll(/(?:^|["'])\s*([A-Za-z0-9][\w.-]*)(?=$|["'\s=<>~!;[])/g)].map(([, name]) =>
              pythonName(name),
            ),
          );
    case "ruby":
      return named(text, line => [
        (file === "Gemfile" ? /^\s*gem\s+["']([\w-]+)["']/ : /^ {4}([\w-]+) \(/).exec(line)?.[1],
      ]);
    case "rust":
      return file === "Cargo.lock"
        ? lockedCrates(text)
        : named(text, line => [/^([\w-]+)\s*=/.exec(line)?.[1]]);
  }
}

/** The names that the lines of a text say. */
function named(text: string, namesIn: (line: string) => readonly (string | undefined)[]): PackageNames {
  const names = text
    .split("\n")
    .flatMap(namesIn)
    .filter(name => name !== undefined);
  return new Map(names.map(name => [name, []]));
}

/** As PEP 503 normalizes names. */
function pythonName(name: string | undefined): string | undefined {
  return name?.toLowerCase().replace(/[-_.]+/g, "-");
}

function nodePackages(text: string): PackageNames {
  const names = new Map<string, readonly string[]>();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return names;
    for (const [key, listed] of Object.entries(value))
      if (/^(?:dev|optional)?[dD]ependencies$/.test(key) && typeof listed === "object" && listed !== null)
        for (const name of Object.keys(listed as object)) names.set(name, []);
  } catch {
    // A file that is being written names nothing.
  }
  return names;
}

function lockedCrates(text: string): PackageNames {
  const packages = text.split(/^\[\[package\]\]$/m).slice(1);
  return new Map(
    packages.flatMap(one => {
      const [, name] = /^name = "([\w-]+)"/m.exec(one) ?? [];
      const [, listed = ""] = /^dependencies = \[([^\]]*)\]/m.exec(one) ?? [];
      return name === undefined ? [] : [[name, [...listed.matchAll(/"([\w-]+)/g)].map(([, of = ""]) => of)]];
    }),
  );
}
