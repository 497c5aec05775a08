/** What is remembered of Dockerfiles: the use that was chosen, and a build context in place of its own. Pure. */
import { fieldsOf, textOf } from "../../engine/fields";

export interface UseChoice {
  /** The id of a use, or `NO_USE`; automatic without it. */
  use?: string;
  /** The path of a folder. */
  context?: string;
}

/** More Dockerfiles than people choose for; those that were chosen for first are forgotten first. */
export const MOST_CHOICES = 500;

/** By the address of the Dockerfile. What cannot be read of what was stored is left out. */
export function readChoices(stored: unknown): Record<string, UseChoice> {
  return Object.fromEntries(
    Object.entries(fieldsOf(stored)).flatMap(([uri, value]) => {
      const fields = fieldsOf(value);
      const use = textOf(fields["use"]);
      const context = textOf(fields["context"]);
      if (use === undefined && context === undefined) return [];
      return [[uri, { ...(use !== undefined && { use }), ...(context !== undefined && { context }) }]];
    }),
  );
}

/** The choices with another one for a Dockerfile, which is the newest then; an empty one is no choice. */
export function withChoice(
  choices: Readonly<Record<string, UseChoice>>,
  uri: string,
  choice: UseChoice,
): Record<string, UseChoice> {
  const others = Object.entries(choices).filter(([other]) => other !== uri);
  const all = Object.keys(choice).length === 0 ? others : [...others, [uri, choice] as const];
  return Object.fromEntries(all.slice(-MOST_CHOICES));
}
