/** Uses in Compose files. */
import type { Files } from "../files";
import { baseName, folderOf, foldersUp, joinPath } from "../paths";
import type { ContextValue, DockerfileValue, Project, Reading, Use, Value } from "../use";
import { byDefault } from "../use";
import { dockerfileIn } from "../dockerfilePath";
import { mergeBuilds } from "./mergeBuilds";
import type { Build } from "./build";
import { readComposeFile } from "./project";
import type { Service } from "./project";

const MAIN = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const VARIANT = /^(?:docker[-._]?)?compose[-._].+\.ya?ml$|^docker[._]compose\.ya?ml$/;
const OVERRIDE = /\.override\.ya?ml$/;

/** Whether a file is a Compose file by its name. */
export function isComposeFile(path: string): boolean {
  const name = baseName(path);
  return MAIN.includes(name) || VARIANT.test(name);
}

/** Whether the text of a YAML file is that of a Compose file that builds, whatever its name. */
export function isComposeText(text: string): boolean {
  return /^services:[ \t]*(?:#.*)?\r?$/m.test(text) && /^[ \t]+build:/m.test(text);
}

/**
 * The builds of a Compose file, with those files below it that Compose puts there: below an override file, and below another
 * variant for what the variant leaves out. The folder of the project is `folder`; without one it is the file's, or the one above
 * it that has what is built, because a file can be put on top of another one from anywhere. `environment` as of `NamedFile`.
 */
export function readCompose(
  path: string,
  files: Files,
  folder?: string,
  environment?: readonly string[],
): Reading {
  if (folder !== undefined) return readIn(path, files, folder, environment);
  const [own = "/", ...above] = foldersUp(files.root(path), folderOf(path));
  const reading = readIn(path, files, own);
  const isFound = ({ uses }: Reading) =>
    uses.some(
      ({ dockerfile: { path: found, isInline } }) => isInline || (found !== null && files.has(found)),
    );
  if (isComposeFile(path) || reading.uses.length === 0 || isFound(reading)) return reading;
  for (const each of above) {
    const other = readIn(path, files, each);
    if (isFound(other)) return other;
  }
  return reading;
}

function readIn(path: string, files: Files, folder: string, environment?: readonly string[]): Reading {
  const { services, included, isBroken } = readComposeFile(path, folder, files, environment);
  const lower = lowerFile(path, files);
  const below = lower === null ? null : readComposeFile(lower, folder, files, environment);
  const isOverride = OVERRIDE.test(path);
  const uses = [...services.values()].map(service => {
    const whole = onTop(service, below?.services.get(service.name), isOverride);
    const isAlone = lower === null || (whole === service && !isOverride);
    const project: Project = {
      tool: "compose",
      files: isAlone ? [path] : [lower, path],
      folder,
      isMain: MAIN.includes(baseName(path)),
      groups: [],
    };
    return { ...useOf(whole, folder, files), project };
  });
  return { uses, names: included, isBroken };
}

/** The main file of the same folder, for a file that is meant to be put on top of it. */
function lowerFile(path: string, files: Files): string | null {
  const name = baseName(path);
  if (!VARIANT.test(name)) return null;
  return MAIN.map(main => joinPath(folderOf(path), main)).find(main => files.text(main) !== null) ?? null;
}

function onTop(service: Service, below: Service | undefined, isOverride: boolean): Service {
  if (!below) return service;
  // A variant that says what it builds can stand alone, and often does.
  if (!isOverride && service.build.context) return service;
  return { ...service, build: mergeBuilds(below.build, service.build), isPartial: below.isPartial };
}

function useOf({ name, namePlace, build, isPartial, inherits }: Service, folder: string, files: Files): Use {
  const context = build.context ?? { ...byDefault("."), folder, build: null };
  return {
    kind: "compose",
    name,
    place: build.place,
    namePlace,
    dockerfile: dockerfileOf(build, context, files),
    context,
    target: build.target ?? null,
    contexts: build.contexts,
    args: build.args,
    platforms: build.platforms,
    secrets: build.secrets,
    ssh: build.ssh,
    tags: build.image ? [build.image, ...build.tags] : build.tags,
    noCacheFilters: [],
    inherits,
    isPartial,
  };
}

function dockerfileOf({ dockerfile, inline }: Build, context: ContextValue, files: Files): DockerfileValue {
  // Compose refuses a service with both. Which one goes is not ours to say: the file that is named can be read.
  if (inline && (inline.isOpen || inline.text !== "") && !dockerfile?.text)
    return { ...inline, path: null, isInline: true };
  const value: Value = dockerfile ?? byDefault("Dockerfile");
  return dockerfileIn(context, value, files);
}
