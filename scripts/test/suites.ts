/** The suites of `npm test`, in the order in which they are reported, and the commands that each consists of. */

/**
 * Suites of one lane run one after the other, lanes beside each other: `processor` computes for as long as it runs, `window`
 * waits for a window most of its time, `engine` for the container engine.
 */
export type Lane = "processor" | "window" | "engine";

/** Arguments of Node.js. A command counts as one test, unless it leaves counts of its own. */
export interface Command {
  readonly args: readonly string[];
  readonly leavesCounts?: true;
}

export interface Suite {
  readonly name: string;
  readonly about: string;
  readonly lane: Lane;
  /** The suites whose results it uses: they run before it, whether somebody asked for them or not. */
  readonly uses?: readonly string[];
  readonly commands: readonly Command[];
  /** The commands do not hurt each other: they run at the same time. */
  readonly areBeside?: true;
}

const BUNDLES = ["build"];

export const SUITES: readonly Suite[] = [
  {
    name: "build",
    about: "every bundle",
    lane: "processor",
    commands: [{ args: ["esbuild.mjs"] }],
  },
  {
    name: "check",
    about: "types, lint rules, format",
    lane: "processor",
    commands: [
      { args: ["node_modules/typescript/bin/tsc", "-b"] },
      { args: ["node_modules/eslint/bin/eslint.js", "."] },
      { args: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."] },
    ],
    areBeside: true,
  },
  {
    name: "unit",
    about: "text in, facts out",
    lane: "processor",
    // The other lanes have the processors as well.
    commands: [
      mocha("test/!(protocol|editors|e2e|builds)/**/*.test.ts", "--reporter-option=brief", "--timeout=60000"),
    ],
  },
  {
    name: "protocol",
    about: "the real language server over stdio",
    lane: "processor",
    uses: BUNDLES,
    commands: [mocha("test/protocol/**/*.test.ts", "--timeout=60000")],
  },
  {
    name: "editors",
    about: "other editors with the server that they are given",
    lane: "processor",
    uses: BUNDLES,
    commands: [mocha("test/editors/**/*.test.ts")],
  },
  {
    name: "e2e",
    about: "inside a real VS Code",
    lane: "window",
    uses: BUNDLES,
    commands: [script("test/e2e/run.ts")],
  },
  {
    name: "ui",
    about: "the packed extension in a real window",
    lane: "window",
    uses: BUNDLES,
    commands: [script("test/e2e/ui/run.ts")],
  },
  {
    name: "web",
    about: "VS Code for the Web, without a machine",
    lane: "window",
    uses: BUNDLES,
    commands: [script("test/e2e/web/run.ts")],
  },
  {
    name: "builds",
    about: "the examples, the snippets and the tutorials, built by a real engine",
    lane: "engine",
    uses: BUNDLES,
    commands: [mocha("test/builds/!(tutorials).test.ts"), mocha("test/builds/tutorials.test.ts")],
    areBeside: true,
  },
  {
    name: "oracle",
    about: "the same texts to a real builder and to our server",
    lane: "engine",
    uses: BUNDLES,
    commands: [script("test/oracle/differential/run.ts")],
  },
];

/** The suites of these names and those that they use, in the order of all; all of them where none is named. */
export function suitesNamed(names: readonly string[], suites: readonly Suite[] = SUITES): Suite[] {
  const wanted = new Set(names);
  for (const { name, uses = [] } of [...suites].reverse())
    if (wanted.has(name)) for (const used of uses) wanted.add(used);
  return suites.filter(({ name }) => names.length === 0 || wanted.has(name));
}

function mocha(files: string, ...options: string[]): Command {
  return {
    args: ["node_modules/mocha/bin/mocha.js", "--forbid-only", ...options, files],
    leavesCounts: true,
  };
}

function script(file: string): Command {
  return { args: ["--import", "tsx", file], leavesCounts: true };
}
