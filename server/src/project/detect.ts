/** Which programs a folder holds, by the files that their tools want. */
import { readCmakeProject } from "./cmake";
import { readDenoProject } from "./deno";
import { readDotnetProjects } from "./dotnet/dotnet";
import { readElixirProject } from "./elixir";
import { below, parentOf } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { readGoProject } from "./go";
import { readGradleProject } from "./java/gradle";
import { readMavenProject } from "./java/maven";
import { readNodeProjects } from "./node/node";
import { readPhpProject } from "./php/php";
import type { Found, Project, Whole } from "./plan";
import { readPythonProjects } from "./python/python";
import { readRubyProject } from "./ruby/ruby";
import { readRustProject } from "./rust/rust";
import { readStaticPages } from "./staticPages";
import { UNSUPPORTED_MANIFESTS, readUnsupported } from "./unsupported";

/** Several programs of one project, and the folders that are its parts. */
interface Reading {
  readonly found: readonly Found[];
  readonly parts: readonly string[];
}

interface Ecosystem {
  /** The names of the files that make a folder one of its projects. */
  readonly manifests: RegExp;
  readonly read: (folder: ProjectFolder, whole: Whole) => (Found & { folder?: string }) | null | Reading;
  /** Whether a project has those in all folders below as its parts. */
  readonly hasParts: boolean;
}

/** Where a folder has several: the language of the server first, what builds its pages later. */
const ECOSYSTEMS: readonly Ecosystem[] = [
  { manifests: /^go\.(?:mod|work)$/, read: readGoProject, hasParts: false },
  { manifests: /^Cargo\.toml$/, read: readRustProject, hasParts: true },
  { manifests: /^pom\.xml$/, read: readMavenProject, hasParts: true },
  { manifests: /^(?:build|settings)\.gradle(?:\.kts)?$/, read: readGradleProject, hasParts: true },
  { manifests: /^mix\.exs$/, read: readElixirProject, hasParts: true },
  { manifests: /^composer\.json$/, read: readPhpProject, hasParts: false },
  { manifests: /^Gemfile$/, read: readRubyProject, hasParts: false },
  {
    manifests:
      /^(?:pyproject\.toml|requirements\.txt|Pipfile|setup\.(?:py|cfg)|manage\.py|environment\.ya?ml)$/,
    read: readPythonProjects,
    hasParts: false,
  },
  { manifests: /^deno\.jsonc?$/, read: readDenoProject, hasParts: false },
  {
    manifests: /^package\.json$/,
    read: readNodeProjects,
    hasParts: false,
  },
  { manifests: /^CMakeLists\.txt$/, read: readCmakeProject, hasParts: true },
  { manifests: UNSUPPORTED_MANIFESTS, read: readUnsupported, hasParts: true },
];

/** Folders whose manifests are there for something else than a program that is shipped. */
const BESIDE =
  /(?:^|\/)(?:docs?|tests?|__tests__|spec|fixtures|fuzz|e2e|remix\.init|\.[^/]+|[^/{]*\{[^/]*)(?:\/|$)/;
/** More than anybody would look through. */
const MOST_PROJECTS = 50;

/** The projects of a folder and of those below it: the nearest first, then by the alphabet. Never throws. */
export function detectProjects(folder: ProjectFolder): Project[] {
  // Projects of .NET refer to each other across folders: they are read together, and their files lie beside no others.
  const found: Project[] = readDotnetProjects(folder).filter(
    ({ folder: path, manifest }) => !BESIDE.test(parentOf(`${path}/${manifest}`)),
  );
  const whole = new Map<Ecosystem, string[]>();
  for (const path of foldersOf(folder)) {
    const inside = below(folder, path);
    const names = [...inside.files].filter(file => !file.includes("/"));
    for (const ecosystem of ECOSYSTEMS) {
      if (!names.some(name => ecosystem.manifests.test(name))) continue;
      const above = whole.get(ecosystem) ?? [];
      if (above.some(parent => parent === "" || path === parent || path.startsWith(`${parent}/`))) continue;
      const reading = ecosystem.read(inside, { folder, path });
      const projects = reading === null ? [] : "found" in reading ? reading.found : [reading];
      const parts = reading !== null && "found" in reading ? reading.parts : [];
      const owned = [
        ...(ecosystem.hasParts && projects.length > 0 ? [path] : []),
        ...parts.map(part => (path === "" ? part : `${path}/${part}`)),
      ];
      if (owned.length > 0) whole.set(ecosystem, [...above, ...owned]);
      found.push(...projects.map(project => ({ folder: path, ...project })));
      if (found.length >= MOST_PROJECTS) return found.slice(0, MOST_PROJECTS);
    }
  }
  const pages = found.length === 0 ? readStaticPages(folder) : null;
  if (pages !== null) return [{ folder: "", ...pages }];
  const isRefused = ({ refused }: Project) => Number(Boolean(refused));
  return found.sort(
    (one, other) => isRefused(one) - isRefused(other) || depthOf(one.folder) - depthOf(other.folder),
  );
}

function depthOf(path: string): number {
  return path === "" ? 0 : path.split("/").length;
}

/** The folders that have a manifest. */
function foldersOf(folder: ProjectFolder): string[] {
  const manifests = [...folder.files].filter(file => {
    const name = file.slice(file.lastIndexOf("/") + 1);
    return ECOSYSTEMS.some(ecosystem => ecosystem.manifests.test(name)) && !BESIDE.test(parentOf(file));
  });
  return [...new Set(manifests.map(parentOf))].sort(
    (one, other) => depthOf(one) - depthOf(other) || (one < other ? -1 : 1),
  );
}
