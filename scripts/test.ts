/**
 * `npm test [-- suite…]`: runs the suites in their order, each as a process of its own, and ends with the line
 * `N passed, N failed` over all of them. What cannot run on this machine is skipped, and the report says why.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  noTests,
  NOTHING_SKIPPED,
  writeSuiteResult,
  type SuiteResult,
  type Told,
} from "../test/support/suiteResult";
import { report, total, type SuiteRun } from "./testReport";

const ROOT = resolve(__dirname, "..");
const SUITE_WITHIN = 30 * 60_000;

/** Arguments of Node.js. A command counts as one test, unless it leaves counts of its own. */
interface Command {
  args: string[];
  leavesCounts?: true;
}

interface Suite {
  name: string;
  about: string;
  commands: Command[];
}

const SUITES: Suite[] = [
  {
    name: "check",
    about: "types, lint rules, format",
    commands: [
      { args: ["node_modules/typescript/bin/tsc", "-b"] },
      { args: ["node_modules/eslint/bin/eslint.js", "."] },
      { args: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."] },
    ],
  },
  { name: "build", about: "every bundle", commands: [{ args: ["esbuild.mjs"] }] },
  {
    name: "unit",
    about: "text in, facts out",
    commands: [
      mocha(
        "test/{dockerfile,stages,convert,oracle,rules,features,client,support,bench,scripts}/**/*.test.ts",
        "--reporter-option=brief",
      ),
    ],
  },
  {
    name: "protocol",
    about: "the real language server over stdio",
    commands: [mocha("test/protocol/**/*.test.ts", "--timeout=60000")],
  },
  {
    name: "editors",
    about: "other editors with the server that they are given",
    commands: [mocha("test/editors/**/*.test.ts")],
  },
  { name: "e2e", about: "inside a real VS Code", commands: [script("test/e2e/run.ts")] },
  { name: "ui", about: "the packed extension in a real window", commands: [script("test/e2e/ui/run.ts")] },
  {
    name: "builds",
    about: "the examples, the snippets and the tutorials, built by a real engine",
    commands: [mocha("test/builds/!(tutorials).test.ts"), mocha("test/builds/tutorials.test.ts")],
  },
  {
    name: "oracle",
    about: "the same texts to a real builder and to our server",
    commands: [script("test/oracle/differential/run.ts")],
  },
];

async function main(names: string[]): Promise<void> {
  const unknown = names.filter(name => !SUITES.some(suite => suite.name === name));
  if (unknown.length > 0) {
    const known = SUITES.map(({ name, about }) => `  ${name.padEnd(10)}${about}`).join("\n");
    console.error(`There is no suite ${unknown.join(", ")}. npm test -- [suite…] takes these:\n${known}`);
    process.exitCode = 2;
    return;
  }
  const runs: SuiteRun[] = [];
  for (const suite of SUITES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    console.log(`\n== ${suite.name}: ${suite.about}`);
    const started = Date.now();
    const result = noTests();
    for (const command of suite.commands) add(result, await runCommand(command));
    runs.push({ name: suite.name, result, took: Date.now() - started });
  }
  const sum = total(runs, NOTHING_SKIPPED);
  writeSuiteResult(sum);
  console.log(report(runs, NOTHING_SKIPPED));
  if (sum.failed.length > 0) process.exitCode = 1;
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

async function runCommand({ args, leavesCounts }: Command): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), "suite-result-"));
  try {
    const resultFile = join(folder, "result.json");
    const ended = await runNode(args, { ...process.env, SUITE_RESULT: resultFile });
    const failure: Told[] = ended === undefined ? [] : [{ title: args.join(" "), reason: ended }];
    if (!leavesCounts) return { ...noTests(), passed: 1 - failure.length, failed: failure };
    const result = readResult(resultFile);
    if (!result) return { ...noTests(), failed: [{ title: args.join(" "), reason: "left no counts" }] };
    return result.failed.length > 0 ? result : { ...result, failed: failure };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Answers undefined when all went well, else how the process ended. */
function runNode(args: string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise(done => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: "inherit", timeout: SUITE_WITHIN });
    const stop = (signal: NodeJS.Signals): void => {
      child.kill(signal);
      process.exit(128 + constants.signals[signal]);
    };
    const signals = ["SIGINT", "SIGTERM"] as const;
    for (const signal of signals) process.once(signal, stop);
    child.on("error", error => {
      done(`could not be started: ${error.message}`);
    });
    child.on("exit", (status, signal) => {
      for (const name of signals) process.off(name, stop);
      done(
        status === 0
          ? undefined
          : signal
            ? `was stopped by ${signal}`
            : `ended with status ${status ?? "unknown"}`,
      );
    });
  });
}

function readResult(file: string): SuiteResult | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SuiteResult;
  } catch {
    return undefined; // It died before it wrote, or while it did.
  }
}

function add(sum: SuiteResult, { passed, failed, skipped, retried }: SuiteResult): void {
  sum.passed += passed;
  sum.failed.push(...failed);
  sum.skipped.push(...skipped);
  sum.retried.push(...retried);
}

void main(process.argv.slice(2));
