/** Compose or bake, asked for another stage than the one that their files say. */
import type { ToolBuild } from "./toolBuild";

/** Which stage of a service or target, and what the image of that is called, so that it takes no other one's place. */
export interface ToolStage {
  stage: string;
  image: string;
  /** The image is for several platforms, which the engine need not be able to keep: it stays with the builder. */
  isMultiPlatform: boolean;
}

/**
 * The build of a stage in place of that of its only service or target. Compose is told in a file, which is to be written to
 * `overrideFile` as {@link composeOverride} has it.
 */
export function toolStageBuild(build: ToolBuild, stage: ToolStage, overrideFile: string): ToolBuild {
  const [name = ""] = build.names;
  if (build.tool === "compose") return { ...build, files: [...build.files, overrideFile] };
  const output = stage.isMultiPlatform ? "type=cacheonly" : "type=docker";
  const set = [`target=${stage.stage}`, `tags=${stage.image}`, `output=${output}`];
  return { ...build, set: set.map(value => `${name}.${value}`) };
}

/** The text of the file that Compose has on top of the others: JSON, but for the tag that takes away the other names of the image. */
export function composeOverride({ names: [name = ""] }: ToolBuild, { stage, image }: ToolStage): string {
  const text = (value: string) => JSON.stringify(value.replaceAll("$", "$$$$"));
  const build = `{"target": ${text(stage)}, "tags": !reset []}`;
  return `{"services": {${JSON.stringify(name)}: {"image": ${text(image)}, "build": ${build}}}}\n`;
}
