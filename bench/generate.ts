/**
 * Dockerfiles to measure with: multi-stage files of any length that read like the ones people keep. The proportions are
 * those of several hundred real files: about fifteen lines to a stage, one line in seven a comment, one in four
 * continued, five heredocs in a thousand lines. The same seed gives the same text on every machine, and another seed
 * gives other names in every stage.
 */
import { type Language, languages, packages } from "./languages";

/** A place in the text, zero-based, as in the Language Server Protocol. */
export interface Place {
  line: number;
  character: number;
}

/** Two test stages whose names differ by a digit at the end of the second: typing it twice makes a duplicate. */
export interface Twins {
  /** Where the name of the first ends; the second is called the same with {@link TWIN_SUFFIX}. */
  nameEnd: Place;
  secondLine: number;
}

/** What the second of two twins has and the first has not: one character. */
export const TWIN_SUFFIX = "2";

/** A `COPY --from=<stage>` and the line of the stage that it names. */
export interface Reference {
  at: Place;
  stageLine: number;
}

/** A generated file, with the places that the measurements need. */
export interface Sample {
  text: string;
  lineCount: number;
  /** The names of all stages. */
  stages: string[];
  /** The names of those that others copy from. */
  builds: string[];
  /** Those nobody refers to, so that renaming them by a letter breaks nothing else. */
  twins: Twins[];
  /** Those where `--from` is the only flag. */
  references: Reference[];
}

interface Draft {
  lines: string[];
  stages: Map<string, number>;
  twins: Twins[];
  references: Reference[];
  /** Whether a file of this length has room for what is not needed. */
  roomy: boolean;
  chance: (probability: number) => boolean;
  /** A whole number from 0 up to, and without, the limit. */
  below: (limit: number) => number;
}

/** Writes a Dockerfile of about `lineCount` lines. */
export function generate(lineCount: number, seed: number): Sample {
  const random = randomNumbers(seed);
  const draft: Draft = {
    lines: [],
    stages: new Map(),
    twins: [],
    references: [],
    roomy: lineCount >= 100,
    chance: probability => random() < probability,
    below: limit => Math.floor(random() * limit),
  };
  draft.lines.push("# syntax=docker/dockerfile:1", "# Every service of the product, from source to image.");
  draft.lines.push("ARG VERSION=1.0", "");
  do {
    const language = languages[draft.below(languages.length)];
    if (language) addService(draft, language, `${language.service}${seed}-${draft.twins.length + 1}`);
  } while (draft.lines.length < lineCount - 30);
  return {
    text: draft.lines.join("\n") + "\n",
    lineCount: draft.lines.length,
    stages: [...draft.stages.keys()],
    builds: [...draft.stages.keys()].filter(name => name.endsWith("-build")),
    twins: draft.twins,
    references: draft.references,
  };
}

