/** Projects as few small files, and the Dockerfiles that come of them. */
import { filledSnippet } from "../../server/src/features/filledSnippet";
import { detectProjects } from "../../server/src/project/detect";
import type { ProjectFolder } from "../../server/src/ecosystems/folder";
import { newFiles } from "../../server/src/project/newFile";
import type { NewFiles } from "../../server/src/project/newFile";
import type { Answers, Project, Proposal } from "../../server/src/project/plan";
import { snippetBodies } from "../../server/src/project/template";
import { isWanted } from "../../server/src/project/wanted";
import { snippetFile } from "../support/snippets";

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
export function filesOf(proposal: Proposal, answers: Answers = {}): NewFiles {
  const files = newFiles(proposal.plan(answers), BODIES, filledSnippet);
  if (files === null) throw new Error(`There is no snippet ${proposal.snippet}.`);
  return files;
}
