// The projects below examples/, and what our own stage model says about their Dockerfiles.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages, type StageModel } from "../../server/src/stages/model/model";

export interface ExampleProject {
  name: string;
  folder: string;
  dockerfile: string;
  model: StageModel;
}

/** Every example, in the order of their names. */
export function exampleProjects(): ExampleProject[] {
  const examples = join(__dirname, "../../examples");
  return readdirSync(examples, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(examples, entry.name, "Dockerfile")))
    .map(({ name }) => {
      const folder = join(examples, name);
      const dockerfile = join(folder, "Dockerfile");
      return {
        name,
        folder,
        dockerfile,
        model: readStages(readDockerfile(readFileSync(dockerfile, "utf8")), NO_OPTIONS),
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The images that the stages of a model are based on or take files from, each once. */
export function imagesOf(model: StageModel): string[] {
  return [...new Set(model.references.filter(({ to }) => to === "image").map(({ text }) => text))];
}
