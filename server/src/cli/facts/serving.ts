/** What people are told of the command that serves language models. */
import type { CommandFacts } from "../command";
import { BUILD, HELP } from "./options";

export const mcp: CommandFacts = {
  name: "mcp",
  usage: "",
  summary: "Serves tools for language models over standard input and output (Model Context Protocol).",
  details: [
    "An editor starts it. Its tools read the stages of Dockerfiles, their problems with fixes, and what a build consists of. Only Dockerfiles in the folders are read, nothing is written, and nothing is sent anywhere.",
    "With --allow-build there is a tool that builds a stage with docker, podman or nerdctl. Such a build runs what the Dockerfile says: let your editor ask you each time.",
  ],
  options: [
    {
      name: "folder",
      value: "FOLDER",
      isMultiple: true,
      isPath: true,
      text: "A folder whose Dockerfiles may be read. Default: the working directory.",
    },
    { name: "allow-build", text: "Adds the tool that builds a stage." },
    ...BUILD,
    HELP,
  ],
  examples: [
    { line: "dockerfile-stages mcp --folder ~/shop", text: "Serves the Dockerfiles of a folder." },
    { line: "dockerfile-stages mcp --allow-build", text: "Also builds stages of the working directory." },
  ],
  completes: "nothing",
};
