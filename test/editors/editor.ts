/** What the tests of all other editors share: the package of npm, the blocks of docs/editors.md, a project, and a docker that builds nothing. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { installPackage } from "../support/npmPackage";
import type { InstalledPackage } from "../support/npmPackage";

/** An editor and its server start in it, on a machine that does other things. */
export const WITHIN = 60_000;

/** A project whose stages other files name: two build api/Dockerfile, one web/Dockerfile. */
export const PROJECT: Readonly<Record<string, string>> = {
  "api/Dockerfile": `# compile makes the program
FROM alpine:3.22 AS compile
RUN make

FROM scratch
COPY --link --from=compile /program /

FROM scratch AS compiled
COPY --link --from=compile /program /
`,
  "web/Dockerfile": "FROM alpine:3.22 AS site\n\nFROM scratch\nCOPY --link --from=site / /\n",
  "compose.yaml": `services:
  compile:
    build:
      context: api
      target: compile # as in: compile
  web:
    build:
      context: .
      dockerfile: web/Dockerfile
      args:
        VERSION: "1.2 beta"
        TOKEN:
        OPEN: $NOT_SET_ANYWHERE/x
      additional_contexts:
        assets: ./assets
        tools: docker-image://alpine:3.22
      platforms: [linux/amd64, linux/arm64]
      secrets: [npm]
      ssh: [default]
secrets:
  npm:
    file: .npmrc
`,
  "docker-bake.hcl": `target "compile" {
  context = "api"
  target  = "compile"
}
`,
};

/** The project with the stage `compile` renamed to `build`: what only looks like its name stays as it is. */
export const RENAMED: Readonly<Record<string, string>> = {
  ...PROJECT,
  "api/Dockerfile": (PROJECT["api/Dockerfile"] ?? "").replaceAll(/compile\b/g, "build"),
  "compose.yaml": (PROJECT["compose.yaml"] ?? "").replace("target: compile", "target: build"),
  "docker-bake.hcl": (PROJECT["docker-bake.hcl"] ?? "").replace('= "compile"', '= "build"'),
};

/** What a lens that builds has come to: the folder and the arguments of docker, or what was said instead. */
export interface SeenBuild {
  arguments?: string[];
  /** What was left out, where the editor tells it. */
  warned?: string;
  said?: string;
}

/** The lenses of api/Dockerfile once `compile` is renamed that build or count: the line, from 0, and the title. */
export const LENSES: readonly [number, string][] = [
  [1, "4 references"],
  [1, "▶ Build up to build"],
  [4, "▶ Name this stage and build"],
  [7, "▶ Build compiled"],
];

/** Those of all lenses that {@link LENSES} has, in its order. `first` is the number of the first line. */
export function comparedLenses(lenses: readonly [number, string][], first: 0 | 1): [number, string][] {
  return lenses
    .filter(([, title]) => title.startsWith("▶") || title.endsWith("references"))
    .map(([line, title]): [number, string] => [line - first, title])
    .sort(([line, title], [other, otherTitle]) => line - other || (title < otherTitle ? -1 : 1));
}

/**
 * Throws unless the stages of lines 2, 5 and 8 of api/Dockerfile and of lines 1 and 3 of web/Dockerfile were built with all that
 * other files give. `folderOf` is the folder that the editor runs a program in for a file without a service of its own;
 * `hasNull` says whether the editor hands over what has no value.
 */
