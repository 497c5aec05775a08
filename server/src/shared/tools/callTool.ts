/** Runs a tool of a language model, whoever calls it. */
import { answerText, hiding } from "./answerText";
import type { FactsAnswer } from "../../protocol";
import { CACHES, TOOLS, type ToolName } from "./definitions";
import type { CancelSignal, ToolDockerfile, ToolHost } from "./host";
import { readInput, type ToolInput } from "./readInput";
import { listAnswer, planAnswer, problemsAnswer, sizesAnswer, stagesAnswer, targetOf } from "./reading";
import { ToolProblem } from "./toolProblem";

/** What a tool answers: JSON, or a sentence that says why not. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** What an answer is about; its texts have none of the secrets. */
interface Told {
  readonly answer: object;
  readonly secrets: readonly string[];
}

/**
 * Runs the tool of that name. Never rejects: a wrong name, a wrong input and whatever goes wrong meanwhile are answers. `signal` ends
 * a build.
 */
export async function callTool(
  host: ToolHost,
  name: string,
  input: unknown,
  signal: CancelSignal,
): Promise<ToolAnswer> {
  try {
    const definition = TOOLS.find(tool => tool.name === name);
    if (!definition) throw new ToolProblem(`There is no tool ${JSON.stringify(name.slice(0, 100))}.`);
    const { answer, secrets } = await run(
      host,
      definition.name,
      readInput(definition.inputSchema, input),
      signal,
    );
    return { text: answerText(answer, hiding(secrets)), isError: false };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { text: hiding([])(text).slice(0, 2_000), isError: true };
  }
}

async function run(host: ToolHost, name: ToolName, input: ToolInput, signal: CancelSignal): Promise<Told> {
  const { path } = input;
  if (path === undefined) return { answer: listAnswer(await host.dockerfiles()), secrets: [] };
  const file = await host.open(String(path));
  const wanted = textOf(input["stage"] ?? input["target"]);
  const facts = await file.facts(wanted);
  const { secrets } = facts;
  switch (name) {
    case "dockerfile_stages":
      return { answer: await stagesAnswer(file, facts, wanted), secrets };
    case "dockerfile_problems":
      return { answer: problemsAnswer(file, facts, Number(input["offset"] ?? 0), hiding(secrets)), secrets };
    case "dockerfile_build_plan":
      return { answer: await planAnswer(file, facts, wanted), secrets };
    case "dockerfile_sizes":
      return { answer: await sizesAnswer(file), secrets };
    case "dockerfile_build_stage":
      return build(file, facts, input, signal);
  }
}

async function build(
  file: ToolDockerfile,
  facts: FactsAnswer,
  input: ToolInput,
  signal: CancelSignal,
): Promise<Told> {
  if (typeof file.build === "string") throw new ToolProblem(file.build);
  const stage = targetOf(facts, file, textOf(input["stage"]));
  if (!stage) throw new ToolProblem(`${file.path} has no stage.`);
  const cache = CACHES.find(known => known === input["cache"]) ?? "use";
  const { secrets, ...outcome } = await file.build({ stage: stage.index, cache }, signal);
  return {
    answer: { path: file.path, stage: stage.displayName, ...outcome },
    secrets: [...facts.secrets, ...secrets],
  };
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
