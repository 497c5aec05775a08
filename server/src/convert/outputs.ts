/** What tools that build write where their options say: absolute paths. */
import { fileEffects } from "../stages/files/commandFiles";
import { resolvePath } from "./paths";

/** Options of tools that name what they write, beside `-o`. */
const OPTIONS =
  /^(?:-ep|--export-path|--tool-path|--static-root|--root|--outDir|--out-dir|--outfile|--publish-dir)$/;

/** The paths that a command of a build tool names to write to, in a folder. */
export function outputsOf(words: readonly string[], folder: string | null): string[] {
  const said = fileEffects([words], folder, word => (word.includes("$") ? null : word))
    .filter(({ isRemoved }) => !isRemoved)
    .map(({ path }) => path);
  const named = words.flatMap((word, index) => {
    const equals = word.indexOf("=");
    const value =
      equals !== -1 && OPTIONS.test(word.slice(0, equals))
        ? word.slice(equals + 1)
        : OPTIONS.test(word)
          ? words[index + 1]
          : undefined;
    const path = value === undefined ? null : resolvePath(folder, value);
    return path === null ? [] : [path];
  });
  return [...new Set([...said, ...named])];
}
