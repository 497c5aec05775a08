/** Configurations of dev containers, made up: what the Dev Container CLI builds of each is in `answers.json`. */
import type { Random } from "../../support/random";

/** A configuration, at its path from the workspace; its Dockerfiles are there, whatever they are. */
export interface DevContainerExample {
  readonly path: string;
  readonly text: string;
}

const PATHS = [
  ".devcontainer/devcontainer.json",
  ".devcontainer.json",
  ".devcontainer/other/devcontainer.json",
];
const DOCKERFILES = [
  "Dockerfile",
  "../Dockerfile",
  "./app/Dockerfile",
  "../app/dev.Dockerfile",
  "../../x/y/Containerfile",
];
const CONTEXTS = [".", "..", "../app", "./", "../${localWorkspaceFolderBasename}"];
const TEXTS = [
  "plain",
  "a b",
  "",
  "${localEnv:DOCKERFILE_STAGES_UNSET:given}",
  "${localEnv:DOCKERFILE_STAGES_UNSET:a:b}",
  "${localEnv:DOCKERFILE_STAGES_UNSET:}",
  "${localEnv:DOCKERFILE_STAGES_UNSET}",
  "${env:DOCKERFILE_STAGES_UNSET:old}-x",
  "${localWorkspaceFolder}/x",
  "${localWorkspaceFolderBasename}",
  "${containerWorkspaceFolder}/x",
  "${containerWorkspaceFolderBasename}",
  "${devcontainerId}",
  "${containerEnv:PATH}",
  "${nothing}",
  "${ localEnv:X }",
  "$${localWorkspaceFolderBasename}",
  "${localWorkspaceFolderBasename:x}",
  "$X ${",
];
const TARGETS = [
  "dev",
  "DEV",
  "${localEnv:DOCKERFILE_STAGES_UNSET:dev}",
  "de${localEnv:DOCKERFILE_STAGES_UNSET:v:w}",
  "",
];
const OPTIONS = [
  ["--platform=linux/arm64"],
  ["--platform", "linux/amd64"],
  ["--ssh=default", "--pull"],
  ["--secret=id=a,src=b"],
];
const VALUES = [1, 1.5, true, false];

/** One configuration: each key is there or not. */
export function devContainerExample(random: Random): DevContainerExample {
  const maybe = (key: string, value: () => unknown, of = 2): [string, unknown][] =>
    random.below(of) === 0 ? [] : [[key, value()]];
  const dockerfile = () => random.pick(DOCKERFILES);
  const args = () =>
    Object.fromEntries(
      ["A", "B", "C"].map(name => [name, random.below(4) === 0 ? random.pick(VALUES) : random.pick(TEXTS)]),
    );
  const form = random.below(8);
  const build = Object.fromEntries([
    ...(form === 0 ? [] : [["dockerfile", dockerfile()] as const]),
    ...maybe("context", () => random.pick(CONTEXTS)),
    ...maybe("target", () => random.pick(TARGETS)),
    ...maybe("args", args),
    ...maybe("options", () => random.pick(OPTIONS)),
    ...maybe("cacheFrom", () => "type=registry,ref=x"),
  ]);
  const config = Object.fromEntries([
    ...maybe("name", () => random.pick(TEXTS)),
    ...maybe("workspaceFolder", () => "/src"),
    ...(form < 3
      ? [["dockerFile", dockerfile()] as const, ...maybe("context", () => random.pick(CONTEXTS))]
      : []),
    ...(form === 1 ? [] : [["build", build] as const]),
    ...(form === 4 ? [["image", "alpine"] as const] : []),
  ]);
  const text = JSON.stringify(config, null, random.below(3));
  return {
    path: random.pick(PATHS),
    text: random.below(3) === 0 ? `// made up\n${text.replace(/\}$/, ",}")}\n` : text,
  };
}
