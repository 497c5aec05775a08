/** What people are told of each command. The help, the manual, the completion of shells and docs/command-line.md are made of it. */
import type { CommandFacts, CommandOption } from "./command";

const WORKSPACE: readonly CommandOption[] = [
  {
    name: "workspace",
    value: "FOLDER",
    isPath: true,
    text: "The folder whose files say how Dockerfiles are built. Default: the Git repository of each path, else the working directory.",
  },
];

const BUILD: readonly CommandOption[] = [
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

const COLOR: CommandOption = {
  name: "color",
  value: "WHEN",
  choices: ["auto", "always", "never"],
  text: "When to use colors: always, never, or auto (in a terminal, unless NO_COLOR is set). Default: auto.",
};

const HELP: CommandOption = { name: "help", short: "h", text: "Shows this help." };

const FORMATS = ["text", "json", "sarif", "github", "gitlab", "checkstyle", "junit"] as const;

const check: CommandFacts = {
  name: "check",
  usage: "[PATH…]",
  summary: "Checks Dockerfiles, and the files that say how they are built.",
  details: [
    "PATH is a file, a folder or a glob pattern; - is standard input. Without PATH, the working directory is checked: every Dockerfile, and every Compose file, bake file, workflow, Makefile or script that builds one. Files that .gitignore excludes are left out, unless you name them.",
    "Rules and severities come from the options, else from the nearest .dockerfile-stages.yaml or .dockerfile-stages.json above each Dockerfile.",
    "A file that cannot be read is reported, and the others are checked.",
  ],
  options: [
    {
      name: "format",
      short: "f",
      value: "FORMAT",
      choices: FORMATS,
      text: `The format of the report: ${FORMATS.join(", ")}. Default: text.`,
    },
    {
      name: "output",
      short: "o",
      value: "FILE",
      isPath: true,
      text: "Writes the report to a file. Default: standard output.",
    },
    {
      name: "fail-on",
      value: "SEVERITY",
      choices: ["error", "warning", "information", "hint", "never"],
      text: "The severity from which on problems make the command end with 1. Default: warning.",
    },
    {
      name: "rule",
      value: "RULE=SEVERITY",
      isMultiple: true,
      text: "Sets the severity of a rule: error, warning, information, hint or off.",
    },
    { name: "only", value: "RULES", isMultiple: true, text: "Runs only these rules, separated by commas." },
    { name: "skip", value: "RULES", isMultiple: true, text: "Leaves these rules out, separated by commas." },
    {
      name: "fix",
      text: "Fixes what can be fixed without a change of any build, and reports what is left. With -, it writes the fixed text to standard output.",
    },
    {
      name: "diff",
      text: "Shows what --fix would change, and changes nothing. Ends with 1 if there is something.",
    },
    {
      name: "baseline",
      value: "FILE",
      isPath: true,
      text: "Reports only problems that are not in this file.",
    },
    { name: "update-baseline", text: "Writes the problems of today to the file of --baseline." },
    {
      name: "config",
      value: "FILE",
      isPath: true,
      text: "Uses this file in place of .dockerfile-stages.yaml and .dockerfile-stages.json.",
    },
    { name: "no-config", text: "Reads neither of those files." },
    {
      name: "stdin-filename",
      value: "PATH",
      isPath: true,
      text: "The path of the Dockerfile that comes from standard input. Default: Dockerfile.",
    },
    ...WORKSPACE,
    { name: "no-workspace", text: "Reads none of the files around a Dockerfile." },
    {
      name: "target",
      value: "STAGE",
      isMultiple: true,
      text: "A stage that is built by itself, beside the last one.",
    },
    ...BUILD,
    {
      name: "threads",
      value: "COUNT",
      text: "How many threads check files. Default: as many as the machine has processors, if there are enough files.",
    },
    COLOR,
    HELP,
  ],
  examples: [
    { line: "dockerfile-stages check", text: "Checks the working directory." },
    { line: "dockerfile-stages check services/*/Dockerfile", text: "Checks these Dockerfiles." },
    { line: "dockerfile-stages check --fix Dockerfile", text: "Fixes what is safe, and reports the rest." },
    {
      line: "dockerfile-stages check --format sarif --output report.sarif",
      text: "Writes a report for GitHub code scanning.",
    },
    {
      line: "dockerfile-stages check --baseline .dockerfile-stages-baseline.json --update-baseline",
      text: "Accepts the problems of today. Without --update-baseline, only new ones are reported.",
    },
    {
      line: "git show HEAD:Dockerfile | dockerfile-stages check --stdin-filename Dockerfile -",
      text: "Checks a text from another program.",
    },
  ],
  completes: "paths",
};

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandFacts[] = [check];

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
