// Real repositories, which are not part of the project: every reference in their files is found at its line, and comes to the
// Dockerfile and the stage that people who read them gave.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Use } from "../../server/src/around/use";
import { withSharedData } from "../stages/sharedData";
import { folderFiles, readFile } from "./read";
import { sharedAround, unpackRepositories } from "./sharedRepositories";

/** A line of a file that says how something is built. */
interface Reference {
  readonly repo: string;
  readonly file: string;
  readonly kind: string;
  readonly line: number;
  readonly dockerfile: string | null;
  readonly target: string | null;
  readonly targetExists: boolean | "dynamic" | null;
  readonly contexts: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly candidates?: readonly string[];
}

/** Lines that we read otherwise, by the end of their file's path, each with the reason. */
const UNLIKE: readonly (readonly [file: string, lines: readonly number[], reason: string])[] = [
  [
    "packages/run-package-tests.sh",
    [54],
    "X=${X:-default} is its default; the list has every file that X could name",
  ],
  [
    "packaging/build.sh",
    [62, 96],
    "arguments in an array, and a folder of which the first part of a name is taken",
  ],
  ["images/semaphore/docker-bake.hcl", [18], "the list names the line of a matrix, not of the target"],
  ["cmd/cli/docker-bake.hcl", [8], "the file builds from two folders, and this target from either"],
  [
    "docker/model-runner/Makefile",
    [40],
    "the line of a variable that recipes use, which are found where they are",
  ],
  ["utils/build/build.sh", [372], "a command behind a function that runs it with flags in a variable"],
  ["pyHDLC/__init__.py", [449, 481], "Python"],
  ["header_injector/Makefile", [15], "$(foreach …) is not evaluated"],
  ["linkerd/dev/justfile", [103], "an expression of just in which the context is"],
  ["container-features/test.sh", [24], "flags in a variable that is set in one branch"],
  ["test/regression/test.sh", [33], "the command is put together in an array"],
  ["model_server/Makefile", [626], "a folder that a target's name gives"],
];

withSharedData(() => {
  describe("the files of real repositories", function () {
    this.timeout(120_000);
    const folder = unpackRepositories();

    const references = readFileSync(join(sharedAround(), "around.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map(line => JSON.parse(line) as Reference);
    for (const kind of new Set(references.map(reference => reference.kind)))
      it(`have the uses that people found: ${kind}`, async () => {
        const ours = new Map<string, Promise<readonly Use[]>>();
        const missed: string[] = [];
        for (const reference of references.filter(each => each.kind === kind)) {
          const root = join(folder(), "files", reference.repo.replace("/", "+"));
          const path = join(root, reference.file);
          const files = folderFiles(root);
          const uses = ours.get(path) ?? readFile(path, files).then(reading => reading.uses);
          ours.set(path, uses);
          const text = files.text(path) ?? "";
          const near = (await uses).filter(use => linesOf(use, path, text).includes(reference.line));
          if (!near.some(use => isMeant(use, reference, root)) && !isUnlike(reference))
            missed.push(`${reference.repo}/${reference.file}:${reference.line}`);
        }
        assert.deepEqual(missed, []);
      });
  });
});

function isUnlike({ repo, file, line }: Reference): boolean {
  return UNLIKE.some(([end, lines]) => `${repo}/${file}`.endsWith(end) && lines.includes(line));
}

/** The lines, from 1, at which a use can be found: that of its head and that of its target. */
function linesOf({ place, target }: Use, path: string, text: string): number[] {
  const places = [place, target?.place].flatMap(each => (each?.file === path ? [each.span.start] : []));
  return places.map(offset => text.slice(0, offset).split("\n").length);
}

function isMeant(
  use: Use,
  { dockerfile, target, targetExists, candidates, args, contexts }: Reference,
  root: string,
): boolean {
  const path = use.dockerfile.path === null ? null : relative(root, use.dockerfile.path);
  if (dockerfile !== null && path !== dockerfile) return false;
  const ours = use.target?.text.toLowerCase() ?? "";
  const isTarget =
    targetExists === "dynamic"
      ? use.target?.isOpen === true || candidates === undefined || candidates.includes(ours)
      : ours === (target?.toLowerCase() ?? "");
  // A name that an expression gives is none that can be seen.
  const names = Object.keys(contexts).filter(name => !name.startsWith("${{"));
  return (
    isTarget &&
    args.every(name => use.args.has(name) || use.isPartial) &&
    names.every(name => use.contexts.has(name))
  );
}
