/** What people are told of the commands that change Dockerfiles. */
import type { CommandFacts } from "../command";
import { ALONE, COLOR, HELP, WHICH_ONE, WORKSPACE } from "./options";

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
