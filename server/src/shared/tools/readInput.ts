/** Reads the input of a tool, which a model has made up: it may be anything. */
import type { InputProperty, InputSchema } from "./definitions";
import { ToolProblem } from "./toolProblem";

/** An input that fits its schema. */
export type ToolInput = Readonly<Record<string, string | number | undefined>>;

/** Nobody names anything longer. */
const LONGEST = 4_096;

/** The input, if it fits the schema. Throws a {@link ToolProblem} that names what does not. */
export function readInput({ properties, required }: InputSchema, value: unknown): ToolInput {
  const given = value ?? {};
  if (typeof given !== "object" || Array.isArray(given))
    throw new ToolProblem("The input must be an object.");
  const entries = Object.entries(given);
  for (const [name] of entries)
    if (!Object.hasOwn(properties, name))
      throw new ToolProblem(
        `There is no property ${JSON.stringify(name.slice(0, 100))}. The properties: ${Object.keys(properties).join(", ")}.`,
      );
  for (const name of required)
    if (!Object.hasOwn(given, name)) throw new ToolProblem(`The property "${name}" is missing.`);
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const own = entries.find(([key]) => key === name);
      return own === undefined ? [] : [[name, readProperty(name, property, own[1])]];
    }),
  );
}

function readProperty(name: string, property: InputProperty, value: unknown): string | number {
  if (property.type === "integer") {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= property.minimum) return value;
    throw new ToolProblem(`The property "${name}" must be an integer from ${property.minimum} on.`);
  }
  if (typeof value !== "string" || value === "" || value.length > LONGEST)
    throw new ToolProblem(`The property "${name}" must be a string of 1 to ${LONGEST} characters.`);
  if (property.enum && !property.enum.includes(value))
    throw new ToolProblem(`The property "${name}" must be one of: ${property.enum.join(", ")}.`);
  return value;
}