/** Mulberry32: small, fast, and the same numbers from the same seed everywhere. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function addService(draft: Draft, language: Language, name: string): void {
  addBuild(draft, language, name);
  addTests(draft, language, name);
  addImage(draft, language, name);
}

function addBuild(draft: Draft, language: Language, name: string): void {
  draft.lines.push(`# ${name}-build compiles the service with everything it needs.`);
  addStage(draft, language.image, `${name}-build`);
  add(draft, name, ["ARG VERSION", "WORKDIR /src/{name}", ...language.environment]);
  if (draft.roomy && draft.chance(0.7)) addPackages(draft, "Native add-ons need a compiler and the headers.");
  add(draft, name, [
    "# The dependencies first: they change less often than the source.",
    ...language.install,
  ]);
  add(draft, name, ["COPY shared shared", "COPY services/{name} .", ...language.compile]);
  if (draft.roomy && draft.chance(0.3)) {
    add(draft, name, ["RUN <<EOF", "set -e", "# what the image says about itself", "mkdir -p /out"]);
    add(draft, name, ['echo "{name} $VERSION" > /out/{name}.env', "EOF"]);
  }
  draft.lines.push("");
}

function addTests(draft: Draft, language: Language, name: string): void {
  const twin = `${name}-test`;
  const line = addStage(draft, `${name}-build`, twin);
  const nameEnd = { line, character: draft.lines[line]?.length ?? 0 };
  add(draft, name, ["ENV CI=true \\", "    REPORTS=/reports/{name}", ...language.test]);
  if (draft.roomy && draft.chance(0.6)) {
    add(draft, name, ["# Reports are picked up by the pipeline.", "RUN mkdir -p /reports/{name} \\"]);
    add(draft, name, ["    && cp -r . /reports/{name} \\", "    && ls -l /reports/{name}"]);
  }
  draft.lines.push("", "# The slow half of the tests.");
  const secondLine = addStage(draft, `${name}-build`, twin + TWIN_SUFFIX);
  add(draft, name, [`ENV CI=true SLOW=${draft.below(9000)}`, ...language.test, ""]);
  draft.twins.push({ nameEnd, secondLine });
}

function addImage(draft: Draft, language: Language, name: string): void {
  draft.lines.push(`# ${name} is what runs in production.`);
  addStage(draft, language.runtimeImage, name);
  add(draft, name, ["ARG VERSION", 'LABEL org.opencontainers.image.version="$VERSION" \\']);
  add(draft, name, [
    '      org.opencontainers.image.title="{name}" \\',
    '      org.opencontainers.image.vendor="us"',
  ]);
  if (draft.roomy && draft.chance(0.5)) addPackages(draft, "What the service calls at run time.");
  draft.lines.push("WORKDIR /app");
  addCopy(draft, "", `${name}-build`, `${language.output.replaceAll("{name}", name)} ./`);
  if (draft.roomy) {
    addCopy(draft, "--link --chown=1000:1000 ", `${name}-build`, `/src/${name}/conf /etc/${name}`);
    const [neighbour] = draft.stages.keys();
    if (neighbour && draft.chance(0.4)) {
      draft.lines.push(`RUN --mount=type=bind,from=${neighbour},source=/src,target=/mnt \\`);
      draft.lines.push(`    ls /mnt > /app/${name}.txt`);
    }
  }
  add(draft, name, ["# Nobody needs to be root here.", "USER 1000", `EXPOSE ${1024 + draft.below(60000)}`]);
  add(draft, name, ["HEALTHCHECK --interval=30s --timeout=3s CMD /app/{name}-healthy", language.start, ""]);
}

function addPackages(draft: Draft, reason: string): void {
  draft.lines.push(
    `# ${reason}`,
    "RUN apt-get update \\",
    "    && apt-get install -y --no-install-recommends \\",
  );
  for (let count = 2 + draft.below(4); count > 0; count--) {
    const [name, major, minor] = [packages[draft.below(packages.length)], draft.below(9), draft.below(40)];
    if (count === 2 && draft.chance(0.3)) draft.lines.push("        # pinned until the next release");
    draft.lines.push(`        ${name ?? "git"}=${major}.${minor}* \\`);
  }
  draft.lines.push("    && rm -rf /var/lib/apt/lists/*");
}

/** Adds lines with the service's name filled in: few lines of a real file are the same, and a cache must not win by that. */
function add(draft: Draft, name: string, lines: readonly string[]): void {
  for (const line of lines) draft.lines.push(line.replaceAll("{name}", name));
}

function addStage(draft: Draft, base: string, name: string): number {
  const line = draft.lines.push(`FROM ${base} AS ${name}`) - 1;
  draft.stages.set(name, line);
  return line;
}

function addCopy(draft: Draft, otherFlags: string, stage: string, paths: string): void {
  const beforeName = `COPY ${otherFlags}--from=`;
  const line = draft.lines.push(`${beforeName}${stage} ${paths}`) - 1;
  const stageLine = draft.stages.get(stage);
  if (otherFlags === "" && stageLine !== undefined) {
    draft.references.push({ at: { line, character: beforeName.length + 1 }, stageLine });
  }
}
