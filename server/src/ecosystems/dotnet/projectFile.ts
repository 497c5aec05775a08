/** Project files of .NET, with the properties that files above them set. */
import type { XmlElement } from "@rgrove/parse-xml";
import { matching, parentOf } from "../folder";
import type { ProjectFolder } from "../folder";
import { elementText, elements, readXml } from "../manifest";

export interface DotnetProject {
  /** From the folder that is looked through. */
  readonly file: string;
  /** The nearest folder that holds it and all that its build reads of the folders above. */
  readonly reach: string;
  /** The file without its folder and its ending. */
  readonly stem: string;
  readonly sdk: string;
  /** The value of a property, its own or that of a file above; null where none sets it. */
  readonly property: (key: string) => string | null;
  /** The names of packages and frameworks that it refers to. */
  readonly packages: ReadonlySet<string>;
  /** Other projects, as files from the same folder. */
  readonly references: readonly string[];
  /** Whether its build runs npm. */
  readonly usesNpm: boolean;
  readonly problem: string | null;
}

/** What files above a project are called that its build reads, as they are written. */
const ABOVE = [
  "Directory.Build.props",
  "Directory.Build.targets",
  "Directory.Build.rsp",
  "Directory.Packages.props",
  "global.json",
  "nuget.config",
  "NuGet.config",
  "NuGet.Config",
  ".editorconfig",
];
const DEEPEST = 8;

/** Reads a project file. */
export function readDotnetFile(folder: ProjectFolder, file: string): DotnetProject {
  const { root, problem } = readXml(folder, file);
  const read = filesAbove(folder, file);
  const above = read
    .filter(path => /Directory\.Build\.props$/i.test(path))
    .map(path => sharedRoot(folder, path));
  const property = (key: string, depth = 0): string | null => {
    const written =
      propertyOf(root, key) ?? above.map(one => sharedProperty(one, key)).find(text => text !== null) ?? null;
    if (written === null || depth > DEEPEST) return written;
    return written.replace(/\$\((\w{1,60})\)/g, (whole, name: string) => property(name, depth + 1) ?? whole);
  };
  const items = elements(root, "ItemGroup").flatMap(
    group => group.children.filter(child => child.type === "element") as XmlElement[],
  );
  const included = (name: string) =>
    items.filter(item => item.name === name).flatMap(({ attributes }) => attributes["Include"] ?? []);
  return {
    file,
    // The nearest one comes first.
    reach: parentOf(read.at(-1) ?? file),
    stem: file.slice(file.lastIndexOf("/") + 1).replace(/\.\w+$/, ""),
    sdk:
      root?.attributes["Sdk"] ??
      elements(root, "Sdk")[0]?.attributes["Name"] ??
      elements(root, "Import").flatMap(({ attributes }) => attributes["Sdk"] ?? [])[0] ??
      "",
    property: key => property(key),
    packages: new Set([...included("PackageReference"), ...included("FrameworkReference")]),
    references: included("ProjectReference").flatMap(
      path => joined(parentOf(file), path.replaceAll("\\", "/")) ?? [],
    ),
    usesNpm: property("SpaRoot") !== null || /<Exec\b[^>]{0,300}\bnpm\b/.test(folder.read(file) ?? ""),
    problem,
  };
}

/** Files above are those of many projects: each is read once for a folder. */
const roots = new WeakMap<ProjectFolder, Map<string, XmlElement | null>>();

function sharedRoot(folder: ProjectFolder, path: string): XmlElement | null {
  const known = roots.get(folder) ?? new Map<string, XmlElement | null>();
  roots.set(folder, known);
  const root = known.get(path) ?? readXml(folder, path).root;
  known.set(path, root);
  return root;
}

/** A property that a file above sets for every project: not one under a condition, which may be for tests alone. */
function sharedProperty(root: XmlElement | null, key: string): string | null {
  const groups = elements(root, "PropertyGroup").filter(
    ({ attributes }) => attributes["Condition"] === undefined,
  );
  const found = groups
    .flatMap(group => elements(group, key))
    .find(({ attributes, text }) => attributes["Condition"] === undefined && text.trim() !== "");
  return found === undefined ? null : found.text.trim();
}

function propertyOf(root: XmlElement | null, key: string): string | null {
  return (
    elements(root, "PropertyGroup")
      .map(group => elementText(group, key))
      .find(text => text !== null && text !== "") ?? null
  );
}

/** Null for a path that leads out of the folder. */
function joined(base: string, path: string): string | null {
  const parts = base === "" ? [] : base.split("/");
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The files in the folders above a project, and in its own, that its build reads: the nearest first. */
export function filesAbove(folder: ProjectFolder, file: string): string[] {
  const found: string[] = [];
  for (let at: string | null = parentOf(file); at !== null; at = at === "" ? null : parentOf(at)) {
    const prefix = at === "" ? "" : `${at}/`;
    found.push(...ABOVE.map(name => prefix + name).filter(path => folder.files.has(path)));
  }
  return found;
}

/** A project and all that it refers to. */
export function withReferences(
  projects: ReadonlyMap<string, DotnetProject>,
  one: DotnetProject,
): DotnetProject[] {
  const found = new Set([one]);
  // What is added on the way is gone through, too.
  for (const each of found)
    for (const file of each.references) {
      const next = projects.get(file);
      if (next) found.add(next);
    }
  return [...found];
}

/** All project files below a folder. */
export function dotnetFiles(folder: ProjectFolder): string[] {
  return matching(folder, /\.(?:cs|fs|vb)proj$/);
}
