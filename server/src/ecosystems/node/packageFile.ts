/** A package.json as data. A broken one has no scripts and no packages. */
import type { ProjectFolder } from "../folder";
import { fieldsOf, readJson, textOf } from "../manifest";
import type { Fields } from "../manifest";
import * as sanitize from "../../shared/sanitize";

export interface NodePackage {
  /** From the folder of the project; `""` for that itself. */
  readonly path: string;
  readonly name: string | null;
  /** The names and the commands of scripts. */
  readonly scripts: ReadonlyMap<string, string>;
  /** The packages that production needs, with what is asked of their versions. */
  readonly packages: ReadonlyMap<string, string>;
  readonly devPackages: ReadonlyMap<string, string>;
  /** `main` or `module`, from its own folder. */
  readonly main: string | null;
  /** The first program of `bin`. */
  readonly bin: string | null;
  readonly fields: Fields;
  readonly problem: string | null;
}

/** Reads the package.json in a folder of the project. */
export function readPackage(folder: ProjectFolder, path: string): NodePackage {
  const { fields, problem } = readJson(folder, path === "" ? "package.json" : `${path}/package.json`);
  const texts = (key: string) =>
    Object.entries(fieldsOf(fields[key])).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
  const bins = typeof fields["bin"] === "string" ? [fields["bin"]] : Object.values(fieldsOf(fields["bin"]));
  return {
    path,
    name: textOf(fields["name"]),
    scripts: new Map(texts("scripts").filter(([, script]) => script.trim() !== "")),
    packages: new Map([...texts("dependencies"), ...texts("optionalDependencies")]),
    devPackages: new Map(texts("devDependencies")),
    main: sanitize.path(fields["main"]) ?? sanitize.path(fields["module"]),
    bin: sanitize.path(bins[0]),
    fields,
    problem,
  };
}

/** Whether a package is named anywhere. */
export function has({ packages, devPackages }: NodePackage, name: string): boolean {
  return packages.has(name) || devPackages.has(name);
}

/** The first number in what a package asks of another one; null where it does not ask, or asks for no version. */
export function majorOf({ packages, devPackages }: NodePackage, name: string): number | null {
  const range = packages.get(name) ?? devPackages.get(name) ?? "";
  const number = /^[~^>=v\s]{0,5}(\d{1,3})(?:\.|$|\s|-)/.exec(range)?.[1];
  return number === undefined ? null : Number(number);
}

/** Whether there is a script `test` that tests something. */
export function hasTests({ scripts }: NodePackage): boolean {
  const script = scripts.get("test") ?? "";
  return script !== "" && !/no test specified|^(?:exit|echo)\b/.test(script);
}
