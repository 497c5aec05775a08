/** The files that commands of a shell are likely to make or to take away, as far as their words say so. */
import type { ShellOutput } from "../../dockerfile/shellScript";
import { joinPath } from "../evaluation/workdir";

/** What becomes of a path. */
export interface FileEffect {
  readonly path: string;
  readonly kind: "file" | "folder" | null;
  readonly isRemoved: boolean;
}

/** Programs whose `-o` names what they write. */
const COMPILERS =
  /^(?:go|tinygo|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|ld|rustc|swiftc|ghc|nim|curl|dotnet|tsc)$/;
const VALUE_OPTIONS = new Map([
  ["mkdir", /^(?:-m|--mode)$/],
  ["install", /^(?:-m|-o|-g|-t|--mode|--owner|--group|--target-directory)$/],
  ["cp", /^(?:-t|--target-directory)$/],
  ["mv", /^(?:-t|--target-directory)$/],
]);
const PACKAGE_MANAGERS = new Set(["bun", "npm", "pnpm", "yarn"]);

/** What the commands of a script do to files, in order; `outputs` are the files that they write into. Relative paths
 * count from `workdir`, or, where that is null, are left out. */
export function fileEffects(
  commands: readonly (readonly string[])[],
  workdir: string | null,
  fill: (word: string) => string | null,
  outputs: readonly ShellOutput[] = [],
): FileEffect[] {
  const effects: FileEffect[] = [];
  let folder = workdir;
  const absolute = (word: string | undefined): string | null => {
    const text = word === undefined || word === "" ? null : fill(word);
    if (text === null || /[*?[\]{}~$`]/.test(text) || /^https?:/.test(text)) return null;
    return text.startsWith("/") || folder !== null ? joinPath(folder ?? "/", text) : null;
  };
  const add = (word: string | undefined, kind: FileEffect["kind"], isRemoved = false) => {
    const path = absolute(word);
    if (path === null || path === "/") return;
    effects.push({ path, kind: word?.endsWith("/") ? "folder" : kind, isRemoved });
  };
  let next = 0;
  for (const [index, command] of commands.entries()) {
    for (; (outputs[next]?.command ?? Infinity) <= index; next++) add(outputs[next]?.file, "file");
    const [program = "", ...words] = command[0] === "sudo" ? command.slice(1) : command;
    const { operands, option } = readOptions(program, words);
    switch (program) {
      case "cd":
        folder = operands[0] === undefined ? null : absolute(operands[0]);
        break;
      case "mkdir":
        for (const operand of operands) add(operand, "folder");
        break;
      case "touch":
      case "tee":
        for (const operand of operands) add(operand, "file");
        break;
      case "rm":
      case "rmdir":
        for (const operand of operands) add(operand, null, true);
        break;
      case "install":
        if (words.some(word => (/^-[a-z]+$/.test(word) && word.includes("d")) || word === "--directory"))
          for (const operand of operands) add(operand, "folder");
        else addCopies(operands, option(/^(?:-t|--target-directory)$/), add);
        break;
      case "mv":
      case "cp":
        if (program === "mv") for (const operand of operands.slice(0, -1)) add(operand, null, true);
        addCopies(operands, option(/^(?:-t|--target-directory)$/), add);
        break;
      case "ln":
        if (operands.length === 2) add(operands[1], null);
        break;
      case "git":
        if (operands[0] === "clone") add(operands[2] ?? clonedFolder(operands[1] ?? ""), "folder");
        break;
      case "tar":
        add(option(/^(?:-C|--directory)$/), "folder");
        break;
      case "wget":
        add(option(/^(?:-O|--output-document)$/), "file");
        break;
      case "cargo":
        if (words[0] === "build") {
          const target = option(/^--target$/);
          const profile = words.some(word => word === "--release" || word === "-r") ? "release" : "debug";
          add(`target/${target === undefined ? "" : `${target}/`}${profile}`, "folder");
        }
        break;
      default:
        if (
          /^(?:python[\d.]*|virtualenv)$/.test(program) &&
          (program === "virtualenv" || words[1] === "venv")
        )
          add(operands.at(-1), "folder");
        if (PACKAGE_MANAGERS.has(program) && isInstall(program, words)) add("node_modules", "folder");
    }
    if (COMPILERS.test(program)) add(option(/^-o$/), program === "dotnet" ? "folder" : "file");
    if (program !== "wget") {
      const output = option(/^--(?:output|outfile|outdir|out-dir|output-path)$/);
      if (output?.includes("/")) add(output, null);
    }
  }
  return effects;
}

type Add = (word: string | undefined, kind: FileEffect["kind"]) => void;

/** What copies leave: in a folder things under their own names, else one thing. */
function addCopies(operands: readonly string[], folder: string | undefined, add: Add): void {
  const target = folder ?? operands.at(-1);
  const sources = folder === undefined ? operands.slice(0, -1) : operands;
  if (target === undefined || sources.length === 0) return;
  const isFolder = folder !== undefined || sources.length > 1 || /(?:^|\/)\.{0,2}$/.test(target);
  add(target, isFolder ? "folder" : null);
  if (!isFolder) return;
  for (const source of sources) {
    const name = source.slice(source.lastIndexOf("/") + 1);
    if (name !== "" && name !== "." && name !== "..") add(`${target.replace(/\/$/, "")}/${name}`, null);
  }
}

function isInstall(program: string, words: readonly string[]): boolean {
  if (words.some(word => word === "-g" || word === "--global" || word === "global")) return false;
  const [command] = words.filter(word => !word.startsWith("-"));
  return command === undefined ? program === "yarn" : ["add", "ci", "i", "install"].includes(command);
}

interface Options {
  /** The words that are neither options nor values of them. */
  readonly operands: readonly string[];
  /** The value of the option that a pattern matches, behind it or behind its `=`. */
  readonly option: (name: RegExp) => string | undefined;
}

function readOptions(program: string, words: readonly string[]): Options {
  const takesValue = VALUE_OPTIONS.get(program);
  const operands = words.filter(
    (word, index) => !word.startsWith("-") && !takesValue?.test(words[index - 1] ?? ""),
  );
  return {
    operands,
    option: name => {
      for (const [index, word] of words.entries()) {
        const equals = word.indexOf("=");
        if (equals !== -1 && name.test(word.slice(0, equals))) return word.slice(equals + 1);
        if (name.test(word)) return words[index + 1];
      }
      return undefined;
    },
  };
}

/** The folder into which a repository is cloned: the last part of its address, without `.git`. */
function clonedFolder(address: string): string | undefined {
  const last = (address.endsWith("/") ? address.slice(0, -1) : address).split(/[/:]/).at(-1);
  if (!last) return undefined;
  return last.endsWith(".git") && last !== ".git" ? last.slice(0, -".git".length) : last;
}
