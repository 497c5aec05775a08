/** `new`: a Dockerfile, and its ignore file, for the project in a folder. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filledSnippet } from "../features/filledSnippet";
import { newDockerfileAnswer, projectInfos } from "../project/projectsAnswer";
import type { ProjectInfo, ProposalInfo } from "../protocol";
import { answerProblem } from "../shared/answers";
import { freeNames } from "../shared/newFileNames";
import { readProjectFolder } from "../workspace/projectFolder";
import { createSnippetFiles } from "../workspace/snippetFiles";
import type { Invocation, RunCommand } from "./command";
import { host } from "./host";
import { pathFrom, shownPath, systemPath, uriFrom } from "./paths";
import { commandLineClient } from "./roots";
import { pairsFrom } from "./settings";
import { tableText } from "./table";
import { reasonOf } from "./textFile";
import { UsageError } from "./usageError";

export const run: RunCommand = async invocation => {
  const { positionals, has, value, values, output } = invocation;
  const [written = ".", other] = positionals;
  if (other !== undefined) throw new UsageError("new takes one folder.");
  const path = pathFrom(written);
  const client = commandLineClient([], () => undefined);
  const readers = { connection: client, host, options: {}, isCancelled: () => false };
  const folder = await readProjectFolder(readers, uriFrom(path));
  if (!folder) throw new UsageError(`${written}: This folder cannot be read.`);
  const projects = projectInfos(folder);
  if (has("list")) {
    output.write(listOf(projects, value("format") === "json"));
    return 0;
  }
  const project = chosenProject(projects, value("project"), written);
  const { index, proposal } = chosenProposal(project, value("kind"));
  const answers = pairsFrom("--answer", values("answer"));
  checkAnswers(proposal, answers);
  const bodies = await createSnippetFiles(client, host).bodies();
  const params = { project: project.id, proposal: index, answers };
  const { files } = newDockerfileAnswer(folder, params, bodies, filledSnippet);
  if (!files) throw new UsageError(`${written}: No Dockerfile can be written for this project.`);
  for (const note of project.notes) output.say(note);
  for (const { id, value: likely, why } of proposal.questions)
    if (answers[id] === undefined) output.say(`--answer ${id}=${likely}: ${why}`);
  if (has("write")) write(invocation, join(systemPath(path), project.folder), files);
  else output.write(files.dockerfile);
  return 0;
};

/** Never writes over a file: the names are free ones. */
function write(
  { output }: Invocation,
  folder: string,
  files: { readonly dockerfile: string; readonly ignore: string },
): void {
  const names = freeNames(name => existsSync(join(folder, name)));
  for (const [name, text] of [
    [names.dockerfile, files.dockerfile],
    [names.ignore, files.ignore],
  ] as const) {
    const file = join(folder, name);
    try {
      writeFileSync(file, text, { flag: "wx" });
    } catch (error) {
      throw new UsageError(`${shownPath(pathFrom(file))}: ${reasonOf(error)}`);
    }
    output.write(`${shownPath(pathFrom(file))} written.\n`);
  }
}

function chosenProject(
  projects: readonly ProjectInfo[],
  asked: string | undefined,
  written: string,
): ProjectInfo {
  const folders = projects.map(({ folder }) => (folder === "" ? "." : folder)).join(", ");
  const wanted = asked?.replace(/^\.\/|\/$/g, "").replace(/^\.$/, "");
  const found = projects.filter(({ folder }) => wanted === undefined || folder === wanted);
  const possible = found.filter(({ refused }) => refused === null);
  const [project, other] = possible;
  if (project && (!other || wanted !== undefined)) return project;
  if (project) throw new UsageError(`There are several projects. Choose one with --project: ${folders}.`);
  const [refused] = found;
  if (refused) throw new UsageError(refused.refused ?? "No Dockerfile can be written for this project.");
  if (projects.length > 0)
    throw new UsageError(`There is no project in "${asked ?? ""}", but in: ${folders}.`);
  throw new UsageError(`${written}: No project of a known language was found here.`);
}

function chosenProposal(
  { proposals }: ProjectInfo,
  asked: string | undefined,
): { index: number; proposal: ProposalInfo } {
  const index = asked === undefined ? 0 : proposals.findIndex(({ label }) => label === asked);
  const proposal = proposals[index];
  if (proposal) return { index, proposal };
  throw new UsageError(`--kind takes ${proposals.map(({ label }) => `"${label}"`).join(", ")}.`);
}

function checkAnswers({ questions }: ProposalInfo, answers: Readonly<Record<string, string>>): void {
  for (const [id, answer] of Object.entries(answers)) {
    const question = questions.find(each => each.id === id);
    if (!question)
      throw new UsageError(
        questions.length === 0
          ? "This project asks nothing: leave out --answer."
          : `--answer takes ${questions.map(each => each.id).join(", ")}, not "${id}".`,
      );
    const problem = answerProblem(question, answer);
    if (problem !== null) throw new UsageError(`--answer ${id}: ${problem}`);
  }
}

function listOf(projects: readonly ProjectInfo[], isJson: boolean): string {
  if (isJson) return `${JSON.stringify({ version: 1, projects }, null, 2)}\n`;
  if (projects.length === 0) return "No project of a known language was found here.\n";
  const rows = projects.flatMap(({ folder, what, proposals, refused }) =>
    refused === null
      ? proposals.map(({ label, questions }) => [
          folder === "" ? "." : folder,
          what,
          label,
          questions.map(({ id, value }) => `${id}=${value}`).join(" "),
        ])
      : [[folder === "" ? "." : folder, what, refused, ""]],
  );
  return tableText(["PROJECT", "WHAT", "KIND", "ANSWERS"], rows);
}
