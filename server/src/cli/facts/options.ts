/** Options that several commands take, and what is said of their arguments. */
import type { CommandOption } from "../command";

export const WORKSPACE: readonly CommandOption[] = [
  {
    name: "workspace",
    value: "FOLDER",
    isPath: true,
    text: "The folder whose files say how Dockerfiles are built. Default: the Git repository of each path, else the working directory.",
  },
];

export const BUILD: readonly CommandOption[] = [
  {
    name: "build-arg",
    value: "NAME=VALUE",
    isMultiple: true,
    text: "A build argument, as docker build takes it.",
  },
  {
    name: "build-context",
    value: "NAME=VALUE",
    isMultiple: true,
    text: "A named context, as docker buildx build takes it.",
  },
  {
    name: "platform",
    value: "PLATFORM",
    isMultiple: true,
    text: "A platform that is built for. Default: the one of this machine.",
  },
  {
    name: "context",
    value: "FOLDER",
    isPath: true,
    text: "The build context. Default: what the files around the Dockerfile say, else the folder of the Dockerfile.",
  },
];

export const COLOR: CommandOption = {
  name: "color",
  value: "WHEN",
  choices: ["auto", "always", "never"],
  text: "When to use colors: always, never, or auto (in a terminal, unless NO_COLOR is set). Default: auto.",
};

export const HELP: CommandOption = { name: "help", short: "h", text: "Shows this help." };

export const TABLE: CommandOption = {
  name: "format",
  short: "f",
  value: "FORMAT",
  choices: ["table", "json"],
  text: "The format of the answer: table or json. Default: table.",
};

export const ALONE: CommandOption = {
  name: "no-workspace",
  text: "Reads none of the files around a Dockerfile.",
};

export const STAGE: CommandOption = {
  name: "stage",
  short: "s",
  value: "NAME",
  text: "The stage that is built. Default: the one that the files around the Dockerfile build, else the last one.",
};

/** What every command takes that reads Dockerfiles. */
export const READING: readonly CommandOption[] = [...WORKSPACE, ALONE, ...BUILD, COLOR, HELP];

export const WHICH =
  "PATH is a Dockerfile, a folder or a glob pattern; - is standard input. Without PATH, all Dockerfiles of the working directory are meant.";
export const WHICH_ONE = "PATH is the Dockerfile. Without PATH, it is the only one of the working directory.";
