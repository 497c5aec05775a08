/** Projects as few small files, and the Dockerfiles that come of them. */
import { filledSnippet } from "../../../server/src/features/filledSnippet";
import { detectProjects } from "../../../client/src/project/detect";
import type { ProjectFolder } from "../../../client/src/project/folder";
import { newFiles } from "../../../client/src/project/newFile";
import type { NewFiles } from "../../../client/src/project/newFile";
import type { Answers, Project, Proposal } from "../../../client/src/project/plan";
import { snippetBodies } from "../../../client/src/project/template";
import { isWanted } from "../../../client/src/project/wanted";
import { snippetFile } from "../../support/snippets";

/** Texts by their paths. */
export type Files = Readonly<Record<string, string>>;

const BODIES = snippetBodies(snippetFile("files"));

/** A folder with these files, read as the command reads one: what nobody wants has no text. */
export function folderOf(files: Files, name = "shop"): ProjectFolder {
  return {
    name,
    files: new Set(Object.keys(files)),
    read: path => (isWanted(path) && Object.hasOwn(files, path) ? (files[path] ?? null) : null),
  };
}

/** The projects of a folder with these files. */
export function projectsOf(files: Files): Project[] {
  return detectProjects(folderOf(files));
}

/** What a proposal comes to. */
export async function filesOf(proposal: Proposal, answers: Answers = {}): Promise<NewFiles> {
  const files = await newFiles(proposal.plan(answers), BODIES, params =>
    Promise.resolve(filledSnippet(params)),
  );
  if (files === null) throw new Error(`There is no snippet ${proposal.snippet}.`);
  return files;
}
