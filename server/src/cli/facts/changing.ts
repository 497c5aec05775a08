/** What people are told of the commands that change Dockerfiles. */
import type { CommandFacts } from "../command";
import { ALONE, COLOR, HELP, TABLE, WHICH_ONE, WORKSPACE } from "./options";

export const rename: CommandFacts = {
  name: "rename",
  usage: "OLD NEW [PATH]",
  summary: "Renames a stage in its Dockerfile, and in every file that builds it.",
  details: [
    WHICH_ONE,
    "All places are changed, or none: a rename that could change a build is rejected with the reason, and the command ends with 1.",
  ],
  options: [
    { name: "dry-run", short: "n", text: "Shows the changes as a patch, and makes none." },
    ...WORKSPACE,
    ALONE,
    COLOR,
    HELP,
  ],
  examples: [
    { line: "dockerfile-stages rename build compile --dry-run", text: "Shows what would change." },
    { line: "dockerfile-stages rename build compile api/Dockerfile", text: "Renames a stage." },
  ],
  completes: "paths",
};

export const convert: CommandFacts = {
  name: "convert",
  usage: "[PATH]",
  summary: "Converts a Dockerfile of one stage into a multi-stage build.",
  details: [
    WHICH_ONE,
    "The Dockerfile goes to standard output, and what was decided to standard error. A Dockerfile that gains nothing by it is rejected with the reason, and the command ends with 1.",
  ],
  options: [
    { name: "write", short: "w", text: "Writes the Dockerfile." },
    { name: "diff", text: "Shows the changes as a patch." },
    { name: "no-comments", text: "Leaves out the comments that explain each choice." },
    ...WORKSPACE,
    ALONE,
    COLOR,
    HELP,
  ],
  examples: [
    { line: "dockerfile-stages convert --diff Dockerfile", text: "Shows what would change." },
    { line: "dockerfile-stages convert Dockerfile > Dockerfile.new", text: "Writes another file." },
  ],
  completes: "paths",
};

export const newDockerfile: CommandFacts = {
  name: "new",
  usage: "[FOLDER]",
  summary: "Writes a multi-stage Dockerfile for the project in a folder.",
  details: [
    "The Dockerfile goes to standard output. What the project does not tell is answered with the likely value, and said on standard error. Nothing of the project is run.",
  ],
  options: [
    {
      name: "list",
      short: "l",
      text: "Lists the projects, the kinds of Dockerfile and the questions, and writes nothing.",
    },
    {
      name: "project",
      short: "p",
      value: "FOLDER",
      isPath: true,
      text: "The project, where the folder has several: a folder below it.",
    },
    {
      name: "kind",
      short: "k",
      value: "KIND",
      text: "The kind of image, as --list names it. Default: the first one.",
    },
    {
      name: "answer",
      short: "a",
      value: "QUESTION=ANSWER",
      isMultiple: true,
      text: "The answer to a question. Default: the likely one.",
    },
    {
      name: "write",
      short: "w",
      text: "Writes the Dockerfile and its ignore file, and never over another file.",
    },
    { ...TABLE, text: "The format of --list: table or json. Default: table." },
    COLOR,
    HELP,
  ],
  examples: [
    { line: "dockerfile-stages new --list", text: "Shows what can be written for the working directory." },
    { line: "dockerfile-stages new --write services/api", text: "Writes a Dockerfile and its ignore file." },
    { line: "dockerfile-stages new --answer port=8080 > Dockerfile", text: "Answers a question." },
  ],
  completes: "paths",
};
