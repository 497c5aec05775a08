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
  for (const option of options)
    for (const value of textsOf(values, option.name)) refuseUnknown(option, value);
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
    // Node says in the first sentence what is wrong, and behind it how to write a file that begins with a dash.
    const said = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? "") : String(error);
    throw new UsageError(`${said}. See "dockerfile-stages ${name} --help".`);
  }
}

function textsOf(values: Values, name: string): string[] {
  return [values[name] ?? []].flat().filter(value => typeof value === "string");
}

function refuseUnknown({ name, choices }: CommandOption, value: string): void {
  if (choices && !choices.includes(value))
    throw new UsageError(`--${name} takes ${choices.join(", ")}, not "${value}".`);
}
