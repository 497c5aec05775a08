/** The Docker contexts, read from what `docker context ls` prints. */
import { jsonLines, textOf } from "./jsonLines";

export interface ListedContext {
  name: string;
  description: string;
  /** Where its engine is: `unix:///var/run/docker.sock`, `ssh://…`. */
  endpoint: string;
  /** The one that docker takes where nobody names one. */
  isCurrent: boolean;
  /** Why it cannot be used, in Docker's words; mostly empty. */
  error: string;
}

/** A template, because `json` by its name is younger. */
export const CONTEXTS_AS_JSON = ["context", "ls", "--format", "{{json .}}"];

/** What cannot be read is left out. */
export function readContexts(output: string): ListedContext[] {
  return jsonLines(output).flatMap(context => {
    const name = textOf(context["Name"]);
    if (name === "") return [];
    return [
      {
        name,
        description: textOf(context["Description"]),
        endpoint: textOf(context["DockerEndpoint"]),
        isCurrent: context["Current"] === true,
        error: textOf(context["Error"]),
      },
    ];
  });
}
