/** The workspace of a run: its files, and what those around Dockerfiles say of builds, as the server's index has it. */
import { shownPath, systemPath, uriFrom } from "./paths";
import type { FailedFile } from "./problem";
import { isDenied } from "./textFile";
import { isDockerfileName } from "../shared/filePatterns";
import { host } from "./host";
import { createAroundDockerfiles } from "../workspace/aroundDockerfiles";
import { createLinkedBuilds } from "../workspace/linkedBuilds";
import type { LinkedBuilds } from "../workspace/linkedBuilds";
import type { Settings } from "../workspace/settings";
import { createBuildsAround } from "../workspace/buildsAround";
import type { BuildsAroundOf } from "../workspace/buildsAround";
import { addressBelow, rootOf } from "../workspace/roots";
import type { Root } from "../workspace/roots";
import type { UsesIndex } from "../workspace/usesIndex";
import { createUsesInForce } from "../workspace/usesInForce";
import type { UsesInForce } from "../workspace/usesInForce";
import { usesLookup } from "../workspace/usesLookup";
import type { UsesLookup } from "../workspace/usesLookup";
import { findFiles } from "../workspace/workspaceFiles";

/** What is known of a workspace; nothing of it changes during a run. */
export interface Workspace {
  readonly roots: readonly Root[];
  /** All files below the roots that nobody has left out, as paths, in the order of their names. */
  readonly paths: readonly string[];
  readonly uses: UsesLookup;
  readonly usesInForce: UsesInForce;
  readonly buildsAround: BuildsAroundOf;
  /** Whether a file is read for what it says of builds. */
  readonly describesBuilds: (path: string) => boolean;
  /** What people should know of the reading: its limits. */
  readonly notes: readonly string[];
  /** Files and folders that may not be read. */
  readonly failed: readonly FailedFile[];
}

/** All of a workspace: what is not looked at in CI has nobody who sees it. A folder that holds itself comes to an end. */
const LIMITS = { folders: 1_000_000, depth: 100 };
/** What a folder is listed up to. */
const MOST_IN_FOLDER = 1_000_000;
/** Files that never say anything of builds: where there are only such, what reads the others is not loaded. */
const SAYS_NOTHING =
  /\.(?:md|txt|c|h|cc|cpp|go|rs|py|java|rb|css|html|svg|png|jpg|lock|dockerignore|gitignore)$/;

/** What of a workspace is wanted: all of it, the list of its files, or nothing but its roots. */
export type WorkspaceParts = "uses" | "paths" | "nothing";

/** Opens a workspace, as far as it is wanted. */
export async function openWorkspace(
  roots: readonly Root[],
  wanted: WorkspaceParts = "uses",
): Promise<Workspace> {
  const notes: string[] = [];
  const failed: FailedFile[] = [];
  const paths: string[] = [];
  for (const root of wanted === "nothing" ? [] : roots)
    // More of them than a call can have as arguments.
    for (const path of await filesOf(root, notes, failed)) paths.push(path);
  paths.sort((one, other) => (one < other ? -1 : 1));
  const saysSomething = paths.some(path => !isDockerfileName(path) && !SAYS_NOTHING.test(path));
  const index = wanted === "uses" && saysSomething ? await indexOf(roots, paths, notes, failed) : null;
  const uses = usesLookup(
    () => index,
    () => roots,
    (root, below) => host.list(addressBelow(root, below), root.uri, MOST_IN_FOLDER),
  );
  const usesInForce = createUsesInForce(uses);
  return {
    roots,
    paths,
    uses,
    usesInForce,
    buildsAround: createBuildsAround(usesInForce, uses),
    describesBuilds: path => index?.describesBuilds(path) === true && uses.documentOf(path) !== null,
    notes,
    failed,
  };
}

async function filesOf(root: Root, notes: string[], failed: FailedFile[]): Promise<string[]> {
  const { paths, isComplete, unread } = await findFiles({
    find: null,
    list: path => host.list(addressBelow(root, path), root.uri, MOST_IN_FOLDER),
    read: path => host.readText(addressBelow(root, path), root.uri),
    limits: LIMITS,
  });
  if (!isComplete) notes.push(`${shownPath(root.path)} has more files and folders than are searched.`);
  const start = root.path === "/" ? "" : root.path;
  for (const folder of unread)
    failed.push({ path: start + folder || "/", failure: "This folder cannot be read." });
  return paths.map(path => start + path);
}

async function indexOf(
  roots: readonly Root[],
  paths: readonly string[],
  notes: string[],
  failed: FailedFile[],
): Promise<UsesIndex> {
  const { createIndex } = await import("../workspace/usesIndex");
  return createIndex({
    roots: roots.map(({ path }) => path),
    paths,
    read: async path => {
      const root = rootOf(roots, path);
      if (!root) return null;
      const text = await host.readText(addressBelow(root, path.slice(root.path.length)), root.uri);
      if (text === null && isDenied(systemPath(path))) failed.push({ path, failure: "Permission denied." });
      return text;
    },
    log: message => {
      notes.push(message);
    },
  });
}

/** The stages of other Dockerfiles that the builds of a workspace take. */
export function linkedBuildsOf(
  { uses, usesInForce }: Workspace,
  settingsOf: (uri: string) => Promise<Settings>,
): LinkedBuilds {
  const dockerfiles = createAroundDockerfiles(dockerfileReader, settingsOf, null);
  return createLinkedBuilds({ uses, usesInForce, dockerfiles, machine: host.machine });
}

/** Whether the build in force of a Dockerfile takes the image of another build, or one of those does that may be meant. */
export function takesOtherBuild({ usesInForce }: Workspace, uri: string): boolean {
  const { inForce, meant } = usesInForce.of(uri);
  return (inForce ? [inForce] : meant).some(({ contexts }) =>
    [...contexts.values()].some(({ value }) => value.build !== null),
  );
}

/** Reads a Dockerfile that another file names. */
export async function dockerfileReader(path: string): Promise<{ uri: string; text: string } | null> {
  const uri = uriFrom(path);
  const text = await host.readText(uri);
  return text === null ? null : { uri, text };
}
