/**
 * `npm run bench [-- options]`: measures our language server and the one that users have today, side by side, prints the
 * figures and writes them to bench/results.md.
 *
 *   --assert         ends with status 1 if a goal is missed
 *   --sizes=50,500   only these numbers of lines; the results are printed and not written
 *   --builds         only what a click costs beside the bare command line, and the window while a build prints; printed and not written
 *   --starts         only what a start costs; printed and not written
 *   --command-line   only what the command line costs beside tally and hadolint; printed and not written
 *   --around         only what the files around Dockerfiles cost; printed and not written
 *   --profile=DIR    our server writes a CPU profile of every run to this folder; not written either
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, totalmem, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ServerCommand } from "./client";
import type { BuildResults } from "./buildFigures";
import { measureAround } from "./around";
import { measureBuilds } from "./builds";
import { measureDelivered } from "./delivered";
import { type FeatureFigure, measureFeatures } from "./features";
import { type FindingsFigure, measureFindings, measureUnchanged } from "./findings";
import { measureCommandLine } from "./commandLine";
import { measureForecast } from "./forecast";
import { measureNewDockerfile } from "./newDockerfile";
import { measureGraph } from "./graph";
import { measureHostile } from "./hostile";
import type { WindowResults } from "./windowFigures";
import { type Figure, measureText } from "./measure";
import { measureRealFiles } from "./realFiles";
import { report } from "./report";
import { measureShapes } from "./shapes";
import { measureStarts } from "./start";
import { measureWeb } from "./web";
import { measureWindow } from "./window";
import { measureRules, type RulesFigure } from "./rules";

const root = join(__dirname, "..");
const bundle = join(root, "dist", "server", "node.js");
const cli = join(root, "dist", "server", "cli.js");
const theirPackage = join(root, "node_modules", "dockerfile-language-server-nodejs");
const allSizes = [50, 500, 5_000, 20_000];
const FEATURE_SIZES = [500, 5_000];
/** For one measurement of one text; all of them take two to three minutes. */
const effort = { atLeast: 5, atMost: 100, milliseconds: 2_500 };

interface Options {
  builds: boolean;
  around: boolean;
  commandLine: boolean;
  assert: boolean;
  sizes: number[];
  profile: string | undefined;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      assert: { type: "boolean" },
      builds: { type: "boolean" },
      starts: { type: "boolean" },
      around: { type: "boolean" },
      "command-line": { type: "boolean" },
      sizes: { type: "string" },
      profile: { type: "string" },
    },
  });
  const { builds = false, starts = false, around = false, "command-line": commandLine = false } = values;
  const sizes =
    builds || starts || around || commandLine ? [] : (values.sizes?.split(",").map(Number) ?? allSizes);
  if (!sizes.every(size => Number.isInteger(size) && size > 0)) {
    throw new Error(`--sizes takes numbers of lines with commas between, like --sizes=50,500.`);
  }
  return { assert: values.assert ?? false, builds, around, commandLine, sizes, profile: values.profile };
}

function serverCommands(profile: string | undefined): ServerCommand[] {
  const profiling = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const ours = [...profiling, bundle, "--stdio"];
  return [
    { label: "theirs", argv: [join(theirPackage, "bin", "docker-langserver"), "--stdio"], pull: false },
    { label: "ours, pull", argv: ours, pull: true },
    { label: "ours, push", argv: ours, pull: false },
  ];
}

