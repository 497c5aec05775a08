/** package.json: a server, pages, or a workspace with several of them. */
import * as l10n from "@vscode/l10n";
import { readManifestProblem } from "../../ecosystems/manifest";
import { matching, parentOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import { readWorkspace } from "../../ecosystems/node/workspace";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import type { Found, Proposal } from "../plan";
import { isServer, kindOf } from "./kinds";
import type { NodeKind, ServerKind } from "./kind";
import { readNxProjects } from "./nx";
import { nextOutput, pagesProposal, standaloneProposal } from "./pages";
import { serverProposal } from "./server";

/** Reads a package and those of its workspace: the programs among them, and the folders that are its parts. */
export function readNodeProjects(folder: ProjectFolder): { found: Found[]; parts: readonly string[] } {
  if (!folder.files.has("package.json")) return { found: [], parts: [] };
  if (folder.files.has(".meteor/release")) return { found: [meteor()], parts: packagesBelow(folder) };
  const workspace = readWorkspace(folder);
  // With applications that have no package.json, the root has the packages of all of them and is no program itself.
  const ofNx = readNxProjects(folder, workspace);
  const packages = [...(ofNx.length > 0 ? [] : [workspace.root]), ...workspace.members];
  const found = [...ofNx, ...packages.flatMap(one => readOne(folder, workspace, one) ?? [])];
  const programs = found.filter(({ refused }) => !refused);
  return {
    // What refuses beside programs is a library, or something for another place.
    found: programs.length > 0 ? programs : found.slice(0, 1),
    parts: workspace.members.map(({ path }) => path),
  };
}

/** Meteor has a builder of its own, which no package manager brings. */
function meteor(): Found {
  return {
    what: "Meteor",
    manifest: "package.json",
    proposals: [],
    notes: [],
    refused: l10n.t("Meteor builds with its own tool, which no official image has."),
  };
}

function packagesBelow(folder: ProjectFolder): string[] {
  return matching(folder, /\/package\.json$/).map(parentOf);
}

function readOne(folder: ProjectFolder, workspace: NodeWorkspace, one: NodePackage): Found | null {
  const manifest = one.path === "" ? "package.json" : `${one.path}/package.json`;
  const kind = kindOf(folder, one);
  if (kind.kind === "plain" && one.path === "" && isOfAnother(folder, one)) return null;
  const proposed = proposalsOf(folder, workspace, one, kind);
  if (proposed === null) return null;
  const tool = { npm: "npm", pnpm: "pnpm", yarn: "Yarn", yarn1: "Yarn 1", bun: "Bun" }[workspace.manager];
  const what = kind.kind === "plain" || kind.kind === "part" ? "Node.js" : kind.what;
  const notes = [
    one.problem,
    folder.files.has("angular.json") && one.path === "" ? readManifestProblem(folder, "angular.json") : null,
  ];
  const named =
    kind.kind === "plain" && workspace.manager === "bun" ? "Bun" : l10n.t("{0} with {1}", what, tool);
  const base = { what: named, manifest, notes: notes.filter(note => note !== null) };
  return "refused" in proposed
    ? { ...base, proposals: [], refused: proposed.refused }
    : { ...base, proposals: proposed };
}

/** Whether the package is there for the pages of a program in another language, whose manifest stands beside it. */
function isOfAnother(folder: ProjectFolder, one: NodePackage): boolean {
  const others = ["composer.json", "Gemfile", "mix.exs", "manage.py", "artisan"];
  return others.some(file => folder.files.has(file)) && !isServer(one);
}

function proposalsOf(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
  kind: NodeKind,
): Proposal[] | { refused: string } | null {
  if (one.path === "" && workspace.members.length > 0 && kind.kind !== "plain" && buildsMembers(folder, one))
    return null;
  switch (kind.kind) {
    case "part":
      return null;
    case "refused":
      return { refused: kind.reason };
    case "pages": {
      const proposal = pagesProposal(folder, workspace, one, kind);
      return proposal === null
        ? { refused: l10n.t("Cannot determine which folder the build writes to.") }
        : [proposal];
    }
    case "next":
      return next(folder, workspace, one);
    case "server":
    case "plain":
      return server(folder, workspace, one, kind.kind === "plain" ? null : kind);
  }
}

function server(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
  kind: ServerKind | null,
): Proposal[] | { refused: string } | null {
  // The root of a workspace is a program where it says how it starts, or builds.
  const isRoot = one.path === "" && workspace.members.length > 0;
  if (isRoot && kind === null && startsMembers(folder, workspace, one)) return null;
  const proposal = serverProposal(folder, workspace, one, kind);
  if (proposal === null) return one.path === "" && !isRoot ? notAProgram(one) : null;
  return "refused" in proposal ? proposal : [proposal];
}

/** Whether the root of a workspace builds nothing of its own: its script builds the packages, or there is none and no page. */
function buildsMembers(folder: ProjectFolder, { scripts }: NodePackage): boolean {
  const build = scripts.get("build");
  if (build === undefined)
    return !folder.files.has("index.html") && matching(folder, /^[\w-]+\.config\.[cm]?[jt]s$/).length === 0;
  return /\b(?:turbo|nx|lerna|wsrun|workspaces?)\b|\s(?:-w|-r|-F|--recursive|--filter|--workspaces?)\b/.test(
    build,
  );
}

/** Whether the root of a workspace starts nothing by itself, or what it starts are its packages. */
function startsMembers(folder: ProjectFolder, { members }: NodeWorkspace, { scripts }: NodePackage): boolean {
  const start = scripts.get("start:prod") ?? scripts.get("start") ?? "";
  // Pages that are not there are built, by a script of their package.
  const words = start
    .split(/\s+/)
    .map(word => word.replace(/^\.\//, ""))
    .filter(word => !folder.files.has(word) && !/\.[cm]?js$/.test(word));
  return (
    start === "" ||
    /\b(?:turbo|nx|lerna|pnpm|yarn|concurrently|npm-run-all|run-p)\b|--workspace|-w\b|--filter/.test(start) ||
    members.some(({ path }) => words.some(word => word === path || word.startsWith(`${path}/`)))
  );
}

/** A package of tools alone is nothing to speak of; a library is one that people may ask about. */
function notAProgram(one: NodePackage): { refused: string } | null {
  const isLibrary = ["exports", "main", "module", "types", "peerDependencies"].some(
    key => one.fields[key] !== undefined,
  );
  return isLibrary
    ? { refused: l10n.t("package.json is that of a library: it has no script that starts a program.") }
    : null;
}

function next(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
): Proposal[] | { refused: string } | null {
  const output = nextOutput(folder, one);
  const isExported = output === "export" || /\bnext export\b/.test([...one.scripts.values()].join("\n"));
  const start = one.scripts.get("start") ?? "";
  if (isExported) {
    const script = one.scripts.has("build") ? "build" : null;
    const proposal = pagesProposal(folder, workspace, one, {
      snippet: "ms-react",
      output: "out",
      isOnePage: false,
      build: ["next", "build"],
      script,
    });
    return proposal === null ? null : [proposal];
  }
  const last = start.trim().split(/\s+/).at(-1) ?? "";
  const file = /^node\b/.test(start) && /\.[cm]?js$/.test(last) ? last.replace(/^\.\//, "") : undefined;
  const isMade =
    output === "standalone" &&
    file !== undefined &&
    !folder.files.has(one.path === "" ? file : `${one.path}/${file}`);
  const hasOwnServer = start !== "" && !/\bnext\b/.test(start) && !isMade;
  if (output === "standalone" && !hasOwnServer) return [standaloneProposal(folder, workspace, one)];
  return server(folder, workspace, one, {
    kind: "server",
    what: "Next.js",
    output: ".next",
    port: "3000",
    beside: [
      "public",
      "next.config.js",
      "next.config.mjs",
      "next.config.ts",
      "next-i18next.config.js",
      "content",
      "posts",
      "_posts",
    ],
    ...(hasOwnServer ? {} : { start: ["next", "start"] }),
  });
}
