/** What people are told of the commands that help with the others. */
import type { CommandFacts } from "../command";
import { COLOR, HELP, TABLE } from "./options";

export const explain: CommandFacts = {
  name: "explain",
  usage: "[RULE]",
  summary: "Explains a rule: why it reports, and how the problem is fixed.",
  details: ["Without RULE, it lists all rules with their default severities."],
  options: [{ ...TABLE, text: "The format of the list: table or json. Default: table." }, COLOR, HELP],
  examples: [
    { line: "dockerfile-stages explain UnusedStage", text: "Explains a rule." },
    { line: "dockerfile-stages explain", text: "Lists all rules." },
  ],
  completes: "rules",
};

export const completion: CommandFacts = {
  name: "completion",
  usage: "bash|zsh|fish",
  summary: "Writes what a shell needs to complete this command line.",
  details: [],
  options: [HELP],
  examples: [
    { line: 'eval "$(dockerfile-stages completion bash)"', text: "In ~/.bashrc." },
    { line: "source <(dockerfile-stages completion zsh)", text: "In ~/.zshrc, behind compinit." },
    { line: "dockerfile-stages completion fish | source", text: "In ~/.config/fish/config.fish." },
  ],
  completes: "shells",
};