function theirVersion(): string {
  const manifest = JSON.parse(readFileSync(join(theirPackage, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores, ${memory} GB, ${type()} ${process.arch}, Node ${process.version}`;
}

/** Other programs that keep the processors busy; times measured beside them say little. (Windows counts none.) */
function otherWork(): string | null {
  const [load = 0] = loadavg();
  if (load < 0.75 * availableParallelism()) return null;
  return `The machine was busy with other work when this began (load ${load.toFixed(1)}): measure again when it is quiet.`;
}

async function run(): Promise<void> {
  const {
    assert,
    builds: onlyBuilds,
    around: onlyAround,
    commandLine: onlyCommandLine,
    sizes,
    profile,
  } = readOptions();
  if (!existsSync(bundle)) throw new Error("The server is not built: run `npm run build` first.");
  const disturbance = otherWork();
  const delivered = measureDelivered();
  const commands = serverCommands(profile);
  console.log("Measuring the start …");
  const starts = onlyBuilds || onlyAround || onlyCommandLine ? [] : await measureStarts(commands);
  const figures = new Map<number, Figure[]>();
  for (const size of sizes) {
    console.log(`Measuring about ${size} lines …`);
    figures.set(size, await measureText(commands, size, effort));
  }
  const [, pulling] = commands;
  if (pulling && sizes === allSizes) console.log("Measuring texts that nobody writes …");
  const hostile = pulling && sizes === allSizes ? await measureHostile(pulling) : [];
  const shapes = pulling && sizes === allSizes ? await measureShapes(pulling) : [];
  const isAround = onlyAround || sizes === allSizes;
  if (pulling && isAround) console.log("Measuring the files around Dockerfiles …");
  const around = pulling && isAround ? await measureAround(pulling) : null;
  const graph = pulling && sizes === allSizes ? await measureGraph(pulling) : null;
  if (sizes === allSizes) console.log("Measuring the forecast of a build …");
  const forecast =
    sizes === allSizes ? await measureForecast(join(root, "dist", "client", "historyWorker.js")) : null;
  if (sizes === allSizes) console.log("Measuring proposals for Dockerfiles …");
  const newDockerfile =
    sizes === allSizes
      ? await measureNewDockerfile(readFileSync(join(root, "snippets", "files.json"), "utf8"))
      : [];
  const hasShared = process.env["DOCKERFILE_STAGES_SHARED"] !== undefined;
  const isCommandLine = onlyCommandLine || sizes === allSizes;
  if (isCommandLine && hasShared) console.log("Measuring the command line …");
  const commandLine = isCommandLine && hasShared ? measureCommandLine(cli) : null;
  const rules: RulesFigure[] = [];
  if (pulling)
    for (const size of sizes.filter(lines => lines >= 5_000)) {
      console.log(`Measuring what the rules cost at about ${size} lines …`);
      rules.push(await measureRules(pulling, size, effort));
    }
  const findings: FindingsFigure[] = [];
  for (const size of sizes.filter(lines => lines >= 500)) {
    console.log(`Measuring what findings cost at about ${size} lines …`);
    findings.push(...(await measureFindings(commands, size, effort)));
  }
  const unchanged = pulling && sizes === allSizes ? await measureUnchanged(pulling, 5_000, effort) : null;
  const hasRealFiles = hasShared && sizes === allSizes;
  if (hasRealFiles) console.log("Measuring real files …");
  const real = hasRealFiles ? await measureRealFiles(commands, effort) : null;
  const features: FeatureFigure[] = [];
  const [theirs] = commands;
  if (theirs && pulling)
    for (const size of sizes.filter(lines => FEATURE_SIZES.includes(lines))) {
      console.log(`Measuring feature by feature at about ${size} lines …`);
      features.push(...(await measureFeatures([theirs, pulling], size, effort)));
    }
  const builds: BuildResults = { figures: [], skipped: null };
  if (onlyBuilds || sizes === allSizes) {
    console.log("Measuring what a click costs …");
    Object.assign(builds, await measureBuilds(root));
    if (builds.skipped !== null) console.log(`Not all of it can be measured here: ${builds.skipped}`);
  }
  const window: WindowResults = { figures: [], skipped: null };
  if (onlyBuilds || sizes === allSizes) {
    console.log("Measuring the window while a build prints …");
    Object.assign(window, await measureWindow());
  }
  if (sizes === allSizes) console.log("Measuring a page in the browser …");
  const web = sizes === allSizes ? await measureWeb() : null;
  const servers = commands.map(({ label }) => label);
  const setting = { date: new Date(), machine: machine(), disturbance, theirs: theirVersion(), servers };
  const { page, missed } = report({
    ...setting,
    starts,
    figures,
    features,
    rules,
    findings,
    unchanged,
    real,
    delivered,
    hostile,
    shapes,
    around,
    graph,
    forecast,
    newDockerfile,
    commandLine,
    builds,
    window,
    web,
  });
  console.log(`\n${page}`);
  if (sizes === allSizes && profile === undefined) {
    writeFileSync(join(__dirname, "results.md"), page);
    console.log("Written to bench/results.md.");
  }
  if (assert && missed.length > 0) process.exitCode = 1;
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
