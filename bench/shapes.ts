/** How the time from opening a hostile file to its diagnostics grows with its size, and how long a megabyte of it takes. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HOSTILE_SHAPES, type HostileFile, type Shape } from "../test/support/hostileShapes";
import { startServer, type ServerCommand } from "./client";
import type { Verdict } from "./goals";
import { median, timed } from "./rounds";
import { milliseconds, table } from "./table";

export interface ShapeFigure {
  title: string;
  /** Of the larger of the two sizes; the smaller one has an eighth of them. */
  units: number;
  /** Medians, in milliseconds: of the smaller size, of the larger one, and of a megabyte. */
  small: number;
  large: number;
  megabyte: number;
}

const FACTOR = 8;
const UNITS = 8_000;
const ROUNDS = 3;
/** What takes less says nothing of growth: a larger file is taken, up to a megabyte. */
const NOISE_MS = 20;
const MEGABYTE = 1 << 20;
const MOST_EXPONENT = 1.15;
const MOST_MS = 1_000;

/** Measures one server on all shapes, in a folder that has the ignore file of a shape. */
export async function measureShapes(
  command: ServerCommand,
  shapes: Readonly<Record<string, Shape>> = HOSTILE_SHAPES,
): Promise<ShapeFigure[]> {
  const client = await startServer(command);
  const folder = mkdtempSync(join(tmpdir(), "shapes-"));
  let opened = 0;
  const took = async ({ text, ignoreFile }: HostileFile) => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const name = `${opened++}.Dockerfile`;
      const uri = pathToFileURL(join(folder, name)).href;
      if (ignoreFile !== undefined) writeFileSync(join(folder, `${name}.dockerignore`), ignoreFile);
      times.push(
        await timed(async () => {
          client.open(uri, text);
          await client.diagnostics(uri, () => true);
        }),
      );
      client.close(uri);
    }
    return median(times);
  };
  const figures: ShapeFigure[] = [];
  for (const [title, shape] of Object.entries(shapes)) {
    const whole = shape(UNITS);
    const ofMegabyte = Math.floor((UNITS * MEGABYTE) / (whole.text.length + (whole.ignoreFile?.length ?? 0)));
    const megabyte = await took(shape(ofMegabyte));
    let units = UNITS;
    let large = await took(whole);
    if (large < NOISE_MS && ofMegabyte > units) {
      units = Math.min(ofMegabyte, units * FACTOR);
      large = await took(shape(units));
    }
    const small = await took(shape(Math.floor(units / FACTOR)));
    figures.push({ title, units, small, large, megabyte });
  }
  await client.stop();
  rmSync(folder, { recursive: true });
  return figures;
}

/** The exponent of the growth, or null where the larger size takes too little to say. */
function exponentOf({ small, large }: ShapeFigure): number | null {
  return large < NOISE_MS ? null : Math.log(large / small) / Math.log(FACTOR);
}

/** The verdicts on the worst of the shapes. */
export function shapesVerdicts(figures: readonly ShapeFigure[]): Verdict[] {
  const [slowest] = figures.toSorted((a, b) => b.megabyte - a.megabyte);
  if (!slowest) return [];
  const [worst] = figures
    .flatMap(figure => {
      const exponent = exponentOf(figure);
      return exponent === null ? [] : [{ title: figure.title, exponent }];
    })
    .toSorted((a, b) => b.exponent - a.exponent);
  return [
    ...(worst
      ? [
          {
            goal: `opening hostile files grows no worse than n^${MOST_EXPONENT} with their size`,
            reached: `n^${worst.exponent.toFixed(2)} (${worst.title})`,
            met: worst.exponent <= MOST_EXPONENT,
          },
        ]
      : []),
    {
      goal: `no hostile file of 1 MB holds the server longer than ${MOST_MS} ms`,
      reached: `${slowest.megabyte.toFixed(0)} ms (${slowest.title})`,
      met: slowest.megabyte <= MOST_MS,
    },
  ];
}

/** The table of the shapes; empty where nothing was measured. */
export function shapesTable(figures: readonly ShapeFigure[]): string[] {
  if (figures.length === 0) return [];
  return [
    "## How hostile files grow",
    "",
    "Ours alone (pull), from opening to diagnostics, in milliseconds: an eighth of the units, all of them, and 1 MB. What takes",
    `less than ${NOISE_MS} ms has no exponent.`,
    "",
    ...table(
      ["shape", "units", "an eighth", "all", "exponent", "1 MB"],
      figures.map(figure => [
        figure.title,
        String(figure.units),
        milliseconds(figure.small),
        milliseconds(figure.large),
        exponentOf(figure)?.toFixed(2) ?? "",
        milliseconds(figure.megabyte),
      ]),
      [1, 2, 3, 4, 5],
    ),
    "",
  ];
}
