/** How soon the forecast of a build follows a change where the build context has 100,000 files, and how long who asks stands still for it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { StageInputs } from "../server/src/protocol";
import { createHistoryThread } from "../client/src/history/historyThread";
import type { Verdict } from "./goals";
import { median, timed } from "./rounds";
import { milliseconds, table } from "./table";

/** Milliseconds: medians from the question to the answer, and the longest time that the thread which asks could do nothing else. */
export interface ForecastFigure {
  /** `node_modules` is ignored. */
  ignored: number;
  /** It is not: the forecast finds that there are too many files, and says so. */
  tooMany: number;
  longestBlock: number;
}

const FOLDERS = 1_000;
const FILES_EACH = 100;
const ROUNDS = 7;
const MOST_MS = 1_000;
/** What the window waits for more changes before it asks (`views/forecasts.ts`). */
const QUIET_MS = 300;
const BLOCK_MS = 50;
const TARGETS = [0];

/** `COPY src /src` and `COPY . /all` as the server answers them. */
const STAGES: (StageInputs & { name: string })[] = [
  {
    ...{ name: "build", base: { image: "alpine" }, platform: null, isReplaced: false },
    steps: ["src", "."].map((source, index) => ({
      ...{ keyword: "COPY", text: `COPY ${source} /to`, instruction: index + 1, isTrigger: false },
      ...{
        operation: `COPY ${source}`,
        variables: {},
        takes: [],
        remote: [],
        isOpen: false,
        isLinked: false,
      },
      reads: [{ context: null, sources: [source], arePatterns: true, exclude: [], parents: false }],
    })),
  },
];

/** Measures the thread that the extension starts; `module` is its bundle. */
export async function measureForecast(module: string): Promise<ForecastFigure> {
  const root = mkdtempSync(join(tmpdir(), "bench-forecast-"));
  try {
    for (let folder = 0; folder < FOLDERS; folder++) {
      const own = join(root, "context", "node_modules", `package-${folder}`);
      mkdirSync(own, { recursive: true });
      for (let file = 0; file < FILES_EACH; file++) writeFileSync(join(own, `${file}.js`), `${file}`);
    }
    mkdirSync(join(root, "context", "src"));
    const ignored = await measureContext(module, root, "node_modules\n");
    const tooMany = await measureContext(module, root, "");
    return {
      ignored: ignored.time,
      tooMany: tooMany.time,
      longestBlock: Math.max(ignored.longestBlock, tooMany.longestBlock),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function measureContext(
  module: string,
  root: string,
  ignore: string,
): Promise<{ time: number; longestBlock: number }> {
  const context = join(root, "context");
  const changed = join(context, "src", "main.c");
  writeFileSync(join(context, ".dockerignore"), ignore);
  writeFileSync(changed, "first");
  const thread = createHistoryThread(module, mkdtempSync(join(root, "history-")), () =>
    Promise.resolve("salt"),
  );
  const dockerfile = join(context, "Dockerfile");
  const build = {
    ...{ dockerfile: `file://${dockerfile}`, path: dockerfile, stages: STAGES, builder: "docker" },
    ...{ platform: "", noCache: [], contexts: { "": context }, images: {} },
  };
  await thread.ask("begin", "build", { ...build, target: 0 });
  const outcomes = [0, 1].map(step => ({ stage: 0, step, outcome: "ran" as const, took: 1 }));
  await thread.ask("end", "build", Date.now(), outcomes, {});
  const times: number[] = [];
  let longestBlock = 0;
  for (let round = 0; round < ROUNDS; round++) {
    writeFileSync(changed, `${round}`);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    times.push(
      await timed(async () => {
        await thread.ask("forecast", build, TARGETS);
      }),
    );
    delay.disable();
    // What it waits between two looks is no block.
    longestBlock = Math.max(longestBlock, delay.max / 1e6 - 1);
  }
  thread.dispose();
  return { time: median(times), longestBlock };
}

/** The verdicts on the goals. */
export function forecastVerdicts(figure: ForecastFigure | null): Verdict[] {
  if (figure === null) return [];
  const slowest = Math.max(figure.ignored, figure.tooMany) + QUIET_MS;
  return [
    {
      goal: `a forecast within ${MOST_MS} ms of a change, with ${FOLDERS * FILES_EACH} files in the build context`,
      reached: `${slowest.toFixed(0)} ms`,
      met: slowest <= MOST_MS,
    },
    {
      goal: `who asks for it stands still for ${BLOCK_MS} ms at most`,
      reached: `${figure.longestBlock.toFixed(0)} ms`,
      met: figure.longestBlock <= BLOCK_MS,
    },
  ];
}

/** The figures as a part of the page. */
export function forecastTable(figure: ForecastFigure | null): string[] {
  if (figure === null) return [];
  return [
    "## Forecast of a build",
    "",
    `A build context with ${FOLDERS * FILES_EACH} files in \`node_modules\`, and a change in \`src\`: from the question to the answer. The window asks ${QUIET_MS} ms after the last change.`,
    "",
    ...table(
      ["`node_modules` is", "ms"],
      [
        ["ignored", milliseconds(figure.ignored)],
        ["not ignored: too many files", milliseconds(figure.tooMany)],
      ],
      [1],
    ),
    "",
  ];
}
