/** Runs a command line: finds the command, reads what is written behind it, and answers how the process ends. */
import { meantCommand } from "./meantCommand";
import type { CommandFacts, ExitCode, RunCommand } from "./command";
import { COMMANDS, PROGRAM } from "./commandFacts";
import { commandHelp, programHelp } from "./help";
import type { Colors, Output } from "./output";
import { readArguments } from "./readArguments";
import { UsageError } from "./usageError";

/** What runs each command: loaded only for that, and with those beside it that need the same. */
const RUNNERS: Readonly<Record<string, () => Promise<RunCommand>>> = {
  check: async () => (await import("./check")).run,
  stages: async () => (await reading()).stages,
  graph: async () => (await reading()).graph,
  uses: async () => (await reading()).uses,
  unused: async () => (await reading()).unused,
  rename: async () => (await changing()).rename,
  convert: async () => (await changing()).convert,
  new: async () => (await changing()).newDockerfile,
  explain: async () => (await helping()).explain,
  mcp: async () => (await import("./mcp")).run,
  completion: async () => (await helping()).completion,
};
const reading = () => import("./runners/reading");
const changing = () => import("./runners/changing");
const helping = () => import("./runners/helping");

/** Runs what is written behind the name of the program. `outputFor` makes the output; `version` is that of the package. */
export async function runCommandLine(
  args: readonly string[],
  outputFor: (colors: Colors) => Output,
  version: string,
): Promise<ExitCode> {
  const [name, ...rest] = args;
  try {
    if (name === undefined) return writeHelp(outputFor("auto"), programHelp(), 2);
    if (name === "--help" || name === "-h" || name === "help")
      return writeHelp(
        outputFor("auto"),
        rest[0] === undefined ? programHelp() : commandHelp(factsOf(rest[0])),
        0,
      );
    if (name === "--version" || name === "-v") return writeHelp(outputFor("auto"), `${version}\n`, 0);
    return await runCommand(factsOf(name), rest, outputFor, version);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    outputFor("auto").say(`${PROGRAM.name}: ${error.message}`);
    return 2;
  }
}

async function runCommand(
  facts: CommandFacts,
  args: readonly string[],
  outputFor: (colors: Colors) => Output,
  version: string,
): Promise<ExitCode> {
  // Whoever asks for help need not have written the rest well.
  const end = args.indexOf("--");
  if ((end === -1 ? args : args.slice(0, end)).some(arg => arg === "--help" || arg === "-h"))
    return writeHelp(outputFor("auto"), commandHelp(facts), 0);
  const read = readArguments(facts, args);
  const output = outputFor((read.value("color") ?? "auto") as Colors);
  const load = RUNNERS[facts.name];
  if (!load) throw new UsageError(`"${facts.name}" cannot be run.`);
  return (await load())({ ...read, output, version });
}

/** The facts of a command. Throws a {@link UsageError} where there is none. */
function factsOf(name: string): CommandFacts {
  const facts = COMMANDS.find(command => command.name === name);
  if (facts) return facts;
  throw new UsageError(
    `"${name}" is not a command.${meantCommand(name)} "${PROGRAM.name} --help" lists the commands.`,
  );
}

function writeHelp(output: Output, text: string, code: ExitCode): ExitCode {
  output.write(text);
  return code;
}
