/** Reads a command line by the facts of its command. */
import { parseArgs } from "node:util";
import type { CommandFacts, CommandOption, Invocation } from "./command";
import { UsageError } from "./usageError";

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** What is written behind a command. Throws a {@link UsageError} that says what is wrong and where help is. */
export function readArguments(
  { name, options }: CommandFacts,
  args: readonly string[],
): Omit<Invocation, "output" | "version"> {
  const { values, positionals } = parsed(name, options, args);
  // An empty text is a variable of the shell that is not set.
  if (positionals.includes("")) throw new UsageError(`An argument of ${name} is empty.`);
  for (const option of options)
    for (const value of textsOf(values, option.name)) {
      if (value === "") throw new UsageError(`The value of --${option.name} is empty.`);
      refuseUnknown(option, value);
    }
  return {
    positionals,
    has: option => values[option] === true,
    value: option => textsOf(values, option).at(-1),
    values: option => textsOf(values, option),
  };
}

function parsed(
  name: string,
  options: readonly CommandOption[],
  args: readonly string[],
): { values: Values; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        options.map(({ name: option, short, value, isMultiple }) => [
          option,
          {
            type: value === undefined ? ("boolean" as const) : ("string" as const),
            ...(short === undefined ? {} : { short }),
            ...(isMultiple ? { multiple: true } : {}),
          },
        ]),
      ),
    });
  } catch (error) {
    throw new UsageError(`${faultOf(error)} See "dockerfile-stages ${name} --help".`);
  }
}

/** What Node.js says in its first sentence; the others are of files that begin with a dash. */
function faultOf(error: unknown): string {
  const [said = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  if (said.includes("is ambiguous"))
    return `A value that begins with a dash is written as ${/--[\w-]+/.exec(said)?.[0] ?? "--NAME"}=-VALUE.`;
  const [sentence = ""] = said.split(". ");
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}

function textsOf(values: Values, name: string): string[] {
  return [values[name] ?? []].flat().filter(value => typeof value === "string");
}

function refuseUnknown({ name, choices }: CommandOption, value: string): void {
  if (choices && !choices.includes(value))
    throw new UsageError(`--${name} takes ${choices.join(", ")}, not "${value}".`);
}
