/** An engine: the program that is started, the builder behind it, and where that builder is. */
import * as l10n from "@vscode/l10n";

/**
 * Which builder answers. `buildx`: `docker buildx build`. `docker`: `docker build`, which hands over to buildx.
 * `embedded`: `docker build` of a Docker before 23, with the BuildKit inside it. `legacy`: `docker build` without any
 * BuildKit. `podman`: `podman build`, which is Buildah. `nerdctl`: `nerdctl build`, which asks BuildKit.
 */
export type Builder = "buildx" | "docker" | "embedded" | "legacy" | "podman" | "nerdctl";

export interface Engine {
  builder: Builder;
  /** A name on PATH or an absolute path. */
  program: string;
  /** Of buildx where it builds, else of the program: `0.29.1`. Not known of a program that nobody could ask. */
  version?: string;
  /** What it can be asked to print while it builds: `rawjson` since buildx 0.13; `none` where it takes no such option. */
  progress: "rawjson" | "plain" | "none";
  /** The Docker context that a person chose; without it the program's own. */
  dockerContext?: string;
}

/** What a person reads in place of the program's name. */
export function builderName(builder: Builder): string {
  switch (builder) {
    case "buildx":
      return "docker buildx";
    case "docker":
      return "docker build";
    case "embedded":
      return l10n.t("docker build without buildx");
    case "legacy":
      return l10n.t("docker build without BuildKit");
    case "podman":
    case "nerdctl":
      return builder;
  }
}

/** A program with its arguments, each by itself: nothing in it ever passes through a shell. */
export interface EngineCommand {
  file: string;
  args: string[];
  /** Variables to set beside those of this process. */
  env: Record<string, string>;
  /** The folder that it runs in, absolute, where that means something to it; else the person's own. */
  folder?: string;
}

/** A command of the engine's program, to the engine that builds: `["image", "inspect", …]`, `["run", …]`. */
export function toolCommand({ program, dockerContext }: Engine, args: readonly string[]): EngineCommand {
  return { file: program, args: [...place(dockerContext), ...args], env: {} };
}

function place(dockerContext: string | undefined): string[] {
  return dockerContext === undefined ? [] : ["--context", dockerContext];
}
