/**
 * `npm test [-- suite…]`: gets what the suites need, runs them in lanes beside each other, each command as a process of its
 * own, and ends with the line `N passed, N failed` over all of them. What cannot run on this machine is skipped, and the
 * report says why.
 */
import { availableParallelism } from "node:os";
import { addResult, noTests, NOTHING_SKIPPED, writeSuiteResult } from "../test/support/suiteResult";
import { endWithSignals, runCommand } from "./test/command";
import { lanesOf, runInLanes } from "./test/lanes";
import { report, total, type SuiteRun } from "./test/report";
import { provide } from "./test/requirements";
import { SUITES, suitesNamed, type Command, type Suite } from "./test/suites";

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter(name => !SUITES.some(suite => suite.name === name));
  if (unknown.length > 0) {
    const known = SUITES.map(({ name, about }) => `  ${name.padEnd(10)}${about}`).join("\n");
    console.error(`There is no suite ${unknown.join(", ")}. npm test -- [suite…] takes these:\n${known}`);
    process.exitCode = 2;
    return;
  }
  endWithSignals();
  const started = Date.now();
  const suites = suitesNamed(names);
  const missing = await provide(suites, console.log);
  const isWide = availableParallelism() > 1;
  const hasLanes = isWide && lanesOf(suites).length > 1;
  const runs = await runInLanes(suites, isWide, suite => runSuite(suite, isWide, hasLanes));
  const sum = total(runs, missing, NOTHING_SKIPPED);
  writeSuiteResult(sum);
  console.log(report(runs, missing, NOTHING_SKIPPED, Date.now() - started));
  if (sum.failed.length > 0) process.exitCode = 1;
}

async function runSuite(suite: Suite, isWide: boolean, hasLanes: boolean): Promise<SuiteRun> {
  console.log(`\n== ${suite.name}: ${suite.about}`);
  const started = Date.now();
  const isBeside = isWide && suite.areBeside === true;
  const label = hasLanes || isBeside ? `${suite.name.padEnd(8)} | ` : undefined;
  const result = noTests();
  const run = async (command: Command): Promise<void> => {
    addResult(result, await runCommand(command, label));
  };
  if (isBeside) await Promise.all(suite.commands.map(run));
  else for (const command of suite.commands) await run(command);
  return { name: suite.name, result, took: Date.now() - started };
}

void main(process.argv.slice(2));
