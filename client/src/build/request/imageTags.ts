/** The names of an image, from the templates of the setting `dockerfileStages.build.tags`. */
import * as l10n from "@vscode/l10n";
import { isImageTag } from "../../engine/imageTag";
import { dockerfileName, imageName, imageTag } from "./imageName";

export interface NamedBuild {
  /** The last part of the path of the Dockerfile's folder. */
  folder: string;
  /** The Dockerfile's name. */
  file: string;
  /** `""` for an unnamed stage. */
  stage: string;
}

export type ImageTags = { tags: [string, ...string[]] } | { problem: string };

/**
 * Fills in `${name}`, `${folder}`, `${stage}` and `${file}`, in the characters that a name may have where they stand. Of a stage without a
 * name, `${stage}` goes away with the sign before it. What comes out must be a name that an image can have.
 */
export function imageTags(templates: readonly string[], build: NamedBuild): ImageTags {
  const tags: string[] = [];
  for (const template of templates) {
    const unknown = /\$\{(?!name\}|folder\}|stage\}|file\})[^}]*\}?/.exec(template);
    if (unknown !== null) {
      return {
        problem: l10n.t(
          '"{0}" contains {1}. Only ${name}, ${folder}, ${stage} and ${file} are supported here.',
          template,
          unknown[0],
        ),
      };
    }
    const tag = fill(template, build);
    if (!isImageTag(tag))
      return {
        problem: l10n.t('"{0}" results in "{1}", which is not a valid image name.', template, tag),
      };
    if (!tags.includes(tag)) tags.push(tag);
  }
  const [first, ...rest] = tags;
  return first === undefined ? { problem: l10n.t("An image requires a name.") } : { tags: [first, ...rest] };
}

/** All names that builds give to a stage: those of the templates, and those of its parts. */
export function namesOfStage(templates: readonly string[], build: NamedBuild): string[] {
  const named = imageTags(templates, build);
  if ("problem" in named) return [];
  return [...named.tags, ...PARTS.map(part => partialImage(named.tags[0], part))];
}

/** What of a stage is built: all before the instruction that failed, or all up to an instruction, this included. */
export type PartialBuild = "beforeFailure" | "upToInstruction";

const PARTS: readonly PartialBuild[] = ["beforeFailure", "upToInstruction"];
const SUFFIXES: Record<PartialBuild, string> = {
  beforeFailure: "-before-failure",
  upToInstruction: "-up-to-instruction",
};
const LONGEST_TAG = 128;

/** The name of a part of a stage whose image has the name `image`; also where that is the name of a part already. */
export function partialImage(image: string, part: PartialBuild): string {
  const [, name = image, tag = "latest"] = /^(.*?)(?::([\w.-]+))?$/.exec(image) ?? [];
  const whole = tag.replace(/-(?:before-failure|up-to-instruction)$/, "");
  const suffix = SUFFIXES[part];
  return `${name}:${whole.slice(0, LONGEST_TAG - suffix.length)}${suffix}`;
}

function fill(template: string, { folder, file, stage }: NamedBuild): string {
  const text = stage === "" ? template.replace(/(?<![:./_-])[:./_-]*\$\{stage\}/g, "") : template;
  // A colon before the last slash belongs to the port of a registry.
  const startOfTag = text.indexOf(":", text.lastIndexOf("/") + 1);
  const values: Record<string, string> = { name: dockerfileName(folder, file), folder, file, stage };
  return text.replace(/\$\{(\w+)\}/g, (_, name: string, at: number) => {
    const value = values[name] ?? "";
    return startOfTag !== -1 && at > startOfTag ? imageTag(value) : imageName(value);
  });
}
