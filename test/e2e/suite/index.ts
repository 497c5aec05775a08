/** The entry that VS Code calls inside its extension host: runs every test file with mocha and reports the counts. */
import { writeFileSync } from "node:fs";
import { format } from "node:util";
import type MochaType from "mocha";

/** Resolves when every test has passed; VS Code exits with status 1 when it rejects. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const mark = process.env["SUITE_OUTPUT_MARK"] ?? "";
  Mocha.reporters.Base.consoleLog = (...parameters: unknown[]) => {
    console.log(mark + format(...parameters));
  };
  const mocha = new Mocha({ ui: "bdd", timeout: 20_000, slow: 2000 });
  // What loading a file would do: puts `describe` and `it` in place for the files bundled into this one.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./activation.test");
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run(failures => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} of the tests inside VS Code failed.`));
    });
    reportCounts(runner);
  });
}

/** Writes the counts where the environment asks for them. */
function reportCounts(runner: MochaType.Runner): void {
  const result = { passed: 0, failed: 0, skipped: [] as { title: string; reason: string }[] };
  runner.on("pass", () => result.passed++);
  runner.on("fail", () => result.failed++);
  runner.on("pending", test => {
    result.skipped.push({ title: test.fullTitle(), reason: "marked as pending" });
  });
  runner.on("end", () => {
    const file = process.env["SUITE_RESULT"];
    if (file) writeFileSync(file, JSON.stringify(result));
  });
}
