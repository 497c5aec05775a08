/** What people are told of the commands that tell something of Dockerfiles. */
import type { CommandFacts } from "../command";
import { READING, STAGE, TABLE, WHICH } from "./options";

export const stages: CommandFacts = {
  name: "stages",
  usage: "[PATH…]",
  summary: "Lists the stages of Dockerfiles: their bases, what they need, and what builds them.",
  details: [
    WHICH,
    "The JSON has the stages, all references with their positions, the target, what it needs, and the builds of the Dockerfile with their arguments. Lines and characters begin at 0, as in the Language Server Protocol.",
  ],
  options: [TABLE, STAGE, ...READING],
  examples: [
    { line: "dockerfile-stages stages", text: "Lists all stages below the working directory." },
    {
      line: "dockerfile-stages stages --stage test --format json Dockerfile",
      text: "Tells what a build of the stage test needs.",
    },
  ],
  completes: "paths",
};

export const graph: CommandFacts = {
  name: "graph",
  usage: "[PATH…]",
  summary: "Draws the stage graph of Dockerfiles.",
  details: [WHICH, "Mermaid of several Dockerfiles is a Markdown document with a graph for each."],
  options: [
    {
      name: "format",
      short: "f",
      value: "FORMAT",
      choices: ["mermaid", "dot", "svg", "json"],
      text: "The format: mermaid, dot (Graphviz), svg or json. Default: mermaid.",
    },
    STAGE,
    ...READING,
  ],
  examples: [
    { line: "dockerfile-stages graph Dockerfile", text: "Writes a graph that Markdown on GitHub shows." },
    { line: "dockerfile-stages graph --format svg Dockerfile > stages.svg", text: "Writes a picture." },
    { line: "dockerfile-stages graph > docs/stages.md", text: "Documents the stages of a whole repository." },
  ],
  completes: "paths",
};

export const uses: CommandFacts = {
  name: "uses",
  usage: "[PATH…]",
  summary: "Lists what builds Dockerfiles: services, bake targets, workflows, scripts.",
  details: [WHICH],
  options: [TABLE, ...READING],
  examples: [
    { line: "dockerfile-stages uses Dockerfile", text: "Lists the builds of one Dockerfile." },
    {
      line: "dockerfile-stages uses --format json",
      text: "Writes all that these builds give, for a program.",
    },
  ],
  completes: "paths",
};

export const unused: CommandFacts = {
  name: "unused",
  usage: "[PATH…]",
  summary: "Lists stages that no known build needs, and the files that were looked at.",
  details: [WHICH, "Ends with 1 if there is one. A stage that may be somebody's target is not listed."],
  options: [
    TABLE,
    {
      name: "target",
      value: "STAGE",
      isMultiple: true,
      text: "A stage that is built by itself, beside the last one.",
    },
    ...READING,
  ],
  examples: [
    { line: "dockerfile-stages unused", text: "Looks for unused stages below the working directory." },
    {
      line: "dockerfile-stages unused --target test --target dev",
      text: "Says that these stages are built.",
    },
  ],
  completes: "paths",
};
