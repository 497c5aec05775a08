/** What people are told of `check`. */
import type { CommandFacts } from "../command";
import { BUILD, COLOR, HELP, WORKSPACE } from "./options";

const FORMATS = ["text", "json", "sarif", "github", "gitlab", "checkstyle", "junit"] as const;

export const check: CommandFacts = {
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
