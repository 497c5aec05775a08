/**
 * An argument vector as one line to paste into a terminal, quoted for the shell that runs there. A person runs the line;
 * this extension never does.
 */
import type { EngineCommand } from "./engine";

/** `powershell` is Windows PowerShell up to 7.2, which loses double quotes inside arguments; `pwsh` is newer. */
export type Shell = "posix" | "fish" | "powershell" | "pwsh" | "cmd";

/** Which quoting the shell at `shellPath` understands. */
export function shellOf(shellPath: string, platform: NodeJS.Platform): Shell {
  const name = (shellPath.split(/[\\/]/).pop() ?? "").toLowerCase().replace(/\.exe$/, "");
  if (name === "cmd" || name === "fish" || name === "powershell") return name;
  if (name.startsWith("pwsh")) return "pwsh";
  if (/^(?:ba|z|da|a|k|mk)?sh$/.test(name) || name === "git-cmd") return "posix";
  return platform === "win32" ? "powershell" : "posix";
}

// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\v-\x1f\x7f-\x9f]/;

/**
 * The command as one line of `shell`; `undefined` where that shell has no way to write it (a line break in cmd), or no terminal
 * takes it as it is: a control character ends a paste, or is a key that is pressed.
 */
export function commandLine({ file, args, env }: EngineCommand, shell: Shell): string | undefined {
  const words = [file, ...args];
  const values = [...words, ...Object.values(env)];
  if (values.some(value => CONTROL.test(value))) return undefined;
  if (shell === "cmd" && values.some(value => value.includes("\n"))) return undefined;
  const line = words.map(word => quote(word, shell)).join(" ");
  const isPowerShell = shell === "powershell" || shell === "pwsh";
  // A quoted word at the start is a string to PowerShell, and a command only after `&`.
  const call = isPowerShell && line.startsWith("'") ? `& ${line}` : line;
  return Object.entries(env)
    .map(([name, value]) => assignment(name, value, shell))
    .concat(call)
    .join("");
}

/** Several commands as one line, each of which runs if the one before it has ended well; `undefined` as for {@link commandLine}. */
export function commandLines(commands: readonly EngineCommand[], shell: Shell): string | undefined {
  const lines = commands.flatMap(command => commandLine(command, shell) ?? []);
  if (lines.length < commands.length) return undefined;
  // Windows PowerShell has no `&&`.
  return shell === "powershell"
    ? lines.join("; if ($?) { ") + " }".repeat(lines.length - 1)
    : lines.join(" && ");
}

function assignment(name: string, value: string, shell: Shell): string {
  switch (shell) {
    case "posix":
      return `${name}=${quote(value, shell)} `;
    case "fish":
      return `env ${name}=${quote(value, shell)} `;
    case "powershell":
    case "pwsh":
      return `$env:${name}='${value.replace(/'/g, "''")}'; `;
    case "cmd":
      return `set "${name}=${value}" && `;
  }
}

function quote(word: string, shell: Shell): string {
  switch (shell) {
    case "posix":
      return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
    case "fish":
      return /^[\w@+:,./-][\w@+=:,./-]*$/.test(word) ? word : `'${word.replace(/['\\]/g, "\\$&")}'`;
    case "powershell":
    case "pwsh":
      return quotePowerShell(word, shell);
    case "cmd":
      return quoteCmd(word);
  }
}

function quotePowerShell(word: string, shell: "powershell" | "pwsh"): string {
  if (/^[\w:./\\][\w:./\\=+-]*$|^--?[a-z][\w=-]*$/i.test(word)) return word;
  let text = word;
  if (shell === "powershell") {
    // The old argument passing neither escapes inner quotes nor keeps empty arguments.
    text = text === "" ? '""' : text.replace(/(?<!\\)(\\*)"/g, '$1$1\\"');
    if (/\s/.test(text)) text = text.replace(/(?<!\\)\\+$/, "$&$&");
  }
  // PowerShell takes the typographic single quotes for quotes as well.
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
}

function quoteCmd(word: string): string {
  if (/^[\w:./\\=+@-]+$/.test(word)) return word;
  // First as the program's own argument parser wants it: backslashes count only before a double quote.
  const argument = `"${word.replace(/(?<!\\)(\\*)"/g, '$1$1\\"').replace(/(?<!\\)\\+$/, "$&$&")}"`;
  if (!/["%!^&|<>()]/.test(word)) return argument;
  // Then against cmd, whose idea of where a quoted part ends is another: no character keeps a meaning of its own.
  return argument.replace(/["%!^&|<>()]/g, "^$&");
}
