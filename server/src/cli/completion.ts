/** `completion`: what a shell reads to complete the command line. */
import { RULES } from "../rules/registry";
import type { CommandFacts, CommandOption, RunCommand } from "./command";
import { COMMANDS, PROGRAM } from "./commandFacts";
import { UsageError } from "./usageError";

export const SHELLS = ["bash", "zsh", "fish"] as const;

export const run: RunCommand = ({ positionals, output }) => {
  const [shell] = positionals;
  const script = new Map([
    ["bash", bash],
    ["zsh", zsh],
    ["fish", fish],
  ]).get(shell ?? "");
  if (!script || positionals.length > 1)
    throw new UsageError(`completion takes a shell: ${SHELLS.join(", ")}.`);
  output.write(script());
  return Promise.resolve(0);
};

const names = COMMANDS.map(({ name }) => name);

/** The words that may stand in place of an argument; null for files. */
function wordsOf({ completes }: CommandFacts): readonly string[] | null {
  if (completes === "rules") return RULES.map(({ id }) => id);
  if (completes === "shells") return SHELLS;
  return completes === "paths" ? null : [];
}

function flagsOf({ options }: CommandFacts): string {
  return options.map(({ name }) => `--${name}`).join(" ");
}

/** Options that take a value: with the words for it, null for files, none where nobody knows. */
function valued(options: readonly CommandOption[]): (readonly [string, readonly string[] | null])[] {
  return options.flatMap(({ name, value, choices, isPath }): [string, readonly string[] | null][] =>
    value === undefined ? [] : [[name, isPath ? null : (choices ?? [])]],
  );
}

function bash(): string {
  const cases = COMMANDS.map(command => {
    const values = valued(command.options).map(
      ([name, words]) =>
        `        --${name}) ${words ? `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$word"))` : 'COMPREPLY=($(compgen -f -- "$word"))'}; return ;;`,
    );
    const words = wordsOf(command);
    const reply = words
      ? `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$word"))`
      : 'COMPREPLY=($(compgen -f -- "$word"))';
    return [
      `    ${command.name})`,
      `      case "$previous" in`,
      ...values,
      "      esac",
      `      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "${flagsOf(command)}" -- "$word")); else ${reply}; fi ;;`,
    ].join("\n");
  });
  return `# bash completion of ${PROGRAM.name}: eval "$(${PROGRAM.name} completion bash)"
_dockerfile_stages() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W "${names.join(" ")} --help --version" -- "$word")); return; fi
  case \${COMP_WORDS[1]} in
${cases.join("\n")}
  esac
}
complete -o filenames -F _dockerfile_stages ${PROGRAM.name}
`;
}

function zsh(): string {
  const cases = COMMANDS.map(command => {
    const options = command.options.map(({ name, short, value, choices, isMultiple, isPath, text }) => {
      const action =
        value === undefined
          ? ""
          : `:${value}:${isPath ? "_files" : choices ? `(${choices.join(" ")})` : " "}`;
      const about = `[${text.replace(/[[\]:'\\]/g, "\\$&").replace(/\\'/g, "'\\''")}]`;
      const long = `'${isMultiple ? "*" : ""}--${name}${about}${action}'`;
      return short === undefined ? long : `${long} '-${short}${about}${action}'`;
    });
    const words = wordsOf(command);
    const rest = words === null ? "'*:path:_files'" : `'*:argument:(${words.join(" ")})'`;
    return `    ${command.name}) _arguments ${[...options, rest].join(" ")} ;;`;
  });
  const commands = COMMANDS.map(({ name, summary }) => `'${name}:${summary.replaceAll("'", "'\\''")}'`);
  return `#compdef ${PROGRAM.name}
# zsh completion of ${PROGRAM.name}: source <(${PROGRAM.name} completion zsh)
_dockerfile_stages() {
  local -a commands
  commands=(${commands.join(" ")})
  if ((CURRENT == 2)); then _describe command commands; return; fi
  local command=\${words[2]}
  shift words
  ((CURRENT--))
  case $command in
${cases.join("\n")}
  esac
}
compdef _dockerfile_stages ${PROGRAM.name}
`;
}

function fish(): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, "\\$&")}'`;
  const lines = COMMANDS.flatMap(command => {
    const inside = `-n '__fish_seen_subcommand_from ${command.name}'`;
    const words = wordsOf(command);
    return [
      `complete -c ${PROGRAM.name} -f -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`,
      ...command.options.map(({ name, short, value, choices, isPath, text }) =>
        [
          `complete -c ${PROGRAM.name} ${inside} -l ${name}`,
          ...(short === undefined ? [] : [`-s ${short}`]),
          ...(value === undefined ? [] : [isPath ? "-r -F" : "-x"]),
          ...(choices ? [`-a ${quoted(choices.join(" "))}`] : []),
          `-d ${quoted(text)}`,
        ].join(" "),
      ),
      words === null
        ? `complete -c ${PROGRAM.name} ${inside} -F`
        : `complete -c ${PROGRAM.name} ${inside} -f -a ${quoted(words.join(" "))}`,
    ];
  });
  return `# fish completion of ${PROGRAM.name}: ${PROGRAM.name} completion fish | source\n${lines.join("\n")}\n`;
}
