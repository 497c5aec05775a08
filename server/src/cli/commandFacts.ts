/** What people are told of each command. The help, the manual, the completion of shells and docs/command-line.md are made of it. */
import type { CommandFacts, CommandOption } from "./command";
import { convert, newDockerfile, rename } from "./facts/changing";
import { check } from "./facts/check";
import { completion, explain } from "./facts/helping";
import { HELP } from "./facts/options";
import { graph, stages, unused, uses } from "./facts/reading";
import { mcp } from "./facts/serving";

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandFacts[] = [
  check,
  stages,
  graph,
  uses,
  unused,
  rename,
  convert,
  newDockerfile,
  explain,
  mcp,
  completion,
];

/** What is said of the program as a whole. */
export const PROGRAM = {
  name: "dockerfile-stages",
  summary: "Checks and changes multi-stage Dockerfiles, and the files that say how they are built.",
  options: [HELP, { name: "version", short: "v", text: "Shows the version." }] satisfies CommandOption[],
  exitCodes: [
    { code: 0, text: "Nothing was found." },
    { code: 1, text: "Problems of the severity of --fail-on were found, or the change was rejected." },
    { code: 2, text: "The command line or a configuration file is wrong, or a file could not be read." },
  ],
  environment: [
    { name: "NO_COLOR", text: "Turns colors off." },
    { name: "FORCE_COLOR", text: "Turns colors on, also without a terminal." },
    {
      name: "DOCKER_DEFAULT_PLATFORM",
      text: "The platform that is built for, where --platform does not say.",
    },
  ],
} as const;
