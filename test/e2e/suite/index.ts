/** The entry that VS Code calls inside its extension host. */
import { runMocha } from "../mochaRun";

/** Resolves when every test has passed; VS Code exits with status 1 when it rejects. */
export async function run(): Promise<void> {
  const failures = await runMocha({
    timeout: 90_000,
    beforeRetry: () => Promise.resolve(),
    mark: process.env["SUITE_OUTPUT_MARK"] ?? "",
    load: async () => {
      await import("./activation.test");
      await import("./completion.test");
      await import("./snippets.test");
      await import("./newDockerfile.test");
      await import("./definition.test");
      await import("./hover.test");
      await import("./alone.test");
      await import("./codeLens.test");
      await import("./diagnostics.test");
      await import("./codeActions.test");
      await import("./convert.test");
      await import("./features.test");
      await import("./typing.test");
      await import("./commands.test");
      await import("./tools.test");
      await import("./build.test");
      await import("./failure.test");
      await import("./builderCheck.test");
      await import("./buildPlace.test");
      await import("./tasks.test");
      await import("./buildState.test");
      await import("./inside.test");
      await import("./manyLines.test");
      await import("./resilience.test");
    },
  });
  if (failures > 0) throw new Error(`${failures} of the tests inside VS Code failed.`);
}
