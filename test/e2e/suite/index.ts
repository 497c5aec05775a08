/** The entry that VS Code calls inside its extension host. */
import { runMocha } from "../mochaRun";

/** Resolves when every test has passed; VS Code exits with status 1 when it rejects. */
export async function run(): Promise<void> {
  const failures = await runMocha({
    timeout: 20_000,
    mark: process.env["SUITE_OUTPUT_MARK"] ?? "",
    load: async () => {
      await import("./convert.test");
    },
  });
  if (failures > 0) throw new Error(`${failures} of the tests inside VS Code failed.`);
}
