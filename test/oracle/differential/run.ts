/**
 * `npm run test:oracle [-- --seed=N --count=N --cases=N --folder=DIR --kinds=A,B]`: gives the same texts to a real builder and to
 * our server, and fails where they differ for no known reason. Needs the server's bundle. Starts an engine where none
 * answers and one can be started.
 */
import { parseArgs } from "node:util";
import { findOrStartEngine } from "../../support/startEngine";
import { random } from "../../support/random";
import { noTests, skipSuite, writeSuiteResult, type Told } from "../../support/suiteResult";
import { openBuilder } from "./ask";
import { examplesOf } from "./examples";
import { generate } from "./generate";
import { NOTHING } from "./given";
import type { Question } from "./given";
import { makeStandIns } from "./images";
import { judge } from "./judge";
import type { Sides } from "./judge";
import { startOurServer } from "./ours";
import { agreementTable, exampleText } from "./report";
import type { Judged } from "./report";
import { filesBelow, ownCases, seeds } from "./seeds";

const AT_ONCE = 4;
/** Beyond this share of texts without an answer, agreement says nothing. */
const MOST_UNDECIDED = 0.1;

interface Text extends Question {
  readonly kind: string;
}

interface Asked {
  readonly seed: number;
  /** How many texts are generated, and how many of our own cases are drawn. */
  readonly count: number;
  readonly cases: number;
  readonly folder: string | undefined;
  /** Kinds of changes; all of them where there are none. */
  readonly kinds: readonly string[];
}

function readArguments(): Asked {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      count: { type: "string", default: "270" },
      cases: { type: "string", default: "90" },
      folder: { type: "string" },
      kinds: { type: "string" },
    },
  });
  const asked = { seed: Number(values.seed), count: Number(values.count), cases: Number(values.cases) };
  for (const [name, value] of Object.entries(asked))
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number`);
  return { ...asked, folder: values.folder, kinds: values.kinds?.split(",") ?? [] };
}

async function main(): Promise<void> {
  const { seed, count, cases, folder, kinds } = readArguments();
  const engine = await findOrStartEngine();
  if (!engine.answers) {
    skipSuite("differential test", engine.reason);
    return;
  }
  const files = folder === undefined ? [] : filesBelow(folder);
  const texts: Text[] = [
    ...draw(ownCases(), cases, seed).map(question => ({ kind: "own cases", ...question })),
    ...files.map(text => ({ kind: "folder", text, given: NOTHING })),
    ...generate(seed, count, seeds(files), kinds.length === 0 ? undefined : kinds),
  ];
  console.log(`${texts.length} texts, seed ${seed}; ${engine.version}`);
  const standIns = await makeStandIns();
  const sides: Sides = { builder: openBuilder(AT_ONCE), standIns, server: await startOurServer() };
  const stop = (): void => {
    void standIns.remove().finally(() => process.exit(1));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  try {
    await compareAll(texts, sides);
  } finally {
    await standIns.remove();
    await sides.server.stop();
    sides.builder.close();
  }
}

async function compareAll(texts: readonly Text[], sides: Sides): Promise<void> {
  const judged = await judgeAll(texts, sides);
  for (const example of await examplesOf(judged, sides)) console.log(`\n${exampleText(example)}`);
  console.log(`\n${agreementTable(judged)}`);
  const count = (kind: Judged["judgement"]["kind"]) =>
    judged.filter(({ judgement }) => judgement.kind === kind).length;
  const [disagree, undecided] = [count("disagree"), count("undecided")];
  const isBlind = undecided > judged.length * MOST_UNDECIDED;
  const failed: Told[] = Array.from({ length: disagree }, () => ({
    title: "a text",
    reason: "the builder and the server disagree",
  }));
  if (isBlind) {
    const reason = "too many are undecided for the others to say anything";
    failed.push({ title: `${undecided} texts`, reason });
  }
  writeSuiteResult({ ...noTests(), passed: judged.length - disagree - undecided, failed });
  if (failed.length > 0) process.exitCode = 1;
}

/** Several questions at once: the engine spends most of the time of one in waiting. */
async function judgeAll(texts: readonly Text[], sides: Sides): Promise<Judged[]> {
  const judged: Judged[] = [];
  const waiting = texts.entries();
  const work = async (): Promise<void> => {
    for (const [index, { kind, ...question }] of waiting)
      judged[index] = { kind, question, judgement: await judge(question, sides) };
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return judged;
}

/** As many as are asked for, drawn from the seed. */
function draw<Item>(texts: readonly Item[], count: number, seed: number): Item[] {
  const dice = random(seed);
  const left = [...texts];
  const drawn: Item[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(dice.below(left.length), 1));
  return drawn;
}

void main();
