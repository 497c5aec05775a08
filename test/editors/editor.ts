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

/** A folder of files in which an editor is run. */
export interface Project {
  readonly folder: string;
  /** The text of a file as it is now. */
  readonly read: (path: string) => string;
  /** Runs an editor there, which finds the server on its PATH as in the package of npm; answers what it left in the file RESULT. */
  readonly drive: (program: string, args: readonly string[]) => unknown;
  readonly remove: () => void;
}

/** Writes the arguments that it is given into the file RECORD, each with a NUL behind it, and builds nothing. */
const DOCKER = `#!/bin/sh
printf '%s\\0' "$@" > "$RECORD.part" && mv "$RECORD.part" "$RECORD"
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