export function assertBuilds(
  { folder }: Project,
  seen: readonly SeenBuild[],
  folderOf: (file: string) => string,
  hasNull: boolean,
): void {
  const [api, web] = ["api", "web"].map(name => join(folder, name, "Dockerfile")) as [string, string];
  /** Two files build it, and none is chosen. */
  const ofApi = (target: string) => [folderOf(api), "build", "--file", api, "--target", target, dirname(api)];
  const given = [
    ...(hasNull ? [["--build-arg", "TOKEN"]] : []),
    ["--build-arg", "VERSION=1.2 beta"],
    ["--build-context", `assets=${join(folder, "assets")}`],
    ["--build-context", "tools=docker-image://alpine:3.22"],
    ["--platform", "linux/amd64"],
    ["--platform", "linux/arm64"],
    ["--secret", `id=npm,src=${join(folder, ".npmrc")}`],
    ["--ssh", "default"],
  ];
  assert.deepEqual(seen.slice(0, 3), [
    { arguments: ofApi("build") },
    { said: "Name this stage first: docker build takes a stage by its name" },
    { arguments: ofApi("compiled") },
  ]);
  // The context is that of the only service that builds it; the last stage needs no name.
  for (const [index, target] of [["--target", "site"], []].entries()) {
    const { arguments: all = [], warned } = seen[3 + index] ?? {};
    if (warned !== undefined) assert.match(warned, /: --build-arg OPEN=[^,]*$/);
    const before = [folder, "build", "--file", web, ...target];
    assert.deepEqual(all.slice(0, before.length), before);
    assert.equal(all.at(-1), folder);
    const options = all.slice(before.length, -1);
    // Arguments and contexts of a build have no order.
    const pairs = options.flatMap((option, at) => (at % 2 === 0 ? [[option, options[at + 1] ?? ""]] : []));
    assert.deepEqual(pairs.map(String).sort(), given.map(String).sort());
  }
}

/** A folder of files in which an editor is run. */
export interface Project {
  readonly folder: string;
  /** The text of a file as it is now. */
  readonly read: (path: string) => string;
  /** Runs an editor there, which finds the server on its PATH as in the package of npm; answers what it left in the file RESULT. */
  readonly drive: (program: string, args: readonly string[]) => unknown;
  readonly remove: () => void;
}

/** Writes the folder it is run in and its arguments into the file RECORD, each with a NUL behind it, and builds nothing. */
const DOCKER = `#!/bin/sh
printf '%s\\0' "$PWD" "$@" > "$RECORD.part" && mv "$RECORD.part" "$RECORD"
`;

/** Writes the files of a project into a new folder, and installs the package for the first one. */
export function openProject(files: Readonly<Record<string, string>>): Project {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "dockerfile-stages-editor-")));
  const folder = join(top, "project");
  const programs = join(top, "programs");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(programs);
  writeFileSync(join(programs, "docker"), DOCKER);
  chmodSync(join(programs, "docker"), 0o755);
  const { commands } = installedPackage();
  const result = join(top, "result.json");
  return {
    folder,
    read: path => readFileSync(join(folder, path), "utf8"),
    drive: (program, args) => {
      rmSync(result, { force: true });
      const ended = spawnSync(program, args, {
        cwd: folder,
        encoding: "utf8",
        timeout: WITHIN,
        env: {
          ...process.env,
          HOME: top,
          LANG: "C.UTF-8",
          RESULT: result,
          RECORD: join(top, "record"),
          PATH: [programs, commands, process.env["PATH"] ?? ""].join(delimiter),
          XDG_CACHE_HOME: top,
          XDG_CONFIG_HOME: top,
          XDG_DATA_HOME: top,
          XDG_STATE_HOME: top,
        },
      });
      assert.equal(ended.status, 0, ended.stderr);
      return JSON.parse(readFileSync(result, "utf8")) as unknown;
    },
    remove: () => {
      rmSync(top, { recursive: true, force: true });
    },
  };
}

let installed: InstalledPackage | undefined;
after(() => installed?.remove());

/** The package of npm, packed and installed for whichever test asks first. */
export function installedPackage(): InstalledPackage {
  return (installed ??= installPackage());
}

/** The blocks of docs/editors.md in a language, each below the heading of its editor, in their order. */
export function documentedBlocks(language: string): { heading: string; text: string }[] {
  const page = readFileSync(resolve(__dirname, "../../docs/editors.md"), "utf8");
  const sections = page.split(/^## /m).slice(1);
  return sections.flatMap(section =>
    [...section.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, text = ""]) => ({
      heading: section.slice(0, section.indexOf("\n")),
      text,
    })),
  );
}
