/** The answers to `dockerfileStages/projects` and `dockerfileStages/newDockerfile`, for a folder that was read. */
import type { ProjectFolder } from "../ecosystems/folder";
import type { NewDockerfileAnswer, NewDockerfileParams, ProjectInfo } from "../protocol";
import { detectProjects } from "./detect";
import { newFiles } from "./newFile";
import type { Fill } from "./newFile";
import type { Project } from "./plan";

/** What is told of the projects of a folder. */
export function projectInfos(folder: ProjectFolder): ProjectInfo[] {
  return detectProjects(folder).map(project => ({
    id: idOf(project),
    folder: project.folder,
    what: project.what,
    manifest: project.manifest,
    proposals: project.proposals.map(({ label, snippet, questions }) => ({
      label,
      snippet,
      questions: [...questions],
    })),
    notes: [...project.notes],
    refused: project.refused ?? null,
  }));
}

/** The files for one of them; `bodies` are the snippets by their names. */
export function newDockerfileAnswer(
  folder: ProjectFolder,
  { project: id, proposal: index, answers }: Omit<NewDockerfileParams, "folder">,
  bodies: ReadonlyMap<string, string>,
  fill: Fill,
): NewDockerfileAnswer {
  const project = detectProjects(folder).find(one => idOf(one) === id);
  const proposal = project?.proposals[index];
  const files = proposal ? newFiles(proposal.plan(answers), bodies, fill) : null;
  return { files: files && { dockerfile: files.dockerfile, ignore: files.ignore } };
}

/** A folder may hold several projects, each with its own manifest. */
function idOf({ folder, manifest }: Project): string {
  return `${folder}/${manifest}`;
}
