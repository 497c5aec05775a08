/** What commands in `$(…)` print. */
import { baseName, folderOf } from "../paths";
import type { Values } from "./expansion";
import { fieldsOf } from "./fields";
import { known } from "./known";
import type { Known } from "./known";

/** What a command prints, of those that say something about paths; `root` is the folder of the repository. */
export function printedBy(command: string, values: Values, root: string): Known | undefined {
  const parts = command.split("&&").map(part => part.trim());
  const [first = "", second] = parts.map(part => part.replace(/^(?:[A-Z_]+=(?:''|""|\S*)\s+)+/, ""));
  const words = (text: string) =>
    [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\([^)]*\)|\S)+/g)].map(match => match[0]);
  const [program = "", ...args] = words(first).filter(word => !/^(?:--|-[Lfe]|>.*|\d>.*)$/.test(word));
  const evaluate = (word: string): Known => {
    const fields = fieldsOf(word, { start: 0, end: word.length }, values);
    return { text: fields.map(({ text }) => text).join(" "), isOpen: fields.some(({ isOpen }) => isOpen) };
  };
  const arg = args[0] === undefined ? undefined : evaluate(args[0]);
  if (program === "git" && args.includes("--show-toplevel")) return known(root);
  if (program === "pwd") return values.variable("PWD");
  if (!arg || arg.isOpen) return program === "echo" ? arg : undefined;
  if (program === "cd") return second?.startsWith("pwd") ? arg : undefined;
  if (program === "dirname") return known(arg.text.includes("/") ? folderOf(arg.text) : ".");
  if (program === "realpath" || program === "readlink" || program === "echo") return arg;
  if (program === "basename") {
    const suffix = args[1] === undefined ? "" : evaluate(args[1]).text;
    const name = baseName(arg.text);
    return known(suffix !== "" && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name);
  }
  return undefined;
}
