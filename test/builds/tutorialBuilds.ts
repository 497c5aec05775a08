/** The texts of the tutorials, given to a real engine: what it says, and what the images print. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { reachableFrom, stageGraph } from "../../server/src/stages/model/graph";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import type { StageModel } from "../../server/src/stages/model/model";
import { withoutSyntax } from "../oracle/differential/ask";
import { imageName } from "../oracle/differential/images";
import { docker, ensureImages } from "../support/engine";
import { imagesOf } from "../support/exampleProjects";
import { folderOf } from "../tutorials/tutorial";
import type { Refusal, Tutorial } from "../tutorials/tutorial";
import { standInFor } from "./tutorialImages";
import type { StandIn } from "./tutorialImages";

const WITHIN = 5 * 60_000;
const CACHE_ONLY = ["--output", "type=cacheonly"];
const IMAGE = "dockerfile-stages-tests/tutorial";

/** Builds; `close` takes away what was made for it. */
export interface TutorialBuilds {
  /** Why the images that a text needs cannot be had; undefined where they are there. */
  readonly provide: (text: string) => Promise<string | undefined>;
  /** Builds every stage of a text, the last one last; null where that goes well, else what the builder says. */
  readonly build: (tutorial: Tutorial, text: string, more?: BuildOptions) => Promise<Refusal | null>;
  /** What the image prints that was kept last. */
  readonly run: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface BuildOptions {
  /** Files of the folder that are another text, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: readonly string[];
  /** The image is kept to be run; else nothing but the builder's cache is. */
  readonly isKept?: true;
}

/** Opens a place to build tutorials in. */
export function openBuilds(): TutorialBuilds {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-tutorials-"));
  const made = new Map<string, Promise<void>>();
  let count = 0;

  const makeStandIn = async ({ name, base, dockerfile }: StandIn): Promise<void> => {
    const context = join(folder, name.replaceAll("/", "-"));
    mkdirSync(context);
    writeFileSync(join(context, "Dockerfile"), `FROM ${base}\n${dockerfile}\n`);
    const { status, stderr } = await docker(["buildx", "build", "--load", "--tag", name, context], {
      timeout: WITHIN,
    });
    assert.equal(status, 0, stderr);
  };
  const standInsOf = (text: string): [string, StandIn][] =>
    imagesOf(modelOf(text)).flatMap(image => {
      const by = imageName(image) === null ? null : standInFor(image);
      return by ? [[image, by] as [string, StandIn]] : [];
    });
  const ask = async (
    tutorial: Tutorial,
    text: string,
    args: readonly string[],
    { files = {}, options = [] }: BuildOptions = {},
  ): Promise<Refusal | null> => {
    const context = join(folder, String(count++));
    cpSync(folderOf(tutorial), context, { recursive: true });
    // Another frontend would have to be fetched: the one of the engine reads the file.
    for (const [path, content] of Object.entries({ ...files, Dockerfile: withoutSyntax(text) ?? text }))
      writeFileSync(join(context, path), content);
    const contexts = standInsOf(text).flatMap(([image, { name }]) => [
      "--build-context",
      `${image}=docker-image://${name}`,
    ]);
    const all = ["buildx", "build", "--progress=plain", ...contexts, ...options, ...args, context];
    const { status, stderr, stdout } = await docker(all, { timeout: WITHIN });
    return status === 0 ? null : refusalIn(stderr + stdout);
  };

  return {
    provide: async text => {
      const wanted = new Map(standInsOf(text).map(([, by]) => [by.name, by]));
      // The engine is asked once for each: under load it may not answer in time, and a file would be skipped.
      const bases = [...wanted.values()].flatMap(({ name, base }) => (made.has(name) ? [] : [base]));
      const missing = bases.length > 0 ? await ensureImages([...new Set(bases)]) : undefined;
      if (missing !== undefined) return missing;
      for (const [name, by] of wanted) {
        const making = made.get(name) ?? makeStandIn(by);
        made.set(name, making);
        await making;
      }
      return undefined;
    },
    build: async (tutorial, text, more) => {
      const model = modelOf(text);
      const last = model.stages.length - 1;
      // The last stage is built without its name, and what it needs is built along.
      const along = new Set(reachableFrom(stageGraph(model), last));
      const others = model.stages.filter(({ index, name }) => !along.has(index) && name !== "");
      for (const { name } of others) {
        const args = ["--target", name, ...CACHE_ONLY];
        const refusal = await ask(tutorial, text, args, more);
        if (refusal) return refusal;
      }
      const output = more?.isKept ? ["--load", "--tag", IMAGE] : CACHE_ONLY;
      return ask(tutorial, text, output, more);
    },
    run: async () => {
      const run = () => docker(["run", "--rm", "--network", "none", IMAGE], { timeout: WITHIN });
      let ended = await run();
      // Under load the engine's program may lose all that a container wrote that ended at once.
      if (ended.status === 0 && ended.stdout + ended.stderr === "") ended = await run();
      const { status, stdout, stderr } = ended;
      return status === 0 ? stdout + stderr : `ended with ${status ?? "no status"}: ${stdout}${stderr}`;
    },
    close: async () => {
      await docker(["image", "rm", "--force", ...made.keys(), IMAGE], { timeout: WITHIN });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function modelOf(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

/** The last words of a build that failed, and the line that it names. */
function refusalIn(output: string): Refusal {
  const says =
    /^ERROR: (?:failed to build: )?(?:failed to solve: )?(?:failed to run Build function: )?(.*)$/m.exec(
      output,
    )?.[1];
  const line = /^Dockerfile:(\d+)$/m.exec(output)?.[1] ?? /parse error on line (\d+)/.exec(output)?.[1];
  return { line: line === undefined ? null : Number(line), says: withoutChance(says ?? output.trim()) };
}

/** Without the number of a snapshot, and without how a registry could not be reached. */
function withoutChance(message: string): string {
  return message
    .replace(/^failed to compute cache key: failed to calculate checksum of ref \S+ /, "")
    .replace(/(failed to resolve source metadata for \S+):.*/, "$1");
}
